public import HeadgateCore

/// Why a simulated run could not go on.
public enum SimulationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Closed clients submit over and over at one moment: virtual time does not pass.
  case standsStill(at: Nanoseconds)

  public var description: String {
    switch self {
    case .standsStill(let moment):
      "virtual time stands still at \(moment.seconds) s: closed clients submit again and again at "
        + "one moment; give them a thinkTime above 0, or the queue a capacity"
    }
  }
}
