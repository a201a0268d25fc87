public import HeadgateCore
public import HeadgateModel

/// The discrete-event simulator as a backend: exact, on a virtual clock, the same on any machine.
public struct SimulatorBackend: RunBackend {
  public let mode = RunMode.sim

  let firstEvent: UInt64

  public init() {
    firstEvent = 0
  }

  /// A simulator that counts its events from `firstEvent` on, for tests of what happens when the
  /// count runs over.
  package init(firstEvent: UInt64) {
    self.firstEvent = firstEvent
  }

  public func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) throws -> ReplicationResult {
    var simulation = Simulation(
      specification, replication: replication, firstEvent: firstEvent)
    try simulation.run(options: options)
    return ReplicationResult(
      &simulation.pipeline, specification: specification, replication: replication,
      end: simulation.end, events: simulation.events)
  }
}
