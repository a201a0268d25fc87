import HeadgateEngine
import Testing

extension QueuePromise {
  static let order = [
    QueuePromise("higher priority goes first, equal priority in the order of submission") { stage in
      let queue = try await stage.queue()
      let priorities = [0, 5, -3, 5, .min, .max, 0]
      _ = try await queue.enqueue(
        priorities.enumerated().map { QueueStage.chapter($0, priority: $1) }, deduplicate: false)
      let claims = try await queue.dequeue(limit: 10, lease: QueueStage.lease)
      #expect(claims.map(\.job.submission.chapterIndex) == [5, 1, 3, 0, 6, 2, 4])
    },
    QueuePromise("a dequeue gives no more than its limit, and what is left stays in order") {
      stage in
      let queue = try await stage.queue()
      _ = try await queue.enqueue((0..<5).map { QueueStage.chapter($0) }, deduplicate: false)
      var seen: [[Int]] = []
      for _ in 0..<3 {
        let claims = try await queue.dequeue(limit: 2, lease: QueueStage.lease)
        seen.append(claims.map(\.job.submission.chapterIndex))
      }
      #expect(seen == [[0, 1], [2, 3], [4]])
      #expect(try await queue.dequeue(lease: QueueStage.lease) == nil)
    },
    QueuePromise("a job comes out as it went in, whatever its bytes") { stage in
      let queue = try await stage.queue()
      let payloads: [[UInt8]] = [[], [0], Array(0...255), .init(repeating: 7, count: 100_000)]
      let submissions = payloads.enumerated().map { index, payload in
        JobSubmission(
          bookSlug: ["", "a\0b", "Ünïcode 📖", "it's"][index],
          chapterIndex: [0, -1, .max, .min][index],
          payload: payload, maxAttempts: index + 1)
      }
      _ = try await queue.enqueue(submissions, deduplicate: false)
      let claims = try await queue.dequeue(limit: 4, lease: QueueStage.lease)
      #expect(claims.map(\.job.submission) == submissions)
    },
    QueuePromise("a job that comes back keeps its place") { stage in
      let queue = try await stage.queue()
      _ = try await queue.enqueue((0..<4).map { QueueStage.chapter($0) }, deduplicate: false)
      let claims = try await queue.dequeue(limit: 3, lease: QueueStage.lease)
      _ = try await queue.requeueFailed(claims[0], error: "e", delay: .seconds(5))
      _ = try await queue.requeueFailed(claims[1], error: "e")
      stage.time.advance(by: .seconds(30))
      let again = try await queue.dequeue(limit: 4, lease: QueueStage.lease)
      #expect(again.map(\.job.submission.chapterIndex) == [0, 1, 2, 3])
    },
    QueuePromise("ids count submissions from 1, and none is given twice") { stage in
      let queue = try await stage.queue()
      for expected in Int64(1)...4 {
        let id = try await queue.accept(QueueStage.chapter(0))
        #expect(id == JobID(expected))
        if expected == 2 {
          #expect(try await queue.cancel(id))
        } else {
          #expect(try await queue.markComplete(try await queue.claim()) == .done)
        }
      }
      #expect(try await queue.counts() == JobCounts(completed: 3))
    },
  ]
}
