import HeadgateCore
import HeadgateEngine
import Testing

struct DurableTests {
  @Test("What was submitted before the start is worked off after it")
  func backlog() async throws {
    try await VirtualWorld.run { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: work.stages(world, workers: 4))
      let id = try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 3, text: "t")
      #expect(orchestrator.status(of: id)?.phase == .queued)
      try await orchestrator.withRunning {
        #expect(await orchestrator.waitForJob(id)?.phase == .completed)
      }
      #expect(work.stored.all.map(\.text) == ["tces"])
    }
  }

  @Test("A chapter that is there already is not taken in again")
  func deduplicated() async throws {
    try await VirtualWorld.run { world in
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(InMemoryJobQueue(clock: world.wall), codec: .plain),
        stages: work.stages(world))
      try await orchestrator.withRunning {
        let first = try await orchestrator.submitJob(
          bookSlug: "book", chapterIndex: 1, text: "t")
        let second = try await orchestrator.submitJob(
          bookSlug: "book", chapterIndex: 1, text: "t")
        #expect(first == second)
        #expect(await orchestrator.waitForCompletion())
      }
      #expect(work.stored.count == 1)
      #expect(orchestrator.metrics().totalSubmitted == 1)
    }
  }

  @Test("Who offers a chapter learns whether it was there, and with which text")
  func offered() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        storage: .queue(InMemoryJobQueue(clock: world.wall), codec: .plain),
        stages: ChapterWork().stages(world))
      func chapter(_ text: String) -> Chapter {
        Chapter(bookSlug: "book", chapterIndex: 1, text: text)
      }
      try await orchestrator.withRunning {
        let first = try await orchestrator.offer(chapter("t"))
        #expect(first == .accepted(first.id))
        let same = try await orchestrator.offer(chapter("t"))
        #expect(same == .duplicate(of: first.id, sameText: true))
        let other = try await orchestrator.offer(chapter("u"))
        #expect(other == .duplicate(of: first.id, sameText: false))
        #expect(await orchestrator.waitForCompletion())
        let changed = try await orchestrator.offer(chapter("u"))
        #expect(changed == .accepted(changed.id))
      }
    }
  }

  @Test(
    "A job of high priority waits for no more than the look-ahead", arguments: VirtualWorld.orders)
  func priorities(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(
          InMemoryJobQueue(clock: world.wall), codec: .plain,
          consumer: ConsumerSettings(lookAhead: 2)),
        stages: [work.stages(world)[2]])
      for index in 0..<20 {
        try await orchestrator.submitJob(bookSlug: "book", chapterIndex: index, text: "")
      }
      try await orchestrator.withRunning {
        try await world.sleep(.milliseconds(500))
        try await orchestrator.submitJob(
          bookSlug: "book", chapterIndex: 99, text: "", priority: 1)
        #expect(await orchestrator.waitForCompletion())
      }
      let position = work.stored.all.firstIndex { $0.chapterIndex == 99 }
      #expect(position.map { $0 <= 2 } == true)
      #expect(work.stored.count == 21)
    }
  }

  @Test("A consumer holds no more jobs than its look-ahead", arguments: [1, 3, 7])
  func lookAhead(_ limit: Int) async throws {
    try await VirtualWorld.run { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      try await queue.add(30)
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(
          queue, codec: .plain, consumer: ConsumerSettings(lookAhead: limit)),
        stages: work.stages(world, workers: 4, batchSize: 4))
      try await orchestrator.withRunning {
        while try await queue.counts().completed < 30 {
          #expect(try await queue.counts().leased <= limit)
          try await world.sleep(.milliseconds(250))
        }
      }
    }
  }

  @Test(
    "Attempts are the queue's, and a retry goes on at the stage that failed",
    arguments: VirtualWorld.orders)
  func retries(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      let work = ChapterWork()
      let tries = Recorded<Duration>()
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain),
        stages: work.stages(world) { stage, _ in
          guard stage == "e" else { return nil }
          tries.add(world.elapsed)
          return tries.count < 3 ? .transient("not yet") : nil
        })
      try await orchestrator.withRunning {
        let id = try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 0, text: "")
        try await world.sleep(.milliseconds(2_500))
        #expect(
          orchestrator.status(of: id)
            == IngestionStatus(phase: .retrying(stage: "e"), attempt: 1, lastError: "not yet"))
        try await world.sleep(.seconds(1))
        #expect(
          orchestrator.status(of: id)
            == IngestionStatus(phase: .processing(stage: "e"), attempt: 2, lastError: "not yet"))
        #expect(
          await orchestrator.waitForJob(id)
            == IngestionStatus(phase: .completed, attempt: 3))
      }
      // A second in each stage, and delays of 1 s and 2 s.
      #expect(tries.all == [.seconds(2), .seconds(4), .seconds(7)])
      #expect(work.done.all == ["c0", "e0", "s0"])
      #expect(orchestrator.metrics().totalRetries == 2)
    }
  }

  @Test("Attempts that are used up make a dead letter, which can be requeued")
  func deadLetters() async throws {
    try await VirtualWorld.run { world in
      let isDown = Recorded<Bool>()
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(InMemoryJobQueue(clock: world.wall), codec: .plain),
        stages: work.stages(world) { stage, _ in
          stage == "e" && isDown.all.isEmpty ? .transient("down") : nil
        }, settings: .quiet(retry: .plain(2)))
      try await orchestrator.withRunning {
        let id = try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 0, text: "")
        #expect(
          await orchestrator.waitForJob(id)
            == IngestionStatus(phase: .failed, attempt: 2, lastError: "down"))
        let letters = try await orchestrator.deadLetters()
        #expect(letters.map(\.id) == [id])
        #expect(letters[0].stage == "e")
        #expect(letters[0].error == "down")
        #expect(letters[0].queued?.cause == .attemptsUsedUp)
        #expect(await orchestrator.waitForCompletion())
        isDown.add(false)
        #expect(try await orchestrator.requeueDeadLetters([id]) == 1)
        #expect(await orchestrator.waitForJob(id)?.phase == .completed)
      }
      #expect(work.done.all == ["c0", "e0", "s0"])
      #expect(orchestrator.metrics().totalFailed == 1)
      #expect(orchestrator.metrics().totalCompleted == 1)
    }
  }

  @Test("A permanent failure is a dead letter at once")
  func permanent() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        storage: .queue(InMemoryJobQueue(clock: world.wall), codec: .plain),
        stages: ChapterWork().stages(world) { _, _ in .permanent("bad") })
      try await orchestrator.withRunning {
        let id = try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 0, text: "")
        #expect(await orchestrator.waitForJob(id)?.phase == .failed)
        #expect(world.elapsed == .seconds(1))
        #expect(try await orchestrator.deadLetters()[0].queued?.cause == .permanentFailure)
      }
    }
  }

  @Test("A job that cannot be read is a dead letter, and the rest goes on")
  func unreadable() async throws {
    try await VirtualWorld.run { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      _ = try await queue.enqueue(
        JobSubmission(bookSlug: "book", chapterIndex: 100, payload: [0xFF, 0xFE]))
      try await queue.add(2)
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: work.stages(world))
      try await orchestrator.withRunning {
        #expect(await orchestrator.waitForCompletion())
        let letters = try await orchestrator.deadLetters()
        #expect(
          letters.map(\.error) == ["the job cannot be read: the chapter's text is not UTF-8"])
      }
      #expect(work.stored.all.map(\.chapterIndex) == [0, 1])
    }
  }

  @Test("A checkpoint of a stage that is there no more begins again")
  func unknownStage() async throws {
    try await VirtualWorld.run { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      try await queue.add(2)
      let claims = try await queue.dequeue(limit: 2, lease: .seconds(1))
      for (claim, stage) in zip(claims, ["gone", "s"]) {
        _ = try await queue.saveCheckpoint(
          JobCheckpoint(stageIndex: 1, stageName: stage, input: [0x78]), of: claim)
      }
      try await world.sleep(.seconds(1))
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: work.stages(world))
      try await orchestrator.withRunning {
        #expect(await orchestrator.waitForCompletion())
      }
      let texts = work.stored.all.sorted { $0.chapterIndex < $1.chapterIndex }.map(\.text)
      #expect(texts == ["ces", "xs"])
    }
  }

  @Test(
    "A stop gives back what it does not finish", arguments: VirtualWorld.orders, StopMode.allCases)
  func released(_ order: ReadyOrder, _ mode: StopMode) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      try await queue.add(20)
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: work.stages(world))
      await orchestrator.start()
      try await world.sleep(.milliseconds(3_500))
      await orchestrator.stop(mode, within: .seconds(2))
      let counts = try await queue.counts()
      #expect(counts.leased == 0)
      #expect(counts.delayed == 0)
      #expect(counts.waiting + counts.completed == 20)
      #expect(counts.completed == (mode == .cancel ? 1 : 3))
      #expect(world.elapsed == (mode == .cancel ? .milliseconds(3_500) : .milliseconds(5_500)))
      // A release costs no attempt and no delivery.
      let claims = try await queue.dequeue(limit: 20, lease: .seconds(1))
      #expect(claims.allSatisfy { $0.attempt == 1 && $0.delivery == 1 })
    }
  }

  @Test("A cancelled job is taken out whoever holds it", arguments: VirtualWorld.orders)
  func cancelled(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: work.stages(world))
      try await orchestrator.withRunning {
        var ids: [IngestionJobID] = []
        for index in 0..<20 {
          ids.append(
            try await orchestrator.submitJob(bookSlug: "book", chapterIndex: index, text: ""))
        }
        try await world.sleep(.milliseconds(500))
        // One at work, one in a buffer, one in the queue.
        for id in [ids[0], ids[1], ids[19]] {
          #expect(try await orchestrator.cancel(id))
          #expect(orchestrator.status(of: id)?.phase == .cancelled)
          #expect(try await orchestrator.cancel(id) == false)
        }
        #expect(await orchestrator.waitForCompletion())
      }
      #expect(work.stored.all.map(\.chapterIndex).sorted() == Array(2..<19))
      #expect(work.count("e", 0) == 0)
      #expect(work.count("c", 1) == 0)
      #expect(try await queue.counts() == JobCounts(completed: 17))
    }
  }

  @Test("A full queue holds submissions up until there is room", arguments: VirtualWorld.orders)
  func full(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = world.orchestrator(
        storage: .queue(
          InMemoryJobQueue(capacity: 2, clock: world.wall), codec: .plain,
          consumer: ConsumerSettings(lookAhead: 1)),
        stages: [ChapterWork().stages(world)[2]])
      try await orchestrator.withRunning {
        for index in 0..<6 {
          try await orchestrator.submitJob(bookSlug: "book", chapterIndex: index, text: "")
        }
        #expect(world.elapsed == .seconds(3))
        #expect(await orchestrator.waitForCompletion())
      }
      #expect(orchestrator.metrics().totalCompleted == 6)
    }
  }

  @Test("A full queue that must not hold submissions up says so")
  func fullRejects() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        storage: .queue(InMemoryJobQueue(capacity: 1, clock: world.wall), codec: .plain),
        stages: ChapterWork().stages(world),
        settings: .quiet(queue: QueueSettings(onFull: .reject)))
      try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 0, text: "")
      await #expect(throws: IngestionError.queueFull) {
        try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 1, text: "")
      }
    }
  }

  @Test("A consumer with nothing to do asks the queue for nothing")
  func idle() async throws {
    try await VirtualWorld.run { world in
      let queue = FlakyQueue(InMemoryJobQueue(clock: world.wall))
      let work = ChapterWork()
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: work.stages(world))
      try await orchestrator.withRunning {
        try await world.sleep(.seconds(1))
        let asked = (queue.asked(.dequeue), queue.asked(.nextDue), queue.asked(.extend))
        try await world.sleep(.seconds(1_000_000))
        #expect(asked == (queue.asked(.dequeue), queue.asked(.nextDue), queue.asked(.extend)))
        let id = try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 0, text: "")
        #expect(await orchestrator.waitForJob(id)?.phase == .completed)
        #expect(world.elapsed == .seconds(1_000_004))
      }
    }
  }

  @Test("An item that cannot be written between stages fails for good")
  func notEncodable() async throws {
    struct Broken: Error {}
    try await VirtualWorld.run { world in
      let codec = ItemCodec<Chapter>.chapters(
        encode: { _ in throw Broken() }, decode: { _, _ in throw Broken() })
      let orchestrator = world.orchestrator(
        storage: .queue(InMemoryJobQueue(clock: world.wall), codec: codec),
        stages: ChapterWork().stages(world))
      try await orchestrator.withRunning {
        let id = try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 0, text: "")
        let status = await orchestrator.waitForJob(id)
        #expect(status?.phase == .failed)
        #expect(status?.lastError == "what c made of it cannot be written: Broken()")
      }
    }
  }
}
