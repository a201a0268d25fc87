import HeadgateEngine
import Testing

extension QueuePromise {
  static let deduplication = [
    QueuePromise("a chapter is taken once while it waits, is held or is delayed") { stage in
      let queue = try await stage.queue()
      let id = try await queue.accept(QueueStage.chapter(1), deduplicate: true)
      func expectDuplicate() async throws {
        for (text, same) in [("text", true), ("another", false)] {
          let result = try await queue.enqueue(
            QueueStage.chapter(1, text: text), deduplicate: true)
          #expect(result == .duplicate(of: id, sameText: same))
        }
      }
      try await expectDuplicate()
      let claim = try await queue.claim()
      try await expectDuplicate()
      _ = try await queue.requeueFailed(claim, error: "e", delay: .seconds(9))
      try await expectDuplicate()
      #expect(try await queue.counts() == JobCounts(delayed: 1))
    },
    QueuePromise("a completed chapter is taken again only with another text") { stage in
      let queue = try await stage.queue()
      let first = try await complete("one", in: queue)
      #expect(
        try await queue.enqueue(QueueStage.chapter(1, text: "one"), deduplicate: true)
          == .duplicate(of: first, sameText: true))
      let second = try await complete("two", in: queue)
      #expect(second > first)
      #expect(
        try await queue.enqueue(QueueStage.chapter(1, text: "two"), deduplicate: true)
          == .duplicate(of: second, sameText: true))
      _ = try await complete("one", in: queue)
      #expect(try await queue.counts() == JobCounts(completed: 3))
    },
    QueuePromise("no bad end keeps a chapter out: a dead letter is replaced, a cancelled job gone")
    {
      stage in
      let queue = try await stage.queue()
      let dead = try await queue.accept(QueueStage.chapter(1), deduplicate: true)
      _ = try await queue.requeueFailed(try await queue.claim(), error: "e", isPermanent: true)
      let cancelled = try await queue.accept(QueueStage.chapter(1), deduplicate: true)
      #expect(try await queue.requeueDeadLetters([dead]) == 0)
      #expect(try await queue.cancel(cancelled))
      _ = try await queue.accept(QueueStage.chapter(1), deduplicate: true)
      _ = try await queue.requeueFailed(try await queue.claim(), error: "e", isPermanent: true)
      #expect(try await queue.deleteDeadLetters(nil) == 1)
      _ = try await queue.accept(QueueStage.chapter(1), deduplicate: true)
      #expect(try await queue.counts() == JobCounts(waiting: 1))
    },
    QueuePromise("what is submitted without deduplication is outside it") { stage in
      let queue = try await stage.queue()
      for _ in 0..<2 { _ = try await queue.accept(QueueStage.chapter(1)) }
      _ = try await queue.accept(QueueStage.chapter(1), deduplicate: true)
      _ = try await queue.accept(QueueStage.chapter(1))
      #expect(try await queue.counts() == JobCounts(waiting: 4))
    },
    QueuePromise("books and chapters are told apart, within one submission too") { stage in
      let queue = try await stage.queue()
      let submissions = [("a", 1), ("a", 2), ("b", 1), ("a", 1)].map {
        JobSubmission(bookSlug: $0.0, chapterIndex: $0.1, text: "t")
      }
      #expect(
        try await queue.enqueue(submissions, deduplicate: true) == [
          .accepted(JobID(1)), .accepted(JobID(2)), .accepted(JobID(3)),
          .duplicate(of: JobID(1), sameText: true),
        ])
    },
    QueuePromise("a chapter is told apart after its job was the last and others followed") {
      stage in
      let queue = try await stage.queue()
      let first = try await complete("one", in: queue)
      for index in 2..<5 {
        _ = try await queue.accept(QueueStage.chapter(index))
        #expect(try await queue.markComplete(try await queue.claim()) == .done)
      }
      #expect(
        try await queue.enqueue(QueueStage.chapter(1, text: "one"), deduplicate: true)
          == .duplicate(of: first, sameText: true))
      #expect(try await queue.counts() == JobCounts(completed: 4))
    },
  ]

  private static func complete(_ text: String, in queue: any JobQueue) async throws -> JobID {
    let id = try await queue.accept(QueueStage.chapter(1, text: text), deduplicate: true)
    #expect(try await queue.markComplete(try await queue.claim()) == .done)
    return id
  }
}
