/// What counts as a throttle of botocore's adaptive mode.
public enum ThrottleSource: String, Sendable, CaseIterable {
  /// Answers that ask for less load alone, as botocore has it: other errors say nothing about it, and
  /// a rate that falls with them starves a service that merely has poison to chew on.
  case throttles
  /// Every attempt that failed and is not permanent: for services that, overloaded, time out or fail
  /// instead of saying so.
  case failures
}

/// botocore's adaptive retry mode (botocore/retries/adaptive.py, throttling.py, bucket.py), which is
/// TCP CUBIC (RFC 9438) on a client's send rate.
///
///     measured: every half second  tx := smoothing × jobs ÷ time + (1 − smoothing) × tx
///     throttle: R = tx, later min(tx, fill);  W = R;  K = ∛(W (1 − beta) ÷ C);  t₀ = now;
///               fill := beta × R
///     success:  fill := C (t − t₀ − K)³ + W
///     always    fill := max(0.5/s, min(fill, 2 tx))
///
/// Tokens leave with dispatches and are counted when their job leaves the stages. The multiplier is
/// fill ÷ base rate. Two things differ from botocore: what follows from success is looked at once an
/// interval, not at every answer; and throttles of one interval count once, as all that is under way
/// meets the same answer (botocore multiplies by beta for each of them).
///
/// Regimes: before the first throttle the base rate stands. After one: back to beta, then a concave
/// climb to where it was throttled, a plateau there, and a convex one beyond it. Weakness: without
/// throttles it does nothing at all; at little load `2 tx` holds it near what little is sent, and a
/// burst must double it every half second; one bucket for several services is throttled by the worst
/// (trinodb/trino issue 25908).
public struct AWSAdaptiveSettings: Sendable, Equatable {
  /// CUBIC's C, in tokens per second per second³.
  public var scale: Double
  /// CUBIC's β: what is left of the rate after a throttle.
  public var beta: Double
  /// Weight of the latest half second in the measured rate.
  public var smoothing: Double
  /// What counts as a throttle.
  public var on: ThrottleSource

  public init(
    scale: Double = 0.4, beta: Double = 0.7, smoothing: Double = 0.8,
    on: ThrottleSource = .throttles
  ) {
    self.scale = scale
    self.beta = beta
    self.smoothing = smoothing
    self.on = on
  }
}

/// botocore's `RateClocker`: tokens per second over half seconds, smoothed.
struct RateMeter: Sendable, Equatable {
  static let bucket = 500 * Nanoseconds.millisecond

  let smoothing: Double
  private(set) var rate = 0.0
  private var count = 0.0
  private var lastBucket: Nanoseconds = 0

  init(smoothing: Double) { self.smoothing = smoothing }

  mutating func record(_ amount: Double, at now: Nanoseconds) {
    let bucket = now / Self.bucket
    count += amount
    guard bucket > lastBucket else { return }
    let current = count / (Double(bucket - lastBucket) * Self.bucket.seconds)
    rate = current * smoothing + rate * (1 - smoothing)
    count = 0
    lastBucket = bucket
  }
}

/// botocore's `ClientRateLimiter` and `CubicCalculator`.
struct AWSAdaptiveRate: Sendable, Equatable {
  /// Tokens per second that it never goes below.
  static let leastFill = 0.5
  /// It never goes above so many times what is measured.
  static let mostOverMeasured = 2.0

  let settings: AWSAdaptiveSettings
  private(set) var meter: RateMeter
  /// Tokens per second now.
  private var fill: Double
  private var isEnabled = false
  private var hasNews = false
  private var lastMaximum = 0.0
  private var zeroPoint = 0.0
  private var lastThrottle: Nanoseconds = 0

  init(_ settings: AWSAdaptiveSettings, fill: Double) {
    self.settings = settings
    self.fill = fill
    meter = RateMeter(smoothing: settings.smoothing)
  }

  /// An answer has come.
  mutating func record(_ tokens: Double, at now: Nanoseconds) {
    meter.record(tokens, at: now)
    hasNews = true
  }

  /// One look: the fill rate after the answers since the last one; `nil` where there was none, or no
  /// throttle yet.
  mutating func look(at now: Nanoseconds) -> Double? {
    guard isEnabled, hasNews else { return nil }
    hasNews = false
    let since = (now &- lastThrottle).seconds - zeroPoint
    bound(settings.scale * (since * since * since) + lastMaximum)
    return fill
  }

  /// A throttle, already recorded as an answer: the fill rate after it.
  mutating func throttled(at now: Nanoseconds) -> Double {
    lastMaximum = isEnabled ? min(meter.rate, fill) : meter.rate
    zeroPoint = DeterministicMath.cubeRoot(
      lastMaximum * (1 - settings.beta) / settings.scale)
    lastThrottle = now
    isEnabled = true
    bound(lastMaximum * settings.beta)
    return fill
  }

  private mutating func bound(_ wanted: Double) {
    fill = max(Self.leastFill, min(wanted, Self.mostOverMeasured * meter.rate))
  }
}
