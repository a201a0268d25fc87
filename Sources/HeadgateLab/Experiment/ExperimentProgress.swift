/// How far an experiment has come.
public struct ExperimentProgress: Sendable, Equatable {
  /// Replications that have ended, pilots for the warm-up included.
  public var completed: Int
  public var total: Int
  /// The share of the whole that has passed, running replications included, from 0 to 1.
  public var fraction: Double

  public init(completed: Int, total: Int, fraction: Double) {
    self.completed = completed
    self.total = total
    self.fraction = fraction
  }
}
