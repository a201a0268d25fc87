import HeadgateCore
import HeadgateModel

/// Runs planned replications side by side.
struct ReplicationRunner: Sendable {
  let plan: [PlannedReplication]
  /// The monitor's slot of the plan's first replication.
  let firstSlot: Int
  /// The most replications at a time.
  let jobs: Int
  let monitor: ExperimentMonitor
  let isCancelled: (@Sendable () -> Bool)?
  let events: (@Sendable (TraceLot) -> Void)?

  private enum Outcome: Sendable {
    case finished(ReplicationResult)
    case failed(any Error)
    case stopped
  }

  /// The results in the order of the plan; `nil` for what had not finished when the run was stopped.
  ///
  /// Replications start in the order of the plan, and a failure stops only those after it. So the
  /// first failure of the plan is found whatever `jobs` is.
  ///
  /// - Throws: `ReplicationFailure`, the first in the order of the plan.
  func run() async throws -> [ReplicationResult?] {
    var outcomes = [Outcome?](repeating: nil, count: plan.count)
    await withTaskGroup(of: (Int, Outcome).self) { group in
      var next = 0
      while next < min(jobs, plan.count) {
        start(next, in: &group)
        next += 1
      }
      for await (index, outcome) in group {
        outcomes[index] = outcome
        if next < plan.count && !monitor.hasFailure && !isStopped {
          start(next, in: &group)
          next += 1
        }
      }
    }
    return try outcomes.enumerated().map { index, outcome in
      switch outcome {
      case .finished(let result): return result
      case .failed(let error): throw failure(of: index, error)
      case .stopped, nil: return nil
      }
    }
  }

  private var isStopped: Bool {
    Task.isCancelled || isCancelled?() == true
  }

  private func start(_ index: Int, in group: inout TaskGroup<(Int, Outcome)>) {
    group.addTask { (index, await perform(index)) }
  }

  private func perform(_ index: Int) async -> Outcome {
    if isStopped { return .stopped }
    let planned = plan[index]
    do {
      var result = try await planned.backend.run(
        planned.specification, replication: planned.universe, options: options(index))
      result.replication = planned.replication
      monitor.complete(firstSlot + index)
      return .finished(result)
    } catch is RunInterrupted {
      return .stopped
    } catch {
      monitor.fail(firstSlot + index)
      return .failed(error)
    }
  }

  private func options(_ index: Int) -> RunOptions {
    let slot = firstSlot + index
    return RunOptions(
      events: events.map { lotSink(index, $0) },
      isCancelled: { isStopped || monitor.hasFailure(before: slot) },
      progress: { monitor.advance(slot, to: $0) })
  }

  private func lotSink(
    _ index: Int, _ sink: @escaping @Sendable (TraceLot) -> Void
  ) -> @Sendable ([TraceEvent]) -> Void {
    let planned = plan[index]
    return { events in
      sink(
        TraceLot(
          variant: planned.variant, mode: planned.backend.mode,
          replication: planned.replication, stages: planned.specification.pipeline.stages,
          events: events))
    }
  }

  private func failure(of index: Int, _ error: any Error) -> ReplicationFailure {
    let planned = plan[index]
    return ReplicationFailure(
      variant: planned.variant, mode: planned.backend.mode, replication: planned.replication,
      underlying: error)
  }
}
