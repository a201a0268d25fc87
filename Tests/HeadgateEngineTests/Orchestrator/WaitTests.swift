import HeadgateCore
import HeadgateEngine
import Testing

struct WaitTests {
  private static func slow(_ world: VirtualWorld) -> IngestionOrchestrator<Int> {
    world.orchestrator(stages: [IngestionStage("work", workers: 1, .second(world))])
  }

  @Test("A wait for completion is over when the last job has ended", arguments: VirtualWorld.orders)
  func completion(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      try await orchestrator.withRunning {
        #expect(await orchestrator.waitForCompletion())
        for item in 0..<3 { try await orchestrator.submit(item) }
        #expect(await orchestrator.waitForCompletion(timeout: .seconds(4)))
        #expect(world.elapsed == .seconds(3))
      }
    }
  }

  @Test("A wait for completion says when its time was up", arguments: VirtualWorld.orders)
  func timeout(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      try await orchestrator.withRunning {
        for item in 0..<3 { try await orchestrator.submit(item) }
        #expect(await orchestrator.waitForCompletion(timeout: .milliseconds(2_500)) == false)
        #expect(world.elapsed == .milliseconds(2_500))
        #expect(await orchestrator.waitForCompletion(timeout: .zero) == false)
        #expect(await orchestrator.waitForCompletion(timeout: .seconds(1 << 40)))
      }
    }
  }

  @Test("A wait for a job that takes too long says where it is")
  func jobTimeout() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = Self.slow(world)
      try await orchestrator.withRunning {
        try await orchestrator.submit(1)
        let second = try await orchestrator.submit(2)
        let early = await orchestrator.waitForJob(second, timeout: .milliseconds(500))
        #expect(early?.phase == .waiting(stage: "work"))
        #expect(await orchestrator.waitForJob(second)?.phase == .completed)
        #expect(world.elapsed == .seconds(2))
      }
    }
  }

  @Test("Cancelling a task ends its waits at once", arguments: VirtualWorld.orders)
  func cancelled(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      try await orchestrator.withRunning {
        let id = try await orchestrator.submit(1)
        await withTaskGroup(of: Void.self) { group in
          group.addTask {
            #expect(await orchestrator.waitForCompletion() == false)
            #expect(world.elapsed == .milliseconds(100))
          }
          group.addTask {
            #expect(await orchestrator.waitForJob(id)?.phase == .processing(stage: "work"))
            #expect(world.elapsed == .milliseconds(100))
          }
          try? await world.sleep(.milliseconds(100))
          group.cancelAll()
        }
        #expect(await orchestrator.waitForCompletion())
        #expect(world.elapsed == .seconds(1))
      }
    }
  }

  @Test("A stop ends all waits", arguments: VirtualWorld.orders)
  func stopped(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await orchestrator.start()
      let id = try await orchestrator.submit(1)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = await orchestrator.waitForCompletion() }
        group.addTask {
          #expect(await orchestrator.waitForJob(id)?.phase == .cancelled)
        }
        try? await world.sleep(.milliseconds(100))
        await orchestrator.stop(.cancel)
      }
      #expect(world.elapsed == .milliseconds(100))
    }
  }

  @Test("A job that waits can be cancelled, and one at work cannot")
  func cancelJob() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<Int>("work", workers: 1, buffer: 0, .second(world))
      ])
      try await orchestrator.withRunning {
        let working = try await orchestrator.submit(1)
        let waiting = try await orchestrator.submit(2)
        #expect(try await orchestrator.cancel(waiting))
        #expect(try await orchestrator.cancel(working) == false)
        #expect(try await orchestrator.cancel(waiting) == false)
        #expect(orchestrator.status(of: waiting)?.phase == .cancelled)
        #expect(await orchestrator.waitForJob(working)?.phase == .completed)
      }
    }
  }
}
