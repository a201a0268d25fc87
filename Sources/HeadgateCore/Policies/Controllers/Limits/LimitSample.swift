/// One job's passage through the stages, or a window of them, as a limit algorithm sees it (rule L3).
public struct LimitSample: Sendable, Equatable {
  public enum Outcome: Sendable {
    /// It went through.
    case completed
    /// It failed, and not for good: a transient error, a timeout, an outage.
    case dropped
    /// A service asked for less load.
    case throttled
  }

  public var outcome: Outcome
  /// From dispatch to completion, at least 1 ns; `nil` where the job did not pass all the stages: part
  /// of a passage is no round trip.
  public var roundTrip: Nanoseconds?
  /// Jobs in the stages when it was dispatched, with it.
  public var inFlight: Int
  /// When it was dispatched, and when it ended.
  public var began: Nanoseconds
  public var ended: Nanoseconds

  public init(
    _ outcome: Outcome, roundTrip: Nanoseconds?, inFlight: Int, began: Nanoseconds,
    ended: Nanoseconds
  ) {
    self.outcome = outcome
    self.roundTrip = roundTrip
    self.inFlight = inFlight
    self.began = began
    self.ended = ended
  }
}

/// Why a limit changed.
public enum LimitReason: Sendable, Equatable {
  /// A passage was dropped, or lasted too long.
  case dropped
  /// A service asked for less load.
  case complaint
  /// The limit was used, and nothing was dropped.
  case used
  /// So many jobs are estimated to wait in the stages.
  case queue(Int)
  /// The slow average of the round trip over the present one.
  case gradient(Double)
  /// More jobs in the stages brought no more throughput.
  case correlation
  /// The limit had left the use made of it far behind.
  case unused
}
