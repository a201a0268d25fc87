/// What a search is after: `minimize latency.p99`.
public struct TuningObjective: Sendable, Equatable {
  public enum Goal: String, Sendable, CaseIterable {
    case minimize, maximize
  }

  /// As written in the file.
  public var expression: String
  public var goal: Goal
  public var metric: MetricReference

  public init(expression: String, goal: Goal, metric: MetricReference) {
    self.expression = expression
    self.goal = goal
    self.metric = metric
  }
}

/// What must hold of whatever a search finds, in the mean over the replications.
public enum TuningConstraint: Sendable, Equatable {
  /// `throughput >= 45/s`.
  case absolute(Threshold)
  /// `throughput >= 99% of baseline`: of the scenario as it stands, on the same universes.
  case relative(Regression)

  /// As written in the file.
  public var expression: String {
    switch self {
    case .absolute(let threshold): threshold.expression
    case .relative(let regression): regression.expression
    }
  }

  public var metric: MetricReference {
    switch self {
    case .absolute(let threshold): threshold.metric
    case .relative(let regression): regression.metric
    }
  }
}
