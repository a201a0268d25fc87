/// A proportional and integral controller on the queueing delay, in velocity form (Åström and
/// Hägglund, "PID controllers", 1995, section 3.5; as PIE uses it against bufferbloat, RFC 8033).
///
///     e  = 1 − delay ÷ target, kept within [−3, 1]
///     multiplier += proportional × (e − e before) + integral × e,   then clamped
///
/// The delay is the mean wait for a worker in the stage buffers over the interval, of the stage where
/// it is longest. Velocity form is its own anti-windup: what is added up is the clamped multiplier
/// itself, so that no error is remembered from a time at a bound. The error is kept above −3, four
/// targets of delay, so that the end of a long stall is no leap upwards.
///
/// Regimes: delay below the target → climbs by up to `integral` an interval; at the target → rests;
/// above → falls by up to 3 × `integral` an interval, and at once by `proportional` times the change.
/// With rate and capacity near each other, a delay's change per second is the multiplier's error: the
/// loop's frequency is √(integral ÷ (target × interval)) and its damping half of
/// proportional ÷ target over that; keep the damping above 0.5. Weakness: gains fit one target and
/// one interval; stages that always wait less than the target at capacity (tiny buffers) give no
/// signal. A complaint takes 3 × `integral` off.
public struct PISettings: Sendable, Equatable {
  /// The queueing delay that is aimed for.
  public var target: Nanoseconds
  /// Multiplier per change of the error.
  public var proportional: Double
  /// Multiplier per error and interval.
  public var integral: Double

  public init(
    target: Nanoseconds = 500 * .millisecond, proportional: Double = 0.25,
    integral: Double = 0.05
  ) {
    self.target = target
    self.proportional = proportional
    self.integral = integral
  }
}

/// The controller's memory: the last error.
struct PIRate: Sendable, Equatable {
  static let leastError = -3.0

  let settings: PISettings
  /// As though nothing had waited before.
  private var lastError = 1.0

  init(_ settings: PISettings) { self.settings = settings }

  /// What one look adds to the multiplier.
  mutating func step(delay: Nanoseconds) -> Double {
    let error = max(Self.leastError, 1 - Double(delay) / Double(settings.target))
    defer { lastError = error }
    return settings.proportional * (error - lastError) + settings.integral * error
  }

  /// What a complaint adds: an interval at the worst error there is, and no change of it.
  var complaintStep: Double { settings.integral * Self.leastError }
}
