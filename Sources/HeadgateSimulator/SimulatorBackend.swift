public import HeadgateCore
public import HeadgateModel

/// The discrete-event simulator as a backend: exact, on a virtual clock, the same on any machine.
public struct SimulatorBackend: RunBackend {
  public let mode = RunMode.sim

  public init() {}

  public func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) throws -> ReplicationResult {
    var simulation = Simulation(specification, replication: replication)
    try simulation.run(options: options)
    return ReplicationResult(
      &simulation.pipeline, specification: specification, replication: replication,
      end: simulation.end, events: simulation.events)
  }
}
