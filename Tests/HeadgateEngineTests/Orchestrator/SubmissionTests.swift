import HeadgateCore
import HeadgateEngine
import Testing

struct SubmissionTests {
  @Test("An orchestrator takes jobs from its start to its stop and at no other time")
  func onlyWhileRunning() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(stages: [IngestionStage<Int>("work", .pass)])
      await #expect(throws: IngestionError.notRunning) { try await orchestrator.submit(1) }
      await orchestrator.start()
      try await orchestrator.submit(2)
      await orchestrator.stop()
      await #expect(throws: IngestionError.notRunning) { try await orchestrator.submit(3) }
      #expect(orchestrator.metrics().totalCompleted == 1)
    }
  }

  @Test("A submission waits while the queue is full", arguments: VirtualWorld.orders)
  func blocks(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = world.orchestrator(
        stages: [IngestionStage<Int>("work", workers: 1, buffer: 0, .second(world))],
        settings: .quiet(queue: QueueSettings(capacity: 2)))
      try await orchestrator.withRunning {
        // One at work and two that wait.
        for item in 0..<3 { try await orchestrator.submit(item) }
        #expect(world.elapsed == .zero)
        try await orchestrator.submit(3)
        #expect(world.elapsed == .seconds(1))
        try await orchestrator.submit(4)
        #expect(world.elapsed == .seconds(2))
        #expect(await orchestrator.waitForCompletion())
      }
      #expect(orchestrator.metrics().totalCompleted == 5)
      #expect(world.elapsed == .seconds(5))
    }
  }

  @Test("A full queue that rejects says so")
  func rejects() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        stages: [IngestionStage<Int>("work", workers: 1, buffer: 0, .second(world))],
        settings: .quiet(queue: QueueSettings(capacity: 1, onFull: .reject)))
      try await orchestrator.withRunning {
        try await orchestrator.submit(0)
        try await orchestrator.submit(1)
        await #expect(throws: IngestionError.queueFull) { try await orchestrator.submit(2) }
      }
      #expect(orchestrator.metrics().totalCompleted == 2)
      #expect(orchestrator.metrics().totalDropped == 1)
    }
  }

  @Test("A full queue that sheds gives up the job of lowest priority")
  func sheds() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        stages: [IngestionStage<Int>("work", workers: 1, buffer: 0, .second(world))],
        settings: .quiet(queue: QueueSettings(capacity: 1, onFull: .shed)))
      try await orchestrator.withRunning {
        try await orchestrator.submit(0)
        let poor = try await orchestrator.submit(1, priority: 1)
        let rich = try await orchestrator.submit(2, priority: 2)
        #expect(orchestrator.status(of: poor)?.phase == .shed)
        #expect(orchestrator.status(of: rich)?.phase == .queued)
      }
    }
  }

  @Test("Cancelling a submission that waits gives the job up", arguments: VirtualWorld.orders)
  func cancelled(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let seen = Recorded<Int>()
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>(
            "work", workers: 1, buffer: 0,
            .each { item in
              seen.add(item)
              try await world.sleep(.seconds(1))
              return item
            })
        ], settings: .quiet(queue: QueueSettings(capacity: 1)))
      try await orchestrator.withRunning {
        try await orchestrator.submit(0)
        try await orchestrator.submit(1)
        await withTaskGroup(of: IngestionError?.self) { group in
          group.addTask {
            do throws(IngestionError) {
              try await orchestrator.submit(2)
              return nil
            } catch { return error }
          }
          try? await world.sleep(.milliseconds(500))
          group.cancelAll()
          #expect(await group.next() == .some(.cancelled))
        }
        #expect(world.elapsed == .milliseconds(500))
      }
      #expect(seen.all == [0, 1])
    }
  }

  @Test("Jobs of higher priority go first, equal ones as they came", arguments: VirtualWorld.orders)
  func priorities(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let seen = Recorded<Int>()
      let orchestrator = world.orchestrator(
        stages: [
          IngestionStage<Int>(
            "work", workers: 1, buffer: 0,
            .each { item in
              seen.add(item)
              try await world.sleep(.seconds(1))
              return item
            })
        ])
      try await orchestrator.withRunning {
        try await orchestrator.submit(-1, priority: 99)
        for item in 0..<12 { try await orchestrator.submit(item, priority: item % 3) }
      }
      #expect(seen.all == [-1, 2, 5, 8, 11, 1, 4, 7, 10, 0, 3, 6, 9])
    }
  }

  @Test("A priority beyond 16 bits counts as the nearest")
  func extremePriority() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(stages: [IngestionStage<Int>("work", .pass)])
      try await orchestrator.withRunning {
        try await orchestrator.submit(0, priority: .max)
        try await orchestrator.submit(1, priority: .min)
      }
      #expect(orchestrator.metrics().totalCompleted == 2)
    }
  }

  @Test("Only the latest statuses are kept")
  func keptStatuses() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(
        stages: [IngestionStage<Int>("work", workers: 1, .pass)],
        settings: .quiet(keptStatuses: 10))
      try await orchestrator.withRunning {
        var ids: [IngestionJobID] = []
        for item in 0..<100 { ids.append(try await orchestrator.submit(item)) }
        #expect(await orchestrator.waitForCompletion())
        let known = ids.filter { orchestrator.status(of: $0) != nil }
        #expect(known == Array(ids.suffix(10)))
      }
    }
  }

  @Test("A status says in which stage a job is")
  func phases() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<Int>("first", workers: 1, .second(world)),
        IngestionStage<Int>("second", workers: 1, .second(world)),
      ])
      try await orchestrator.withRunning {
        let one = try await orchestrator.submit(1)
        let two = try await orchestrator.submit(2)
        #expect(orchestrator.status(of: one)?.phase == .processing(stage: "first"))
        #expect(orchestrator.status(of: two)?.phase == .waiting(stage: "first"))
        try await world.sleep(.milliseconds(1_500))
        #expect(orchestrator.status(of: one)?.phase == .processing(stage: "second"))
        #expect(orchestrator.status(of: two)?.phase == .processing(stage: "first"))
        #expect(await orchestrator.waitForJob(one)?.phase == .completed)
        #expect(world.elapsed == .seconds(2))
      }
    }
  }
}
