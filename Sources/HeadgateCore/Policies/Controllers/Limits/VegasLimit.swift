/// TCP Vegas' queue estimate as a concurrency limit (Netflix concurrency-limits, VegasLimit; Brakmo and
/// Peterson, "TCP Vegas", 1995).
///
///     every J × probe × limit samples, J uniform in [½, 1)  →  base := round trip, nothing else
///     round trip < base, or no base                         →  base := round trip, nothing else
///     l = max(1, ⌊log₁₀ limit⌋);   queue = ⌈limit × (1 − base ÷ round trip)⌉
///     dropped              →  limit − l
///     2 × in flight < limit →  unchanged
///     queue ≤ l            →  limit + beta × l
///     queue < alpha × l    →  limit + l
///     queue > beta × l     →  limit − l
///     then  limit := (1 − smoothing) × before + smoothing × clamped
///
/// J is keyed by the probe's number (rule R1). A drop has no round trip (rule L3), and so moves no
/// base: in the original a fast failure passes for an idle service.
///
/// Regimes: nobody waits → grows by 6 log₁₀; alpha to beta jobs wait → rests; more → shrinks by
/// log₁₀. Weakness: the base is the least round trip since the last probe, and a probe under load takes
/// the loaded one for it, so that under lasting overload the limit creeps up with each probe; batches
/// that wait for company make round trips uneven and shrink it; ramp-up from 20 is slow where hundreds
/// are needed (Netflix/concurrency-limits issue 35). A complaint is a drop.
public struct VegasLimitSettings: Sendable, Equatable {
  /// Weight of a new limit against the one before, above 0 and at most 1.
  public var smoothing: Double
  /// Below so many times log₁₀ of the limit the queue is short.
  public var alpha: Double
  /// Above so many times log₁₀ of the limit it is long.
  public var beta: Double
  /// Samples between two probes for the base, in limits.
  public var probe: Double

  public init(smoothing: Double = 1, alpha: Double = 3, beta: Double = 6, probe: Double = 30) {
    self.smoothing = smoothing
    self.alpha = alpha
    self.beta = beta
    self.probe = probe
  }
}

/// The base round trip and the way to the next probe.
struct VegasLimit: Sendable, Equatable {
  let settings: VegasLimitSettings
  private let bounds: ClosedRange<Double>
  private let random: KeyedRandom
  private(set) var base: Nanoseconds = 0
  private var samples = 0
  private var probes: UInt64 = 0
  /// Where in [½, 1) of its way the next probe is.
  private var jitter = 0.0

  init(_ settings: VegasLimitSettings, bounds: ClosedRange<Double>, random: KeyedRandom) {
    self.settings = settings
    self.bounds = bounds
    self.random = random
    drawJitter()
  }

  private mutating func drawJitter() {
    let unit = KeyedRandom.unit(random.bits(DrawStream(.limitProbe), entity: probes).0)
    jitter = 0.5 + unit / 2
  }

  /// The limit after one sample; the reason where it moves.
  mutating func next(
    _ limit: Double, _ sample: LimitSample
  ) -> (limit: Double, reason: LimitReason)? {
    samples += 1
    let step = Double(decimalDigits(below: limit))
    guard sample.outcome == .completed else {
      return smoothed(
        limit, limit - step, sample.outcome == .throttled ? .complaint : .dropped)
    }
    guard let roundTrip = sample.roundTrip else { return nil }
    if jitter * settings.probe * limit <= Double(samples) {
      samples = 0
      probes += 1
      drawJitter()
      base = roundTrip
      return nil
    }
    if base == 0 || roundTrip < base {
      base = roundTrip
      return nil
    }
    guard Double(sample.inFlight) * 2 >= limit else { return nil }
    let queue = (limit * (1 - Double(base) / Double(roundTrip))).rounded(.up)
    let reason = LimitReason.queue(Int(queue))
    if queue <= step { return smoothed(limit, limit + settings.beta * step, reason) }
    if queue < settings.alpha * step { return smoothed(limit, limit + step, reason) }
    return queue > settings.beta * step ? smoothed(limit, limit - step, reason) : nil
  }

  private func smoothed(
    _ limit: Double, _ wanted: Double, _ reason: LimitReason
  ) -> (limit: Double, reason: LimitReason) {
    let clamped = min(max(wanted, bounds.lowerBound), bounds.upperBound)
    return ((1 - settings.smoothing) * limit + settings.smoothing * clamped, reason)
  }
}

/// max(1, ⌊log₁₀ x⌋), by counting.
func decimalDigits(below x: Double) -> Int {
  var digits = 0
  var power = 10.0
  while power <= x {
    digits += 1
    power *= 10
  }
  return max(1, digits)
}
