/// The original's feedback loop (rules C3 to C5): one look at a depth ratio every interval.
///
///     ratio > high  →  multiplier × decrease
///     ratio < low   →  multiplier × increase
///     else          →  unchanged;   then clamped to [minMultiplier, maxMultiplier]
///
/// Regimes: between the watermarks it holds still; above `high` it backs off geometrically and is at
/// the floor after ln(min)/ln(decrease) intervals; below `low` it probes upwards. Where the ratio is
/// that of the queue it throttles the drain of, backing off deepens the queue: a positive feedback.
public struct WatermarkController: Sendable, Equatable {
  public let settings: ControllerSettings
  /// What the base rate is multiplied by.
  public private(set) var multiplier: Double

  public init(settings: ControllerSettings) {
    self.settings = settings
    multiplier = min(max(1, settings.minMultiplier), settings.maxMultiplier)
  }

  /// Looks at the signal once and says whether the multiplier changed.
  public mutating func observe(depthRatio: Double) -> Bool {
    var next = multiplier
    if depthRatio > settings.high {
      next *= settings.decrease
    } else if depthRatio < settings.low {
      next *= settings.increase
    }
    next = min(max(next, settings.minMultiplier), settings.maxMultiplier)
    defer { multiplier = next }
    return next != multiplier
  }

  /// Tokens per second at the present multiplier.
  public var rate: Double { settings.rate * multiplier }
}
