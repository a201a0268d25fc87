import HeadgateEngine
import Testing

extension QueuePromise {
  static let leases = [
    QueuePromise("a job whose consumer died is handed out when its lease ends, and not before") {
      stage in
      let queue = try await stage.queue()
      let id = try await queue.accept(QueueStage.chapter(1))
      let first = try await queue.claim()
      stage.time.advance(by: QueueStage.lease - .milliseconds(1))
      #expect(try await queue.dequeue(lease: QueueStage.lease) == nil)
      #expect(try await queue.nextDue() == first.leaseExpiry)
      stage.time.advance(by: .milliseconds(1))
      let second = try await queue.claim()
      #expect(second.id == id)
      #expect(second.fencingToken > first.fencingToken)
    },
    QueuePromise("a crash costs a delivery, not an attempt") { stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(1))
      #expect(try await queue.claim().delivery == 1)
      stage.time.advance(by: QueueStage.lease)
      let claim = try await queue.claim()
      #expect(claim.delivery == 2)
      #expect(claim.attempt == 1)
    },
    QueuePromise("a heartbeat keeps a job from others, and says which claims are lost") { stage in
      let queue = try await stage.queue()
      _ = try await queue.enqueue((0..<2).map { QueueStage.chapter($0) }, deduplicate: false)
      let claims = try await queue.dequeue(limit: 2, lease: .seconds(10))
      stage.time.advance(by: .seconds(9))
      #expect(try await queue.extendLeases(of: [claims[1]], by: .seconds(10)) == [.done])
      stage.time.advance(by: .seconds(9))
      let taken = try await queue.dequeue(limit: 2, lease: .seconds(10))
      #expect(taken.map(\.id) == [claims[0].id])
      #expect(try await queue.extendLeases(of: claims, by: .seconds(10)) == [.lost, .done])
    },
    QueuePromise("once another has been handed the job, nothing that the first asks is done") {
      stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(1))
      let late = try await queue.claim()
      stage.time.advance(by: QueueStage.lease)
      let holder = try await queue.claim()
      try await expectLost(late, in: queue)
      #expect(try await queue.counts() == JobCounts(leased: 1))
      #expect(try await queue.markComplete(holder) == .done)
      #expect(try await queue.counts() == JobCounts(completed: 1))
    },
    QueuePromise("a claim is used up by what ends it") { stage in
      let queue = try await stage.queue()
      for index in 0..<5 {
        let id = try await queue.accept(QueueStage.chapter(index))
        let claim = try await queue.claim()
        switch index {
        case 0: #expect(try await queue.markComplete(claim) == .done)
        case 1: #expect(try await queue.release(claim) == .done)
        case 2: #expect(try await queue.cancel(id))
        case 3: _ = try await queue.requeueFailed(claim, error: "e", delay: .seconds(9))
        default: _ = try await queue.requeueFailed(claim, error: "e", isPermanent: true)
        }
        let before = try await queue.counts()
        try await expectLost(claim, in: queue)
        #expect(try await queue.counts() == before)
        if index == 1 { _ = try await queue.markComplete(try await queue.claim()) }
      }
    },
    QueuePromise("late work is kept where nobody has been handed the job since") { stage in
      let queue = try await stage.queue()
      _ = try await queue.enqueue((0..<3).map { QueueStage.chapter($0) }, deduplicate: false)
      let claims = try await queue.dequeue(limit: 3, lease: QueueStage.lease)
      stage.time.advance(by: .seconds(60))
      #expect(try await queue.markComplete(claims[0]) == .done)
      #expect(try await queue.extendLeases(of: [claims[1]], by: QueueStage.lease) == [.done])
      // This dequeue finds both leases run out, and takes only the first.
      stage.time.advance(by: .seconds(60))
      #expect(try await queue.claim().id == claims[1].id)
      #expect(try await queue.extendLeases(of: [claims[2]], by: QueueStage.lease) == [.done])
      #expect(try await queue.dequeue(lease: QueueStage.lease) == nil)
      #expect(try await queue.markComplete(claims[2]) == .done)
      #expect(try await queue.counts() == JobCounts(leased: 1, completed: 2))
    },
    QueuePromise("giving a job back costs nothing") { stage in
      let queue = try await stage.queue(maxDeliveries: 1)
      _ = try await queue.accept(QueueStage.chapter(1))
      for _ in 0..<5 {
        let claim = try await queue.claim()
        #expect(claim.attempt == 1)
        #expect(claim.delivery == 1)
        #expect(try await queue.release(claim) == .done)
      }
      #expect(try await queue.counts() == JobCounts(waiting: 1))
    },
  ]

  private static func expectLost(_ claim: JobClaim, in queue: any JobQueue) async throws {
    let checkpoint = JobCheckpoint(stageIndex: 2, stageName: "late", input: [9])
    #expect(try await queue.extendLeases(of: [claim], by: .seconds(99)) == [.lost])
    #expect(try await queue.saveCheckpoint(checkpoint, of: claim) == .lost)
    #expect(try await queue.requeueFailed(claim, error: "late", isPermanent: true) == .lost)
    #expect(try await queue.release(claim) == .lost)
    #expect(try await queue.markComplete(claim) == .lost)
  }
}
