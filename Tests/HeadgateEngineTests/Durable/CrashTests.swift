import HeadgateCore
import HeadgateEngine
import Testing

struct CrashTests {
  private static let lease = ConsumerSettings(lease: .seconds(30))

  @Test(
    "What a dead consumer held goes on after its last finished stage",
    arguments: VirtualWorld.orders
  )
  func checkpoints(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      try await queue.add(1)
      let work = ChapterWork()
      let dying = FlakyQueue(queue)
      let first = world.orchestrator(
        storage: .queue(dying, codec: .plain, consumer: Self.lease), stages: work.stages(world))
      await first.start()
      // In the midst of the second stage.
      try await world.sleep(.milliseconds(1_500))
      dying.sever()
      await first.stop(.cancel)
      #expect(try await queue.counts() == JobCounts(leased: 1))

      let second = world.orchestrator(
        storage: .queue(queue, codec: .plain, consumer: Self.lease), stages: work.stages(world))
      try await second.withRunning {
        #expect(await second.waitForCompletion(timeout: .seconds(60)))
      }
      #expect(work.done.all == ["c0", "e0", "s0"])
      #expect(work.stored.all.map(\.text) == ["ces"])
      // A lease of 30 s from the claim, and two stages.
      #expect(world.elapsed == .seconds(32))
    }
  }

  @Test(
    "No job is lost and none is stuck, however often the consumer dies", arguments: 0..<30)
  func manyCrashes(_ seed: Int) async throws {
    try await VirtualWorld.run(.random(seed: UInt64(seed))) { world in
      let queue = InMemoryJobQueue(maxDeliveries: 50, clock: world.wall)
      try await queue.add(40)
      let work = ChapterWork()
      for crash in 0..<5 {
        let dying = FlakyQueue(queue)
        let orchestrator = world.orchestrator(
          storage: .queue(dying, codec: .plain, consumer: Self.lease),
          stages: work.stages(world, workers: 2, batchSize: 2))
        await orchestrator.start()
        try await world.sleep(.milliseconds(700 * (crash + 1) + 37 * seed))
        dying.sever()
        await orchestrator.stop(.cancel)
      }
      let last = world.orchestrator(
        storage: .queue(queue, codec: .plain, consumer: Self.lease),
        stages: work.stages(world, workers: 2, batchSize: 2))
      try await last.withRunning {
        #expect(await last.waitForCompletion(timeout: .seconds(600)))
      }
      #expect(try await queue.counts() == JobCounts(completed: 40))
      #expect(Set(work.stored.all.map(\.chapterIndex)) == Set(0..<40))
      #expect(work.stored.all.allSatisfy { $0.text == "ces" })
    }
  }

  @Test(
    "Two consumers of one queue share its jobs, and none is done twice",
    arguments: VirtualWorld.orders)
  func shared(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      try await queue.add(50)
      let work = [ChapterWork(), ChapterWork()]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for work in work {
          let orchestrator = world.orchestrator(
            storage: .queue(queue, codec: .plain, consumer: Self.lease),
            stages: work.stages(world))
          group.addTask {
            try await orchestrator.withRunning {
              #expect(await orchestrator.waitForCompletion(timeout: .seconds(600)))
            }
          }
        }
        try await group.waitForAll()
      }
      let stored = work.map { $0.stored.all.map(\.chapterIndex) }
      #expect((stored[0] + stored[1]).sorted() == Array(0..<50))
      #expect(!stored[0].isEmpty && !stored[1].isEmpty)
    }
  }

  @Test("Jobs that take longer than a lease are held by heartbeat", arguments: VirtualWorld.orders)
  func heartbeat(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      try await queue.add(2)
      let begun = Recorded<Int>()
      func orchestrator() -> IngestionOrchestrator<Chapter> {
        world.orchestrator(
          storage: .queue(queue, codec: .plain, consumer: Self.lease),
          stages: [
            IngestionStage(
              "slow", workers: 1,
              .each { chapter in
                begun.add(chapter.chapterIndex)
                try await world.sleep(.seconds(200))
                return chapter
              })
          ])
      }
      let (one, other) = (orchestrator(), orchestrator())
      await one.start()
      try await world.sleep(.milliseconds(1))
      await other.start()
      #expect(await one.waitForCompletion(timeout: .seconds(1_000)))
      await other.stop()
      await one.stop()
      #expect(begun.all.sorted() == [0, 1])
      #expect(one.metrics().totalCompleted == 2)
    }
  }

  @Test(
    "A consumer that was silent for too long drops what another one has",
    arguments: VirtualWorld.orders)
  func fenced(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      try await queue.add(1)
      let mute = FlakyQueue(queue)
      mute.fail(.extend, times: 1_000)
      let (slow, quick) = (ChapterWork(), ChapterWork())
      // It takes nothing more while it holds a job, its own expired one neither.
      let one = world.orchestrator(
        storage: .queue(
          mute, codec: .plain, consumer: ConsumerSettings(lease: .seconds(30), lookAhead: 1)),
        stages: [
          IngestionStage(
            "c",
            .each { chapter in
              try await world.sleep(.seconds(100))
              return chapter
            })
        ] + slow.stages(world).dropFirst())
      let other = world.orchestrator(
        storage: .queue(queue, codec: .plain, consumer: Self.lease),
        stages: quick.stages(world))
      await one.start()
      try await world.sleep(.seconds(1))
      await other.start()
      #expect(await other.waitForCompletion(timeout: .seconds(60)))
      #expect(quick.done.all == ["c0", "e0", "s0"])
      try await world.sleep(.seconds(100))
      #expect(slow.done.all == [])
      #expect(one.status(of: IngestionJobID(JobID(1)))?.phase == .lost)
      await one.stop()
      await other.stop()
      #expect(try await queue.counts() == JobCounts(completed: 1))
    }
  }

  @Test("A job that kills its consumers ends as a dead letter")
  func poison() async throws {
    try await VirtualWorld.run { world in
      let queue = InMemoryJobQueue(maxDeliveries: 3, clock: world.wall)
      try await queue.add(1)
      for _ in 0..<3 {
        let dying = FlakyQueue(queue)
        let orchestrator = world.orchestrator(
          storage: .queue(dying, codec: .plain, consumer: Self.lease),
          stages: ChapterWork().stages(world))
        await orchestrator.start()
        try await world.sleep(.milliseconds(500))
        dying.sever()
        await orchestrator.stop(.cancel)
        try await world.sleep(.seconds(31))
      }
      let last = world.orchestrator(
        storage: .queue(queue, codec: .plain, consumer: Self.lease),
        stages: ChapterWork().stages(world))
      try await last.withRunning {
        #expect(await last.waitForCompletion(timeout: .seconds(60)))
        let letters = try await last.deadLetters()
        #expect(letters.map(\.queued?.cause) == [.deliveriesUsedUp])
      }
    }
  }
}
