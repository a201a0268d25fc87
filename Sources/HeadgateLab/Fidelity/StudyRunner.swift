import HeadgateCore
import HeadgateModel

/// A run's result with the end of each job.
struct ObservedRun {
  var result: ReplicationResult
  var jobs: JobMatch.Ends
}

/// Carries out runs of one variant in its first universe, and notes how each job ends.
struct StudyRunner {
  let variant: Variant
  let monitor: ExperimentMonitor
  /// The monitor's slot of the variant's first measured run.
  let firstSlot: Int
  let isCancelled: (@Sendable () -> Bool)?

  /// - Parameter number: of a measured run; `nil` for a prediction.
  /// - Returns: `nil` where the run was stopped.
  /// - Throws: `ReplicationFailure`.
  func observe(
    _ backend: any RunBackend, _ specification: RunSpecification, number: Int? = nil
  ) async throws -> ObservedRun? {
    let outcomes = JobOutcomes()
    let (isCancelled, monitor) = (isCancelled, monitor)
    let slot = number.map { firstSlot + $0 }
    let options = RunOptions(
      events: { outcomes.add($0) }, isCancelled: { isCancelled?() == true || Task.isCancelled },
      progress: { fraction in if let slot { monitor.advance(slot, to: fraction) } })
    do {
      var result = try await backend.run(specification, replication: 0, options: options)
      if let slot { monitor.complete(slot) }
      result.replication = number ?? 0
      return ObservedRun(result: result, jobs: outcomes.all)
    } catch is RunInterrupted {
      return nil
    } catch {
      throw ReplicationFailure(
        variant: variant.name, mode: backend.mode, replication: number ?? 0, underlying: error)
    }
  }
}
