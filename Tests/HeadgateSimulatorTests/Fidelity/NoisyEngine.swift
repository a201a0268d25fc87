import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Synchronization

/// A machine that is not what the simulator thinks: the simulator with something changed in each run.
final class NoisyEngine: RunBackend {
  struct Disturbance: Sendable {
    /// Added to every batch, in each run by its number; told as the overhead measured.
    var overhead: @Sendable (_ run: Int) -> Nanoseconds = { _ in 0 }
    var tellsOverhead = true
    /// What the machine does beside, and does not tell.
    var change: @Sendable (inout RunSpecification) -> Void = { _ in }
    var check: SelfCheck?
  }

  let mode = RunMode.live
  private let disturbance: Disturbance
  private let state = Mutex((runs: 0, universes: [Int](), running: 0))

  init(_ disturbance: Disturbance = Disturbance()) {
    self.disturbance = disturbance
  }

  /// The universe of each run so far.
  var universes: [Int] { state.withLock { $0.universes } }

  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) throws -> ReplicationResult {
    let number = state.withLock { state in
      precondition(state.running == 0, "measured runs go one at a time")
      state.running += 1
      state.runs += 1
      state.universes.append(replication)
      return state.runs - 1
    }
    defer { state.withLock { $0.running -= 1 } }
    var specification = specification
    let overhead = disturbance.overhead(number)
    for s in specification.pipeline.stages.indices {
      specification.pipeline.stages[s].overhead = overhead
    }
    disturbance.change(&specification)
    var result = try SimulatorBackend().run(
      specification, replication: replication, options: options)
    if let check = disturbance.check { result.checks.append(check) }
    guard disturbance.tellsOverhead else { return result }
    let delay = StageOverhead.Delay(
      mean: overhead.seconds, p50: overhead.seconds, p99: overhead.seconds,
      max: overhead.seconds)
    result.overhead = specification.pipeline.stages.map {
      StageOverhead(stage: $0.name, batches: 10, overshoot: delay, dispatch: delay)
    }
    return result
  }
}
