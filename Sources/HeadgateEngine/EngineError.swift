public import HeadgateCore

/// Why a run of the engine could not go on.
public enum EngineError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Closed clients submit over and over at one moment: time does not pass.
  case standsStill(at: Nanoseconds)
  /// Nothing is ready and nobody sleeps, though something was to happen: a wake-up was lost.
  case wakeupLost(at: Nanoseconds, pending: Int)
  /// The pipeline machine has left its rules.
  case invariantsBroken(at: Nanoseconds, [String])

  public var description: String {
    switch self {
    case .standsStill(let moment):
      "virtual time stands still at \(moment.seconds) s: closed clients submit again and again at "
        + "one moment; give them a thinkTime above 0, or the queue a capacity"
    case .wakeupLost(let moment, let pending):
      "the engine hangs at \(moment.seconds) s: \(pending) events are to come, and no task and no "
        + "timer brings them; this is an error of the engine's, please report it"
    case .invariantsBroken(let moment, let broken):
      "invariants of the pipeline do not hold at \(moment.seconds) s: "
        + broken.joined(separator: "; ")
    }
  }
}
