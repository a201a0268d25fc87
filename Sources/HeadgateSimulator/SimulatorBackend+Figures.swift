public import HeadgateCore
public import HeadgateModel

extension SimulatorBackend: FigureBackend {
  /// The same figures as `run` gives, without the rest of a result being made.
  public func figures(
    _ names: [String], of specification: RunSpecification, replication: Int,
    isCancelled: (@Sendable () -> Bool)?
  ) throws -> [Double?] {
    var simulation = Simulation(
      specification, replication: replication, firstEvent: firstEvent, keptDecisions: 0)
    try simulation.run(options: RunOptions(isCancelled: isCancelled))
    return FigureExtractor(names).figures(
      of: &simulation.pipeline.recorder, specification: specification)
  }
}
