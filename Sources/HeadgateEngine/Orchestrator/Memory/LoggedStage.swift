import Logging

extension IngestionStage {
  /// The stage's function, telling the log what becomes of each batch.
  ///
  /// - Parameter maxAttempts: After so many a job is a dead letter.
  func logged(_ log: OrchestratorLog, maxAttempts: Int) -> StageFunction<Item> {
    let function = body.function
    if log.isSilent { return function }
    return { items, context in
      if log.says(.trace) {
        log.batchStarted(stage: context.stage, worker: context.worker, jobs: context.ids)
      }
      do {
        let results = try await function(items, context)
        for (i, result) in results.enumerated() where i < context.jobs.count {
          if case .failure(let failure) = result {
            log.attemptFailed(i, of: context, maxAttempts: maxAttempts, failure)
          }
        }
        return results
      } catch {
        if Task.isCancelled {
          log.batchCancelled(stage: context.stage, worker: context.worker, jobs: context.ids)
        } else {
          for i in context.jobs.indices {
            log.attemptFailed(i, of: context, maxAttempts: maxAttempts, StageFailure(error))
          }
        }
        throw error
      }
    }
  }
}

extension OrchestratorLog {
  fileprivate func attemptFailed(
    _ i: Int, of context: BatchContext, maxAttempts: Int, _ failure: StageFailure
  ) {
    guard says(.info) else { return }
    attemptFailed(
      IngestionJobID(context.jobs[i]), stage: context.stage, attempt: context.attempts[i],
      isLast: failure.kind == .permanent || context.attempts[i] >= maxAttempts, failure)
  }
}
