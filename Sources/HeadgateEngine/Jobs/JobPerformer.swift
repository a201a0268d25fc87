/// A stage's function as the engine calls it: it writes what came of each item into the batch.
typealias BatchFunction = nonisolated(nonsending) @Sendable (JobBatch) async throws -> Void

/// Hands batches to the stages' functions.
struct JobPerformer: BatchPerformer {
  let functions: [BatchFunction]

  nonisolated(nonsending) func perform(_ batch: JobBatch, clock: EngineClock) async -> Void? {
    do {
      try await functions[batch.stage](batch)
    } catch {
      // Cancelled from outside, its jobs are elsewhere by now.
      if Task.isCancelled { return nil }
      batch.failAll(StageFailure(error))
    }
    return ()
  }
}
