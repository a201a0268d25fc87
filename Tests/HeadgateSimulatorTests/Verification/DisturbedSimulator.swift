import HeadgateCore
import HeadgateModel
import HeadgateSimulator

/// The simulator with one deliberate fault.
struct DisturbedSimulator: RunBackend {
  enum Fault: Sendable {
    case none
    /// Another universe.
    case seed
    /// The event at this place is told otherwise, and the digest with it.
    case event(UInt64)
    /// Nothing is told from this event on.
    case silence(UInt64)
    /// One more event is told at the end.
    case addition
    /// A metric is off, and all events are right.
    case metric
  }

  let mode = RunMode.virtual
  var fault: Fault

  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) throws -> ReplicationResult {
    var specification = specification
    if case .seed = fault { specification.seed += 1 }
    let disturber = EventDisturber(fault: fault, sink: options.events)
    var options = options
    if options.events != nil { options.events = { disturber.tell($0) } }
    var result = try SimulatorBackend().run(
      specification, replication: replication, options: options)
    disturber.finish()
    switch fault {
    case .none, .seed: break
    case .event, .silence, .addition: result.digest = String(result.digest.reversed())
    case .metric: result.metrics[0].value += 1
    }
    return result
  }
}
