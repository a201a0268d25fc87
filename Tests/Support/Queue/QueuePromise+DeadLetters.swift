import HeadgateEngine
import Testing

extension QueuePromise {
  static let deadLetters = [
    QueuePromise("dead letters are listed in the order of submission, page by page") { stage in
      let queue = try await stage.queue()
      let ids = try await kill(5, in: queue).sorted()
      let first = try await queue.deadLetters(after: nil, limit: 2)
      #expect(first.map(\.id) == Array(ids[0..<2]))
      let rest = try await queue.deadLetters(after: ids[1], limit: 10)
      #expect(rest.map(\.id) == Array(ids[2...]))
    },
    QueuePromise("a requeued dead letter has all its attempts and deliveries again, and its place")
    {
      stage in
      let queue = try await stage.queue(maxDeliveries: 1)
      let ids = try await kill(2, in: queue)
      _ = try await queue.accept(QueueStage.chapter(9))
      #expect(try await queue.requeueDeadLetters([ids[0], ids[0], JobID(99)]) == 1)
      let claim = try await queue.claim()
      #expect(claim.id == ids[0])
      #expect(claim.attempt == 1)
      #expect(claim.delivery == 1)
      #expect(try await queue.counts() == JobCounts(waiting: 1, leased: 1, dead: 1))
      #expect(try await queue.requeueDeadLetters(nil) == 1)
      #expect(try await queue.requeueDeadLetters(nil) == 0)
      #expect(try await queue.claim().id == ids[1])
    },
    QueuePromise("a requeued dead letter goes on at its checkpoint") { stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(1))
      let claim = try await queue.claim()
      let checkpoint = JobCheckpoint(stageIndex: 1, stageName: "embed", input: [1, 2])
      #expect(try await queue.saveCheckpoint(checkpoint, of: claim) == .done)
      _ = try await queue.requeueFailed(claim, error: "e", isPermanent: true)
      #expect(try await queue.requeueDeadLetters(nil) == 1)
      #expect(try await queue.claim().checkpoint == checkpoint)
    },
    QueuePromise("a claim from before a dead letter stands for nothing after it is requeued") {
      stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(1))
      let old = try await queue.claim()
      _ = try await queue.requeueFailed(old, error: "e", isPermanent: true)
      #expect(try await queue.requeueDeadLetters(nil) == 1)
      let new = try await queue.claim()
      #expect(new.fencingToken > old.fencingToken)
      #expect(try await queue.markComplete([old, new]) == [.lost, .done])
    },
    QueuePromise("deleted dead letters are gone, and others are not touched") { stage in
      let queue = try await stage.queue()
      let ids = try await kill(3, in: queue)
      let waiting = try await queue.accept(QueueStage.chapter(9))
      #expect(try await queue.deleteDeadLetters([ids[1], waiting]) == 1)
      #expect(try await queue.deadLetters(after: nil, limit: 9).map(\.id) == [ids[0], ids[2]])
      #expect(try await queue.deleteDeadLetters(nil) == 2)
      #expect(try await queue.counts() == JobCounts(waiting: 1))
    },
    QueuePromise("a job is cancelled whoever holds it; an ended or a dead one is not") { stage in
      let queue = try await stage.queue()
      let ids = try await kill(1, in: queue)
      #expect(try await queue.cancel(ids[0]) == false)
      #expect(try await queue.cancel(JobID(99)) == false)
      let held = try await queue.accept(QueueStage.chapter(1))
      let claim = try await queue.claim()
      #expect(try await queue.cancel(held))
      #expect(try await queue.markComplete(claim) == .lost)
      #expect(try await queue.cancel(held) == false)
      #expect(try await queue.counts() == JobCounts(dead: 1))
    },
  ]

  /// Makes dead letters; answers their ids in the order in which they died.
  private static func kill(_ count: Int, in queue: any JobQueue) async throws -> [JobID] {
    _ = try await queue.enqueue(
      (0..<count).map { QueueStage.chapter($0, priority: $0 % 2) }, deduplicate: false)
    let claims = try await queue.dequeue(limit: count, lease: QueueStage.lease)
    _ = try await queue.requeueFailed(
      claims.map { JobFailure(claim: $0, error: "e", isPermanent: true) })
    return claims.map(\.id)
  }
}
