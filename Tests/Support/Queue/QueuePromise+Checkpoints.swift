import HeadgateEngine
import Testing

extension QueuePromise {
  static let checkpoints = [
    QueuePromise("after a crash, a failure or a release a job goes on at the stage that was next") {
      stage in
      let queue = try await stage.queue(maxDeliveries: 5)
      _ = try await queue.accept(QueueStage.chapter(1))
      var claim = try await queue.claim()
      #expect(claim.checkpoint == nil)
      for index in 1...3 {
        let checkpoint = JobCheckpoint(
          stageIndex: index, stageName: "stage \(index)",
          input: [UInt8](repeating: UInt8(index), count: index * 3_000))
        #expect(try await queue.saveCheckpoint(checkpoint, of: claim) == .done)
        switch index {
        case 1: stage.time.advance(by: QueueStage.lease)
        case 2: _ = try await queue.requeueFailed(claim, error: "e")
        default: _ = try await queue.release(claim)
        }
        claim = try await queue.claim()
        #expect(claim.checkpoint == checkpoint)
        #expect(claim.job.submission == QueueStage.chapter(1))
      }
    },
    QueuePromise("several jobs' checkpoints are saved at once, each answered") { stage in
      let queue = try await stage.queue()
      _ = try await queue.enqueue((0..<3).map { QueueStage.chapter($0) }, deduplicate: false)
      let claims = try await queue.dequeue(limit: 3, lease: QueueStage.lease)
      #expect(try await queue.release(claims[1]) == .done)
      let progress = claims.map { claim in
        JobProgress(
          claim: claim,
          checkpoint: JobCheckpoint(
            stageIndex: 1, stageName: "s", input: [UInt8(claim.id.ordinal)]))
      }
      #expect(try await queue.saveCheckpoints(progress) == [.done, .lost, .done])
      #expect(try await queue.release(claims) == [.done, .lost, .done])
      let again = try await queue.dequeue(limit: 3, lease: QueueStage.lease)
      #expect(again.map(\.checkpoint?.input) == [[1], nil, [3]])
    },
    QueuePromise("a checkpoint is kept empty, and goes with its job") { stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(1))
      let checkpoint = JobCheckpoint(stageIndex: 0, stageName: "", input: [])
      let claim = try await queue.claim()
      #expect(try await queue.saveCheckpoint(checkpoint, of: claim) == .done)
      #expect(try await queue.release(claim) == .done)
      let again = try await queue.claim()
      #expect(again.checkpoint == checkpoint)
      #expect(try await queue.markComplete(again) == .done)
      _ = try await queue.accept(QueueStage.chapter(1))
      #expect(try await queue.claim().checkpoint == nil)
    },
  ]
}
