/// Additive increase, multiplicative decrease (Chiu and Jain, "Analysis of the increase and decrease
/// algorithms for congestion avoidance in computer networks", 1989; RFC 5681): one look at a depth
/// ratio every interval.
///
///     ratio > high, or a complaint  →  multiplier × decrease
///     else                          →  multiplier + increase
///
/// Regimes: it never rests. Without congestion it climbs by `increase` of the base rate an interval
/// until a buffer is over `high`, so that it swings like a saw between decrease × capacity and what
/// fills the buffer. Several controllers on one service come to equal shares. Weakness: it learns of
/// congestion from a full buffer alone, a buffer's length too late, and a low load lets it climb to
/// `maxMultiplier`, from where one cut is not enough.
public struct AIMDRateSettings: Sendable, Equatable {
  /// Depth ratio above which there is congestion.
  public var high: Double
  /// What the multiplier is multiplied by under congestion.
  public var decrease: Double
  /// What is added to the multiplier without: a share of the base rate.
  public var increase: Double

  public init(high: Double = 0.8, decrease: Double = 0.5, increase: Double = 0.05) {
    self.high = high
    self.decrease = decrease
    self.increase = increase
  }

  /// The multiplier after one look, not clamped. An interval with a complaint has had its cut, and
  /// does not climb.
  func next(_ multiplier: Double, depthRatio: Double, hasComplaint: Bool) -> Double {
    if depthRatio > high { return multiplier * decrease }
    return hasComplaint ? multiplier : multiplier + increase
  }
}
