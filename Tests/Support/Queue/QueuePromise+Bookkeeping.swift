import HeadgateEngine
import Testing

extension QueuePromise {
  static let bookkeeping = [
    QueuePromise("counts tell every state, and those that are due wait") { stage in
      let queue = try await stage.queue()
      #expect(try await queue.counts() == JobCounts())
      _ = try await queue.enqueue((0..<6).map { QueueStage.chapter($0) }, deduplicate: false)
      let claims = try await queue.dequeue(limit: 5, lease: .seconds(10))
      _ = try await queue.markComplete(claims[0])
      _ = try await queue.requeueFailed(claims[1], error: "e", delay: .seconds(20))
      _ = try await queue.requeueFailed(claims[2], error: "e", isPermanent: true)
      #expect(
        try await queue.counts()
          == JobCounts(waiting: 1, delayed: 1, leased: 2, dead: 1, completed: 1))
      stage.time.advance(by: .seconds(10))
      #expect(
        try await queue.counts() == JobCounts(waiting: 3, delayed: 1, dead: 1, completed: 1))
      stage.time.advance(by: .seconds(10))
      #expect(try await queue.counts() == JobCounts(waiting: 4, dead: 1, completed: 1))
    },
    QueuePromise("the next due moment is now with work, else the first delay or lease to end") {
      stage in
      let queue = try await stage.queue()
      #expect(try await queue.nextDue() == nil)
      _ = try await queue.enqueue((0..<2).map { QueueStage.chapter($0) }, deduplicate: false)
      #expect(try await queue.nextDue() == stage.time.now)
      let claims = try await queue.dequeue(limit: 2, lease: .seconds(10))
      #expect(try await queue.nextDue() == stage.time.now + .seconds(10))
      _ = try await queue.requeueFailed(claims[0], error: "e", delay: .seconds(3))
      #expect(try await queue.nextDue() == stage.time.now + .seconds(3))
      _ = try await queue.cancel(claims[0].id)
      #expect(try await queue.nextDue() == stage.time.now + .seconds(10))
      _ = try await queue.extendLeases(of: claims, by: .seconds(40))
      #expect(try await queue.nextDue() == stage.time.now + .seconds(40))
    },
    QueuePromise("a full queue takes no more, but what comes back enters") { stage in
      let queue = try await stage.queue(capacity: 2)
      let results = try await queue.enqueue(
        (0..<3).map { QueueStage.chapter($0) }, deduplicate: false)
      #expect(results == [.accepted(JobID(1)), .accepted(JobID(2)), .full])
      let claim = try await queue.claim()
      #expect(try await queue.accept(QueueStage.chapter(3)) == JobID(3))
      #expect(try await queue.release(claim) == .done)
      #expect(try await queue.counts() == JobCounts(waiting: 3))
      #expect(try await queue.enqueue(QueueStage.chapter(4)) == .full)
      #expect(try await queue.dequeue(limit: 2, lease: QueueStage.lease).count == 2)
      #expect(try await queue.accept(QueueStage.chapter(4)) == JobID(4))
    },
    QueuePromise("a full queue leaves the dead letter that it could not replace") { stage in
      let queue = try await stage.queue(capacity: 1)
      let dead = try await queue.accept(QueueStage.chapter(1), deduplicate: true)
      _ = try await queue.requeueFailed(try await queue.claim(), error: "e", isPermanent: true)
      _ = try await queue.accept(QueueStage.chapter(2), deduplicate: true)
      #expect(try await queue.enqueue(QueueStage.chapter(1), deduplicate: true) == .full)
      #expect(try await queue.enqueue(QueueStage.chapter(2), deduplicate: true) != .full)
      #expect(try await queue.deadLetters(after: nil, limit: 9).map(\.id) == [dead])
    },
    QueuePromise("operations on no jobs do nothing") { stage in
      let queue = try await stage.queue()
      #expect(try await queue.enqueue([], deduplicate: true).isEmpty)
      #expect(try await queue.markComplete([]).isEmpty)
      #expect(try await queue.requeueFailed([]).isEmpty)
      #expect(try await queue.extendLeases(of: [], by: .seconds(1)).isEmpty)
      #expect(try await queue.requeueDeadLetters([]) == 0)
      #expect(try await queue.deadLetters(after: nil, limit: 1).isEmpty)
      #expect(try await queue.counts() == JobCounts())
    },
    QueuePromise("a wall clock that is set back loses no job") { stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(1))
      let claim = try await queue.claim()
      stage.time.advance(by: .seconds(-3_600))
      #expect(try await queue.dequeue(lease: QueueStage.lease) == nil)
      stage.time.advance(by: .seconds(3_600) + QueueStage.lease)
      #expect(try await queue.claim().id == claim.id)
    },
  ]
}
