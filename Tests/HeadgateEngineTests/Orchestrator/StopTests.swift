import HeadgateCore
import HeadgateEngine
import Testing

struct StopTests {
  /// One worker that takes a second for a job.
  private static func slow(
    _ world: VirtualWorld, settings: OrchestratorSettings = .quiet()
  ) -> IngestionOrchestrator<Int> {
    world.orchestrator(
      stages: [
        IngestionStage("first", workers: 1, buffer: 1, .second(world)),
        IngestionStage("second", workers: 1, buffer: 1, .second(world)),
      ], settings: settings)
  }

  private static func phases(
    _ orchestrator: IngestionOrchestrator<Int>, _ ids: [IngestionJobID]
  ) -> [IngestionStatus.Phase?] { ids.map { orchestrator.status(of: $0)?.phase } }

  @Test("Finish works all jobs to their end", arguments: VirtualWorld.orders)
  func finish(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await orchestrator.start()
      for item in 0..<5 { try await orchestrator.submit(item) }
      await orchestrator.stop(.finish, within: .seconds(60))
      #expect(world.elapsed == .seconds(6))
      #expect(orchestrator.metrics().totalCompleted == 5)
    }
  }

  @Test("Finish gives up what is left when its time is over", arguments: VirtualWorld.orders)
  func finishBounded(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await orchestrator.start()
      var ids: [IngestionJobID] = []
      for item in 0..<5 { ids.append(try await orchestrator.submit(item)) }
      await orchestrator.stop(.finish, within: .milliseconds(2_500))
      #expect(world.elapsed == .milliseconds(2_500))
      #expect(
        Self.phases(orchestrator, ids)
          == [.completed, .cancelled, .cancelled, .cancelled, .cancelled])
    }
  }

  @Test("Drain gives up what waits outside the stages", arguments: VirtualWorld.orders)
  func drain(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await orchestrator.start()
      var ids: [IngestionJobID] = []
      for item in 0..<5 { ids.append(try await orchestrator.submit(item)) }
      await orchestrator.stop(.drain, within: .seconds(60))
      #expect(world.elapsed == .seconds(3))
      #expect(
        Self.phases(orchestrator, ids)
          == [.completed, .completed, .cancelled, .cancelled, .cancelled])
    }
  }

  @Test("Cancel ends at once", arguments: VirtualWorld.orders)
  func cancel(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await orchestrator.start()
      for item in 0..<5 { try await orchestrator.submit(item) }
      try await world.sleep(.milliseconds(1_500))
      await orchestrator.stop(.cancel)
      #expect(world.elapsed == .milliseconds(1_500))
      #expect(orchestrator.metrics().totalDropped == 5)
      #expect(orchestrator.metrics().inFlight == 0)
    }
  }

  @Test("A stop can be followed by a harder one", arguments: VirtualWorld.orders)
  func harder(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await orchestrator.start()
      for item in 0..<5 { try await orchestrator.submit(item) }
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await orchestrator.stop(.finish, within: .seconds(60)) }
        group.addTask {
          try? await world.sleep(.milliseconds(500))
          await orchestrator.stop(.cancel)
        }
      }
      #expect(world.elapsed == .milliseconds(500))
    }
  }

  @Test("A stop before the start leaves nothing to start", arguments: VirtualWorld.orders)
  func beforeStart(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await orchestrator.stop()
      await orchestrator.start()
      await #expect(throws: IngestionError.notRunning) { try await orchestrator.submit(1) }
    }
  }

  @Test("A stop while it starts ends it", arguments: VirtualWorld.orders, StopMode.allCases)
  func duringStart(_ order: ReadyOrder, _ mode: StopMode) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await orchestrator.start() }
        group.addTask { await orchestrator.stop(mode) }
      }
      await orchestrator.stop()
      await #expect(throws: IngestionError.notRunning) { try await orchestrator.submit(1) }
      #expect(world.elapsed == .zero)
    }
  }

  @Test(
    "Cancelling the task that runs it gives up what is in flight", arguments: VirtualWorld.orders)
  func cancelledRun(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.slow(world)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { try? await orchestrator.run() }
        try? await world.sleep(.milliseconds(1))
        for item in 0..<5 { _ = try? await orchestrator.submit(item) }
        try? await world.sleep(.milliseconds(499))
        group.cancelAll()
      }
      #expect(world.elapsed == .milliseconds(500))
      #expect(orchestrator.metrics().totalSubmitted == 5)
      #expect(orchestrator.metrics().totalDropped == 5)
    }
  }

  @Test("A stage that cancels late is waited for, and its result counts no more")
  func lateCancellation() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = world.orchestrator(stages: [
        IngestionStage<Int>(
          "stubborn", workers: 1,
          .each { item in
            // Its own clean-up goes on after it was cancelled.
            try? await world.sleep(.seconds(10))
            await Self.uncancelled(world, 2 * .second)
            return item
          })
      ])
      await orchestrator.start()
      let id = try await orchestrator.submit(1)
      await orchestrator.stop(.finish, within: .seconds(1))
      #expect(orchestrator.status(of: id)?.phase == .cancelled)
      #expect(world.elapsed == .seconds(3))
    }
  }

  private static func uncancelled(_ world: VirtualWorld, _ span: Nanoseconds) async {
    let waker = Waker()
    world.clock.call(waker, TimerToken(kind: 0), at: world.virtual.reading + span)
    await waker.wait()
  }

  @Test("A scope stops it at its end, as the settings have it", arguments: StopMode.allCases)
  func scope(_ mode: StopMode) async throws {
    try await VirtualWorld.run { world in
      let orchestrator = Self.slow(world, settings: .quiet(shutdown: mode))
      try await orchestrator.withRunning {
        for item in 0..<5 { try await orchestrator.submit(item) }
      }
      let completed = orchestrator.metrics().totalCompleted
      #expect(completed == [StopMode.finish: 5, .drain: 2, .cancel: 0][mode])
    }
  }

  @Test("A scope that throws stops it at once")
  func throwingScope() async throws {
    struct Failure: Error {}
    try await VirtualWorld.run { world in
      let orchestrator = Self.slow(world)
      await #expect(throws: Failure.self) {
        try await orchestrator.withRunning {
          try await orchestrator.submit(1)
          throw Failure()
        }
      }
      #expect(world.elapsed == .zero)
      #expect(orchestrator.metrics().totalDropped == 1)
    }
  }

  @Test("A stop returns at once where its own task is cancelled, and goes on")
  func cancelledStop() async throws {
    try await VirtualWorld.run { world in
      let orchestrator = Self.slow(world)
      await orchestrator.start()
      try await orchestrator.submit(1)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await orchestrator.stop() }
        try? await world.sleep(.milliseconds(100))
        group.cancelAll()
      }
      #expect(world.elapsed == .milliseconds(100))
      await orchestrator.stop()
      #expect(orchestrator.metrics().totalCompleted == 1)
    }
  }
}
