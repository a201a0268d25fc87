public import HeadgateCore
public import HeadgateModel

extension SimulatorBackend: FigureBackend {
  /// The same figures as `run` gives, without the rest of a result being made.
  public func figures(
    _ names: [String], of specification: RunSpecification, replication: Int,
    isCancelled: (@Sendable () -> Bool)?
  ) throws -> [Double?] {
    var simulation = Simulation(
      specification, replication: replication, firstEvent: firstEvent,
      plan: .figures(names, of: specification))
    try simulation.run(options: RunOptions(isCancelled: isCancelled))
    return FigureExtractor(names).figures(
      of: &simulation.pipeline.recorder, specification: specification)
  }
}

extension RecordingPlan {
  /// Longer than any run.
  private static let endless: Nanoseconds = 1 << 60

  /// What is read off the time series.
  private static let read = ["recovery", "controller.multiplier.mean"]

  /// What some figures need: no decisions, no groups of jobs that they do not ask for, and mostly no
  /// time series.
  fileprivate static func figures(
    _ names: [String], of specification: RunSpecification
  ) -> RecordingPlan {
    var plan = RecordingPlan(specification)
    plan.keptDecisions = 0
    plan.groupings = plan.groupings.filter { grouping in
      names.contains { $0.contains("{\(grouping.rawValue):") }
    }
    // The multiplier's mean is a sum of floating point, of a term a step.
    if !names.contains(where: { name in read.contains { name.hasPrefix($0) } }) {
      plan.step = endless
    }
    return plan
  }
}
