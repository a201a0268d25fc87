/// A batch of jobs' items.
struct JobBatch<Item: Sendable>: Sendable {
  let stage: Int
  let worker: Int
  private(set) var items: [Item] = []
  private(set) var jobs: [JobNumber] = []
  private(set) var attempts: [Int] = []

  init(stage: Int, worker: Int, count: Int) {
    self.stage = stage
    self.worker = worker
    items.reserveCapacity(count)
    jobs.reserveCapacity(count)
    attempts.reserveCapacity(count)
  }

  mutating func add(_ item: Item, _ job: JobNumber, attempt: Int) {
    items.append(item)
    jobs.append(job)
    attempts.append(attempt)
  }
}

/// Hands batches to the stages' functions.
struct JobPerformer<Item: Sendable>: BatchPerformer {
  typealias Batch = JobBatch<Item>

  let names: [String]
  let functions: [StageFunction<Item>]

  func perform(
    _ batch: JobBatch<Item>, clock: EngineClock
  ) async -> [Result<Item, StageFailure>]? {
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
      return all(of: batch, StageFailure(error))
    }
  }

  private func all(
    of batch: JobBatch<Item>, _ failure: StageFailure
  ) -> [Result<Item, StageFailure>] {
    batch.items.map { _ in .failure(failure) }
  }
}
