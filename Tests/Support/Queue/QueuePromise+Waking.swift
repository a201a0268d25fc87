import HeadgateEngine
import Testing

extension QueuePromise {
  static let waking = [
    QueuePromise("work that came after the mark is not slept over") { stage in
      let queue = try await stage.queue()
      let mark = queue.workMark
      _ = try await queue.accept(QueueStage.chapter(1))
      await queue.waitForWork(after: mark)
      #expect(queue.workMark != mark)
    },
    QueuePromise("whoever waits is woken by a submission, a failure, a release and a requeue") {
      stage in
      let queue = try await stage.queue()
      try await expectWaking(queue) { _ = try await queue.accept(QueueStage.chapter(1)) }
      var claim = try await queue.claim()
      let first = claim
      try await expectWaking(queue) { _ = try await queue.release(first) }
      claim = try await queue.claim()
      let second = claim
      try await expectWaking(queue) {
        _ = try await queue.requeueFailed(second, error: "e", delay: .seconds(1))
      }
      stage.time.advance(by: .seconds(1))
      claim = try await queue.claim()
      _ = try await queue.requeueFailed(claim, error: "e", isPermanent: true)
      try await expectWaking(queue) { _ = try await queue.requeueDeadLetters(nil) }
    },
    QueuePromise("cancellation ends the wait") { stage in
      let queue = try await stage.queue()
      let mark = queue.workMark
      await withTaskGroup { group in
        for _ in 0..<3 { group.addTask { await queue.waitForWork(after: mark) } }
        group.cancelAll()
      }
      #expect(queue.workMark == mark)
    },
  ]

  private static func expectWaking(
    _ queue: any JobQueue, by act: @escaping @Sendable () async throws -> Void
  ) async throws {
    let mark = queue.workMark
    try await withThrowingTaskGroup { group in
      for _ in 0..<3 { group.addTask { await queue.waitForWork(after: mark) } }
      group.addTask { try await act() }
      try await group.waitForAll()
    }
    #expect(queue.workMark != mark)
  }
}
