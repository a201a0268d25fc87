import HeadgateEngine
import HeadgateIngest

/// A durable queue filled, then emptied: payloads of 200 bytes, ten priorities, each operation of
/// `batch` jobs a transaction of its own unless several producers meet.
struct QueueBench {
  let path: String
  let jobs: Int
  let synchronous: SQLiteSynchronous
  let batch: Int
  let producers: Int

  init(_ arguments: [String]) throws {
    guard arguments.count == 5, let jobs = Int(arguments[1]), jobs > 0,
      let synchronous = SQLiteSynchronous(rawValue: arguments[2]),
      let batch = Int(arguments[3]), batch > 0, let producers = Int(arguments[4]), producers > 0
    else { throw UsageError() }
    path = arguments[0]
    self.jobs = jobs
    self.synchronous = synchronous
    self.batch = batch
    self.producers = producers
  }

  func run() async throws -> String {
    let queue = try await SQLiteJobQueue.open(path: path, synchronous: synchronous)
    let clock = ContinuousClock()
    let filling = try await clock.measure { try await fill(queue) }
    let emptying = try await clock.measure { try await empty(queue) }
    let counts = try await queue.counts()
    await queue.close()
    guard counts == JobCounts(completed: jobs) else { throw UnfinishedWork(counts: counts) }
    return """
      {"enqueued_per_second": \(rate(filling)), "processed_per_second": \(rate(emptying)), \
      "synchronous": "\(synchronous.rawValue)", "batch": \(batch), "producers": \(producers)}
      """
  }

  private func rate(_ time: Duration) -> Int { Int(Double(jobs) / (time / .seconds(1))) }

  private func fill(_ queue: SQLiteJobQueue) async throws {
    let payload = [UInt8](repeating: UInt8(ascii: "x"), count: 200)
    try await inParallel(on: queue) { producer in
      for start in stride(from: producer * batch, to: jobs, by: producers * batch) {
        let submissions = (start..<min(start + batch, jobs)).map { index in
          JobSubmission(
            bookSlug: "book", chapterIndex: index, payload: payload, priority: index % 10)
        }
        _ = try await queue.enqueue(submissions, deduplicate: false)
      }
    }
  }

  private func empty(_ queue: SQLiteJobQueue) async throws {
    try await inParallel(on: queue) { _ in
      while true {
        let claims = try await queue.dequeue(limit: batch, lease: .seconds(30))
        if claims.isEmpty { return }
        _ = try await queue.markComplete(claims)
      }
    }
  }

  /// One producer alone works on the queue's own thread.
  private func inParallel(
    on queue: SQLiteJobQueue, _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    if producers == 1 {
      try await withTaskExecutorPreference(queue.executor) { try await body(0) }
      return
    }
    try await withThrowingTaskGroup { group in
      for producer in 0..<producers { group.addTask { try await body(producer) } }
      try await group.waitForAll()
    }
  }
}
