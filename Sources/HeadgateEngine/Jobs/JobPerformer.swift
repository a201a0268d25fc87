/// A batch of jobs' items.
struct JobBatch: Sendable {
  let stage: Int
  let worker: Int
  private(set) var items: [JobItem] = []
  private(set) var jobs: [JobNumber] = []
  private(set) var attempts: [Int] = []

  init(stage: Int, worker: Int, count: Int) {
    self.stage = stage
    self.worker = worker
    items.reserveCapacity(count)
    jobs.reserveCapacity(count)
    attempts.reserveCapacity(count)
  }

  mutating func add(_ item: JobItem, _ job: JobNumber, attempt: Int) {
    items.append(item)
    jobs.append(job)
    attempts.append(attempt)
  }
}

/// Hands batches to the stages' functions.
struct JobPerformer: BatchPerformer {
  let names: [String]
  let functions: [StageFunction<JobItem>]

  func perform(
    _ batch: JobBatch, clock: EngineClock
  ) async -> [Result<JobItem, StageFailure>]? {
    let context = BatchContext(
      stage: names[batch.stage], worker: batch.worker, jobs: batch.jobs,
      attempts: batch.attempts)
    do {
      let results = try await functions[batch.stage](batch.items, context)
      guard results.count == batch.items.count else {
        return all(
          of: batch,
          .permanent(
            "\(context.stage) gave \(results.count) results for \(batch.items.count) items; "
              + "a stage's function must give one for each"))
      }
      return results
    } catch {
      // Cancelled from outside, its batch is another's by now.
      if Task.isCancelled { return nil }
      return all(of: batch, error as? StageFailure ?? .transient("\(error)"))
    }
  }

  private func all(
    of batch: JobBatch, _ failure: StageFailure
  ) -> [Result<JobItem, StageFailure>] {
    batch.items.map { _ in .failure(failure) }
  }
}
