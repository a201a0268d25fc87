/// How far a study has come.
public struct TuningProgress: Sendable, Equatable {
  public enum Phase: String, Sendable, CaseIterable {
    case search, choice, validation, importance, confirmation
  }

  public var phase: Phase
  /// Runs of the phase that have ended, those that a store gave back included.
  public var completed: Int
  /// Runs that the phase may take: it may end earlier.
  public var total: Int
  /// Runs carried out a second since the phase began; `nil` at its start.
  public var rate: Double?

  public init(phase: Phase, completed: Int, total: Int, rate: Double?) {
    self.phase = phase
    self.completed = completed
    self.total = total
    self.rate = rate
  }

  /// Seconds that the rest of the phase takes at this rate; `nil` at its start.
  public var secondsLeft: Double? {
    rate.flatMap { $0 > 0 ? Double(total - completed) / $0 : nil }
  }
}
