import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Synchronization

/// The simulator, with a defect of its own.
final class FaultyBackend: RunBackend {
  enum Defect {
    /// Another digest with each run.
    case unsteady
    /// The run fails.
    case throwing
    /// Events are told without end, or nothing is.
    case endless(telling: Bool)
    /// Events go missing.
    case forgetful
  }

  let mode = RunMode.sim
  private let defect: Defect
  private let runs = Mutex(0)

  init(_ defect: Defect) {
    self.defect = defect
  }

  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) async throws -> ReplicationResult {
    let count = runs.withLock { count in
      count += 1
      return count
    }
    switch defect {
    case .unsteady:
      var result = try SimulatorBackend().run(
        specification, replication: replication, options: options)
      result.digest += "\(count)"
      return result
    case .throwing: throw SimulationError.standsStill(at: 7)
    case .endless(let telling):
      let event = TraceEvent(time: 0, kind: .returned, job: 0)
      while options.isCancelled?() == false {
        if telling { options.events?([event]) }
      }
      throw RunInterrupted()
    case .forgetful:
      var options = options
      let tell = options.events
      options.events = { tell?($0.filter { $0.kind != .completed }) }
      return try SimulatorBackend().run(
        specification, replication: replication, options: options)
    }
  }
}
