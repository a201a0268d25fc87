import HeadgateEngine
import Testing

extension QueuePromise {
  static let failures = [
    QueuePromise("a failed attempt is repeated after its delay, and not before") { stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(1))
      let claim = try await queue.claim()
      let due = stage.time.now + .seconds(5)
      #expect(
        try await queue.requeueFailed(claim, error: "e", delay: .seconds(5))
          == .requeued(due: due))
      #expect(try await queue.counts() == JobCounts(delayed: 1))
      #expect(try await queue.nextDue() == due)
      #expect(try await queue.dequeue(lease: QueueStage.lease) == nil)
      stage.time.advance(by: .seconds(5))
      #expect(try await queue.counts() == JobCounts(waiting: 1))
      let again = try await queue.claim()
      #expect(again.attempt == 2)
      #expect(again.delivery == 2)
    },
    QueuePromise("the last attempt that fails makes a dead letter, with its error") { stage in
      let queue = try await stage.queue(maxDeliveries: 1)
      let id = try await queue.accept(QueueStage.chapter(7, priority: 4, maxAttempts: 2))
      #expect(
        try await queue.requeueFailed(try await queue.claim(), error: "first")
          == .requeued(due: stage.time.now))
      #expect(
        try await queue.requeueFailed(try await queue.claim(), error: "second")
          == .deadLetter(.attemptsUsedUp))
      let letter = DeadLetter(
        id: id, bookSlug: "book", chapterIndex: 7, priority: 4, attempts: 2, deliveries: 2,
        stageIndex: 0, cause: .attemptsUsedUp, error: "second", died: stage.time.now)
      #expect(try await queue.deadLetters(after: nil, limit: 10) == [letter])
      #expect(try await queue.counts() == JobCounts(dead: 1))
      #expect(try await queue.nextDue() == nil)
    },
    QueuePromise("a permanent failure makes a dead letter at once") { stage in
      let queue = try await stage.queue()
      _ = try await queue.accept(QueueStage.chapter(7, maxAttempts: 9))
      #expect(
        try await queue.requeueFailed(try await queue.claim(), error: "no", isPermanent: true)
          == .deadLetter(.permanentFailure))
      #expect(try await queue.deadLetters(after: nil, limit: 1).map(\.attempts) == [1])
    },
    QueuePromise("several failures are reported at once, each answered") { stage in
      let queue = try await stage.queue()
      _ = try await queue.enqueue(
        (0..<3).map { QueueStage.chapter($0, maxAttempts: $0 + 1) }, deduplicate: false)
      let claims = try await queue.dequeue(limit: 3, lease: QueueStage.lease)
      #expect(try await queue.markComplete(claims[1]) == .done)
      let results = try await queue.requeueFailed(claims.map { JobFailure(claim: $0, error: "e") })
      #expect(
        results == [.deadLetter(.attemptsUsedUp), .lost, .requeued(due: stage.time.now)])
    },
  ]

  static let poison = [
    QueuePromise("a job that kills its consumers is a dead letter after a bound of deliveries") {
      stage in
      let queue = try await stage.queue(maxDeliveries: 3)
      _ = try await queue.accept(QueueStage.chapter(1, maxAttempts: 100))
      for delivery in 1...3 {
        #expect(try await queue.claim().delivery == delivery)
        stage.time.advance(by: QueueStage.lease)
      }
      #expect(try await queue.dequeue(lease: QueueStage.lease) == nil)
      let letters = try await queue.deadLetters(after: nil, limit: 10)
      #expect(letters.map(\.cause) == [.deliveriesUsedUp])
      #expect(letters.map(\.attempts) == [0])
      #expect(
        letters.first?.error.hasPrefix("handed out 3 times in a row without an answer") == true)
    },
    QueuePromise("an answer or a checkpoint begins the count of lost deliveries anew") { stage in
      let queue = try await stage.queue(maxDeliveries: 2)
      _ = try await queue.accept(QueueStage.chapter(1, maxAttempts: 100))
      for round in 0..<4 {
        _ = try await queue.claim()
        stage.time.advance(by: QueueStage.lease)
        let claim = try await queue.claim()
        if round % 2 == 0 {
          _ = try await queue.requeueFailed(claim, error: "e")
        } else {
          let checkpoint = JobCheckpoint(stageIndex: round, stageName: "s", input: [])
          #expect(try await queue.saveCheckpoint(checkpoint, of: claim) == .done)
          #expect(try await queue.release(claim) == .done)
        }
      }
      #expect(try await queue.counts() == JobCounts(waiting: 1))
    },
    QueuePromise("a job that kills its consumers at a later stage is given up as well") { stage in
      let queue = try await stage.queue(maxDeliveries: 2)
      _ = try await queue.accept(QueueStage.chapter(1))
      let checkpoint = JobCheckpoint(stageIndex: 1, stageName: "embed", input: [])
      #expect(try await queue.saveCheckpoint(checkpoint, of: try await queue.claim()) == .done)
      for _ in 0..<1 {
        stage.time.advance(by: QueueStage.lease)
        _ = try await queue.claim()
      }
      stage.time.advance(by: QueueStage.lease)
      #expect(try await queue.dequeue(lease: QueueStage.lease) == nil)
      #expect(try await queue.deadLetters(after: nil, limit: 1).map(\.stageIndex) == [1])
    },
  ]
}
