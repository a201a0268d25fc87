import HeadgateCore
import HeadgateEngine
import HeadgateIngest
import Testing

@Suite("Ingestion past a rate limit")
struct RateLimitTests {
  /// What the stages of a run met and left.
  private struct Outcome: Sendable {
    var counts = JobCounts()
    var refusals = 0
    var lowestMultiplier = 1.0
    var took = Duration.zero
  }

  @Test(
    "429 for a minute, with and without a Retry-After, is waited out: every chapter is embedded",
    arguments: ["7", nil])
  func aMinute(retryAfter: String?) async throws {
    let outcome = try await Self.run(limitedFor: .seconds(60), retryAfter: retryAfter)
    #expect(outcome.counts == JobCounts(completed: 40))
    #expect(outcome.refusals > 0)
    #expect(outcome.took > .seconds(60) && outcome.took < .seconds(200))
    if retryAfter != nil { #expect(outcome.lowestMultiplier < 1) }
  }

  @Test("429 that does not end gives every chapter up, with its reason")
  func forEver() async throws {
    let outcome = try await Self.run(limitedFor: .seconds(1_000_000), retryAfter: nil)
    #expect(outcome.counts == JobCounts(dead: 40))
  }

  /// Chunks and embeds 40 chapters on virtual time, with the settings that ingestion has by default.
  private static func run(
    limitedFor span: Duration, retryAfter: String?
  ) async throws -> Outcome {
    let clock = VirtualClock()
    let executor = DeterministicExecutor(clock: clock)
    return try await withThrowingTaskGroup(of: Outcome.self) { group in
      group.addTask(executorPreference: executor) {
        try await ingest(clock, limitedFor: span, retryAfter)
      }
      executor.run()
      // Where it has not come back, nothing can happen any more.
      group.cancelAll()
      executor.run()
      return try await group.next()!
    }
  }

  private static func ingest(
    _ clock: VirtualClock, limitedFor span: Duration, _ retryAfter: String?
  ) async throws -> Outcome {
    let transport = FakeTransport { sent in
      guard .nanoseconds(clock.reading) >= span else {
        return .text(
          "slow down", status: 429, headers: retryAfter.map { ["Retry-After": $0] } ?? [:])
      }
      return .vectors(of: sent.input)
    }
    let client = try EmbeddingClient(
      EmbeddingSettings(url: "http://embedder.test/v1/embeddings", model: "m"),
      transport: transport, clock: clock, wallSeconds: { 0 })
    let settings = IngestionSettings(chunker: try .sentences(upTo: 20))
    let queue = InMemoryJobQueue(
      clock: WallClock { WallTime(milliseconds: clock.reading / 1_000_000) })
    let orchestrator = settings.orchestrator(
      queue: queue, recipe: "test",
      stages: IngestionStages(chunker: settings.chunker, embedder: client, store: nil)
        .stages(settings), clock: .virtual(clock))
    var outcome = Outcome()
    try await orchestrator.withRunning {
      for chapter in 0..<40 {
        _ = try await orchestrator.submitJob(
          bookSlug: "book", chapterIndex: chapter, text: "A short chapter.")
      }
      while try await queue.counts().completed + queue.counts().dead < 40 {
        outcome.lowestMultiplier = min(
          outcome.lowestMultiplier, orchestrator.metrics().currentRateMultiplier)
        try await clock.sleep(for: .seconds(1))
      }
    }
    outcome.took = .nanoseconds(clock.reading)
    outcome.counts = try await queue.counts()
    outcome.refusals = transport.all.count
    return outcome
  }
}
