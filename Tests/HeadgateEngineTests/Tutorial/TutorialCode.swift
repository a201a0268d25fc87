import Foundation
import HeadgateCore
import HeadgateEngine
import HeadgateModel
import Logging
import ServiceLifecycle

// The code of the article "Ingesting chapters": a test holds the article to these lines, and runs them.

struct SourceChapter: Codable {
  var index: Int
  var text: String
}

/// What the article's functions stand on.
protocol EmbeddingModel: Sendable {
  func encode(_ texts: [String]) async throws -> [[Float]]
}

protocol ChapterStore: Sendable {
  func upsert(_ job: ChapterJob) async throws
}

func chunk(_ job: ChapterJob) async throws -> ChapterJob {
  var job = job
  var rest = job.text[...]
  while !rest.isEmpty {
    job.chunks.append(String(rest.prefix(512)))
    rest = rest.dropFirst(512)
  }
  return job
}

func embedding(
  with model: any EmbeddingModel
) -> @Sendable ([ChapterJob]) async throws -> [ChapterJob] {
  { jobs in
    // One call for all chunks of the batch.
    let vectors = try await model.encode(jobs.flatMap(\.chunks))
    var next = 0
    return jobs.map { job in
      var job = job
      job.vectors = Array(vectors[next..<next + job.chunks.count])
      next += job.chunks.count
      return job
    }
  }
}

func storing(
  in store: any ChapterStore
) -> StageFunction<ChapterJob> {
  { jobs, context in
    var results: [Result<ChapterJob, StageFailure>] = []
    for job in jobs {
      if job.chunks.count != job.vectors.count {
        results.append(.failure(.permanent("\(job.chunks.count) chunks lack vectors")))
        continue
      }
      do {
        try await store.upsert(job)
        results.append(.success(job))
      } catch {
        results.append(
          .failure(.transient("\(context.stage): \(error)", retryAfter: .seconds(2))))
      }
    }
    return results
  }
}

enum Tutorial {
  static func basicIngestion(
    _ chapters: [SourceChapter], _ model: any EmbeddingModel, _ store: any ChapterStore
  ) async throws -> [String] {
    var printed: [String] = []
    func print(_ line: String) { printed.append(line) }

    let orchestrator = IngestionOrchestrator<ChapterJob>(
      environment: .standard,
      chunk: .each(chunk), embed: .batch(embedding(with: model)),
      store: .results(storing(in: store)))

    try await orchestrator.withRunning {
      var jobs: [IngestionJobID] = []
      for chapter in chapters {
        jobs.append(
          try await orchestrator.submitJob(
            bookSlug: "my_book", chapterIndex: chapter.index, text: chapter.text, priority: 5))
      }
      guard await orchestrator.waitForCompletion(timeout: .seconds(600)) else {
        return print("not done in ten minutes")
      }
      for job in jobs {
        if let status = orchestrator.status(of: job) { print("\(job): \(status.phase)") }
      }
      let metrics = try JSONEncoder().encode(orchestrator.metrics())
      print(String(decoding: metrics, as: UTF8.self))
    }
    return printed
  }

  static func parity(
    _ chapters: [SourceChapter], _ stages: [IngestionStage<ChapterJob>]
  ) async throws -> Int {
    let orchestrator = IngestionOrchestrator(stages: stages)
    await orchestrator.start()
    for chapter in chapters {
      try await orchestrator.submitJob(
        bookSlug: "my_book", chapterIndex: chapter.index, text: chapter.text)
    }
    let done = await orchestrator.waitForCompletion(timeout: .seconds(300))
    await orchestrator.stop(.finish, within: .seconds(30))
    return done ? orchestrator.metrics().totalCompleted : 0
  }

  static func stages(
    _ model: any EmbeddingModel, _ store: any ChapterStore
  ) -> [IngestionStage<ChapterJob>] {
    let stages = [
      IngestionStage("chunk", workers: 4, .each(chunk)),
      IngestionStage(
        "embed", workers: 6, batchSize: 4, linger: .milliseconds(10), timeout: .seconds(30),
        breaker: BreakerSettings(), .batch(embedding(with: model))),
      IngestionStage("store", workers: 4, batchSize: 10, .results(storing(in: store))),
    ]
    return stages
  }

  static func configuration(
    _ stages: [IngestionStage<ChapterJob>]
  ) -> IngestionOrchestrator<ChapterJob> {
    var settings = OrchestratorSettings(rate: .aggressive)
    settings.queue = QueueSettings(capacity: 5_000, onFull: .reject)
    settings.retry = RetrySettings(maxAttempts: 6, initial: .second, maximum: 60 * .second)
    settings.shutdownLimit = .seconds(60)
    return IngestionOrchestrator(stages: stages, settings: settings)
  }

  static func durable(
    _ queue: any JobQueue, _ stages: [IngestionStage<ChapterJob>]
  ) async throws -> Int {
    let orchestrator = IngestionOrchestrator(
      storage: .queue(queue, consumer: ConsumerSettings(lease: .seconds(60))), stages: stages)
    try await orchestrator.withRunning {
      _ = await orchestrator.waitForCompletion()
      for letter in try await orchestrator.deadLetters() {
        print("\(letter.id) failed at \(letter.stage) for good: \(letter.error)")
      }
    }
    return orchestrator.metrics().totalCompleted
  }

  static func service(
    _ orchestrator: IngestionOrchestrator<ChapterJob>, _ logger: Logger
  ) -> ServiceGroup {
    let group = ServiceGroup(services: [orchestrator], logger: logger)
    return group
  }

  static func rateController(_ items: [Int]) async throws -> RateControllerMetrics {
    func process(_ item: Int) async throws {}
    let clock = ContinuousClock()
    let controller = RateController(.balanced)
    for item in items {
      guard await controller.acquirePermit(tokens: 1) else { break }
      let elapsed = try await clock.measure { try await process(item) }
      controller.recordProcessing(elapsed, success: true)
      controller.updateQueueDepth(current: 50, max: 1_000)
    }
    return controller.metrics
  }

  static func queueAlone(_ queue: any JobQueue) async throws -> JobCounts {
    _ = try await queue.enqueue(
      JobSubmission(bookSlug: "my_book", chapterIndex: 5, text: "Text", priority: 10))
    if let claim = try await queue.dequeue(lease: .seconds(30)) {
      let succeeded = claim.job.submission.chapterIndex == 5
      if succeeded {
        _ = try await queue.markComplete(claim)
      } else {
        _ = try await queue.requeueFailed(claim, error: "why", delay: .seconds(1))
      }
    }
    return try await queue.counts()
  }
}
