/// The original's feedback loop (rules C3 to C5): one look at a depth ratio every interval.
///
///     ratio > high  →  multiplier × decrease
///     ratio < low   →  multiplier × increase
///     else          →  unchanged;   then clamped to [minMultiplier, maxMultiplier]
///
/// Source: the original's `AdaptiveRateController`. Regimes: between the watermarks it holds still;
/// above `high` it backs off geometrically and is at the floor after ln(min)/ln(decrease) intervals;
/// below `low` it probes upwards. Where the ratio is that of the queue it throttles the drain of,
/// backing off deepens the queue: a positive feedback. A complaint counts as a ratio over `high`.
public struct WatermarkSettings: Sendable, Equatable {
  /// Depth ratio above which the multiplier is multiplied by `decrease`.
  public var high: Double
  /// Depth ratio below which the multiplier is multiplied by `increase`.
  public var low: Double
  public var decrease: Double
  public var increase: Double

  public init(
    high: Double = 0.8, low: Double = 0.3, decrease: Double = 0.5, increase: Double = 1.2
  ) {
    self.high = high
    self.low = low
    self.decrease = decrease
    self.increase = increase
  }

  /// The multiplier after one look, not clamped.
  func next(_ multiplier: Double, depthRatio: Double) -> Double {
    if depthRatio > high { return multiplier * decrease }
    return depthRatio < low ? multiplier * increase : multiplier
  }
}
