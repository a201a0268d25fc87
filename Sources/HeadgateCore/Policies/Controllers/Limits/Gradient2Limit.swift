/// The gradient of a slow average over the present round trip (Netflix concurrency-limits,
/// Gradient2Limit).
///
///     slow := mean of the first 10 round trips, then slow + 2 ÷ (longWindow + 1) × (now − slow)
///     slow ÷ now > 2       →  slow × 0.95 from the next sample on
///     in flight < limit ÷ 2 →  unchanged
///     g = clamp(tolerance × slow ÷ now, ½, 1)
///     limit := clamp((1 − smoothing) × limit + smoothing × (limit × g + queueSize))
///
/// Regimes: round trips within `tolerance` of the slow average → climbs by smoothing × queueSize a
/// sample; beyond → falls by up to smoothing × half. Weakness: `queueSize` is always added and the
/// slow average follows the load, so that under moderate, lasting overload (g about 0.8) it keeps
/// growing (Netflix/concurrency-limits pull request 134); it ignores drops. So that a complaint is not
/// ignored too, one of a job dispatched after the last one that counted takes g = ½.
public struct Gradient2LimitSettings: Sendable, Equatable {
  /// Weight of a new limit against the one before, above 0 and at most 1.
  public var smoothing: Double
  /// Jobs that may wait in any case.
  public var queueSize: Double
  /// Samples over which the slow average goes.
  public var longWindow: Double
  /// By how much the round trip may exceed the slow average.
  public var tolerance: Double

  public init(
    smoothing: Double = 0.2, queueSize: Double = 4, longWindow: Double = 600,
    tolerance: Double = 1.5
  ) {
    self.smoothing = smoothing
    self.queueSize = queueSize
    self.longWindow = longWindow
    self.tolerance = tolerance
  }
}

/// The slow average, and the last complaint that counted.
struct Gradient2Limit: Sendable, Equatable {
  let settings: Gradient2LimitSettings
  private var slow: SlowAverage
  private var complaints = ComplaintFilter()

  init(_ settings: Gradient2LimitSettings) {
    self.settings = settings
    slow = SlowAverage(window: settings.longWindow)
  }

  /// The limit after one sample, not clamped; the reason where it moves.
  mutating func next(
    _ limit: Double, _ sample: LimitSample
  ) -> (limit: Double, reason: LimitReason)? {
    if sample.outcome == .throttled {
      return complaints.counts(sample) ? (moved(limit, gradient: 0.5), .complaint) : nil
    }
    guard let roundTrip = sample.roundTrip.map(Double.init) else { return nil }
    let average = slow.add(roundTrip)
    if average / roundTrip > 2 { slow.scale(by: 0.95) }
    guard Double(sample.inFlight) >= limit / 2 else { return nil }
    let gradient = max(0.5, min(1, settings.tolerance * average / roundTrip))
    return (moved(limit, gradient: gradient), .gradient(gradient))
  }

  private func moved(_ limit: Double, gradient: Double) -> Double {
    let wanted = limit * gradient + settings.queueSize
    return limit * (1 - settings.smoothing) + wanted * settings.smoothing
  }
}
