/// Additive increase, multiplicative decrease on the limit (Netflix concurrency-limits, AIMDLimit).
///
///     dropped, or round trip > timeout  →  limit := ⌊limit × backoff⌋
///     2 × in flight ≥ limit             →  limit + 1
///     else                              →  unchanged
///
/// Regimes: grows by one a passage while at least half of it is used, so by the limit a round trip; each
/// drop takes a tenth. Weakness: it knows nothing but failures, and fills every buffer before the first
/// one; without failures it ends at `max`. A complaint is a drop.
public struct AIMDLimitSettings: Sendable, Equatable {
  /// What a drop multiplies the limit by.
  public var backoff: Double
  /// Round trips longer than this count as dropped.
  public var timeout: Nanoseconds

  public init(backoff: Double = 0.9, timeout: Nanoseconds = 5 * .second) {
    self.backoff = backoff
    self.timeout = timeout
  }

  /// The limit after one sample, not clamped; the reason where it moves.
  func next(_ limit: Double, _ sample: LimitSample) -> (limit: Double, reason: LimitReason)? {
    if sample.outcome != .completed || sample.roundTrip ?? 0 > timeout {
      return (
        (limit * backoff).rounded(.down), sample.outcome == .throttled ? .complaint : .dropped
      )
    }
    return Double(sample.inFlight) * 2 >= limit ? (limit + 1, .used) : nil
  }
}
