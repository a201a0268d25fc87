public import HeadgateModel

/// What a calibration takes from the recording, and what from the scenario that the run came from.
public struct CalibrationOptions: Sendable {
  /// Where arrivals come from.
  public enum Arrivals: String, Sendable, CaseIterable {
    /// A process with rates, fitted.
    case fit
    /// The recorded arrivals, in a file of their own.
    case trace
    /// The scenario's.
    case like
  }

  /// Where service models come from.
  public enum Service: String, Sendable, CaseIterable {
    case fit, like
  }

  /// `nil` takes the scenario's where the run's draws could be made again, else fits.
  public var arrivals: Arrivals?
  public var service: Service?
  /// Of the scenario that is written.
  public var name: String
  /// Universes of the check where the draws are not the run's own.
  public var universes: Int

  public init(
    name: String, arrivals: Arrivals? = nil, service: Service? = nil, universes: Int = 10
  ) {
    self.name = name
    self.arrivals = arrivals
    self.service = service
    self.universes = universes
  }
}

/// The scenario that a recorded run came from, or whose settings are to be taken.
public struct CalibrationModel: Sendable {
  public var path: String
  public var variant: Variant

  public init(path: String, variant: Variant) {
    self.path = path
    self.variant = variant
  }
}
