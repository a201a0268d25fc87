import HeadgateCore
import HeadgateEngine
import Logging
import Testing

struct LogTests {
  private static let secret = "the chapter's own words"

  /// One chapter that fails once and succeeds, and one that fails for good.
  private static func run(
    _ logger: Logger, storage: @escaping @Sendable (VirtualWorld) -> JobStorage<Chapter>
  ) async throws {
    try await VirtualWorld.run { world in
      let work = ChapterWork()
      let failed = Recorded<Int>()
      let orchestrator = world.orchestrator(
        storage: storage(world),
        stages: work.stages(world) { stage, chapter in
          guard stage == "e" else { return nil }
          if chapter.chapterIndex == 1 { return .permanent("bad chapter") }
          failed.add(0)
          return failed.count == 1 ? .transient("not yet") : nil
        }, logger: logger)
      try await orchestrator.withRunning {
        for index in 0..<2 {
          try await orchestrator.submitJob(
            bookSlug: "book", chapterIndex: index, text: Self.secret)
        }
        #expect(await orchestrator.waitForCompletion())
        try await world.sleep(.nanoseconds(1))
      }
    }
  }

  private static func storages(_ isDurable: Bool) -> @Sendable (VirtualWorld) -> JobStorage<Chapter>
  {
    { world in
      isDurable ? .queue(InMemoryJobQueue(clock: world.wall), codec: .plain) : .memory
    }
  }

  @Test(
    "At info the log tells of start, failures, dead letters and stop", arguments: [false, true])
  func info(_ isDurable: Bool) async throws {
    let (logger, lines) = RecordedLog.logger(.info)
    try await Self.run(logger, storage: Self.storages(isDurable))
    let messages = lines.all.map(\.message)
    #expect(messages.first == "orchestrator started")
    #expect(messages.last == "orchestrator stopped")
    #expect(messages.contains("orchestrator stopping"))
    let retry = try #require(
      lines.all.first { $0.message == "attempt failed, and will be made again" })
    #expect(retry.level == .info)
    #expect(retry.metadata["job"] == "job-1")
    #expect(retry.metadata["stage"] == "e")
    #expect(retry.metadata["attempt"] == "1")
    #expect(retry.metadata["error"] == "not yet")
    let letter = try #require(lines.all.first { $0.message == "job is a dead letter" })
    #expect(letter.level == .warning)
    #expect(letter.metadata["job"] == "job-2")
    #expect(letter.metadata["stage"] == "e")
    #expect(letter.metadata["error"] == "bad chapter")
    #expect(!lines.all.contains { $0.level < .info })
  }

  @Test("At trace it tells of every submission and batch", arguments: [false, true])
  func trace(_ isDurable: Bool) async throws {
    let (logger, lines) = RecordedLog.logger(.trace)
    try await Self.run(logger, storage: Self.storages(isDurable))
    #expect(lines.all.count { $0.message == "job submitted" } == 2)
    let batches = lines.all.filter { $0.message == "batch started" }
    // Two chunked; the first embedded twice and the second once; one stored.
    #expect(batches.count == 6)
    #expect(batches.allSatisfy { $0.metadata["stage"] != nil && $0.metadata["jobs"] != nil })
  }

  @Test("No level tells a job's text", arguments: [false, true])
  func noText(_ isDurable: Bool) async throws {
    let (logger, lines) = RecordedLog.logger(.trace)
    try await Self.run(logger, storage: Self.storages(isDurable))
    for line in lines.all {
      #expect(!line.message.contains(Self.secret))
      #expect(!"\(line.metadata)".contains(Self.secret))
    }
  }
}
