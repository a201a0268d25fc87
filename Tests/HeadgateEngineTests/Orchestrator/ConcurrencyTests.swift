import HeadgateCore
import HeadgateEngine
import Synchronization
import Testing

/// On all processors and real time, with nothing to wait for: what only true concurrency can break.
struct ConcurrencyTests {
  private static func stages(
    failing: Bool = false
  ) -> (stages: [IngestionStage<Int>], done: Atomic<Int>.Box) {
    let done = Atomic<Int>.Box()
    let stages = [
      IngestionStage<Int>("first", workers: 4, .pass),
      IngestionStage<Int>(
        "second", workers: 6, batchSize: 4,
        .results { items, context in
          items.enumerated().map { i, item in
            failing && item % 7 == 0 && context.attempts[i] == 1
              ? .failure(.transient("not yet")) : .success(item)
          }
        }),
      IngestionStage<Int>(
        "third", workers: 4, batchSize: 10,
        .batch { items in
          done.value.add(items.count, ordering: .relaxed)
          return items
        }),
    ]
    return (stages, done)
  }

  @Test("Jobs of many submitters all complete, once")
  func submitters() async throws {
    let (stages, done) = Self.stages(failing: true)
    let orchestrator = IngestionOrchestrator(
      stages: stages,
      settings: OrchestratorSettings(
        queue: QueueSettings(capacity: 100), retry: RetrySettings(initial: 1_000)))
    try await orchestrator.withRunning {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for submitter in 0..<8 {
          group.addTask {
            for i in 0..<2_000 {
              try await orchestrator.submit(submitter * 2_000 + i, priority: i % 5)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(await orchestrator.waitForCompletion())
    }
    #expect(orchestrator.metrics().totalCompleted == 16_000)
    #expect(done.value.load(ordering: .relaxed) == 16_000)
  }

  @Test("Submitters and waiters that are cancelled at any moment leave the books straight")
  func cancelled() async throws {
    let (stages, _) = Self.stages()
    let orchestrator = IngestionOrchestrator(
      stages: stages, settings: OrchestratorSettings(queue: QueueSettings(capacity: 2)))
    try await orchestrator.withRunning {
      for round in 0..<60 {
        await withTaskGroup(of: Void.self) { group in
          for submitter in 0..<10 {
            group.addTask {
              for i in 0..<10 {
                guard let id = try? await orchestrator.submit(i) else { return }
                if submitter % 3 == 0 { _ = await orchestrator.waitForJob(id) }
                if submitter % 3 == 1 { _ = try? await orchestrator.cancel(id) }
              }
            }
          }
          for _ in 0..<(round % 20) { await Task.yield() }
          group.cancelAll()
        }
      }
      #expect(await orchestrator.waitForCompletion())
    }
    let metrics = orchestrator.metrics()
    #expect(metrics.totalSubmitted == metrics.totalCompleted + metrics.totalDropped)
    #expect(metrics.inFlight == 0)
  }

  @Test("A stop at any moment leaves nothing in flight", arguments: StopMode.allCases)
  func stopped(_ mode: StopMode) async throws {
    for round in 0..<20 {
      let (stages, _) = Self.stages()
      let orchestrator = IngestionOrchestrator(stages: stages)
      await orchestrator.start()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            for i in 0..<100_000 {
              guard (try? await orchestrator.submit(i)) != nil else { return }
            }
          }
        }
        for _ in 0..<round { await Task.yield() }
        await orchestrator.stop(mode)
      }
      let metrics = orchestrator.metrics()
      #expect(metrics.inFlight == 0)
      #expect(metrics.totalSubmitted == metrics.totalCompleted + metrics.totalDropped)
      if mode == .finish { #expect(metrics.totalDropped == 0) }
    }
  }

  @Test("Consumers of one queue complete every job of it, once")
  func consumers() async throws {
    let queue = InMemoryJobQueue()
    try await queue.add(3_000)
    let stored = Recorded<Int>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask {
          let orchestrator = IngestionOrchestrator<Chapter>(
            storage: .queue(queue, codec: .plain),
            stages: [
              IngestionStage("first", workers: 3, batchSize: 2, .pass),
              IngestionStage(
                "second", workers: 3,
                .each { chapter in
                  stored.add(chapter.chapterIndex)
                  return chapter
                }),
            ])
          try await orchestrator.withRunning {
            while try await queue.counts().completed < 3_000 { await Task.yield() }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(stored.all.sorted() == Array(0..<3_000))
  }

  @Test("Permits are given exactly once each")
  func permits() async throws {
    let controller = RateController(ControllerSettings(rate: 1e6, burst: 10))
    let given = Atomic<Int>.Box()
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<50 {
        group.addTask {
          for i in 0..<100 where await controller.acquirePermit() {
            given.value.add(1, ordering: .relaxed)
            if (task + i) % 10 == 0 { controller.updateQueueDepth(current: i % 10, max: 10) }
          }
        }
      }
    }
    #expect(given.value.load(ordering: .relaxed) == 5_000)
    #expect(controller.metrics.permits == 5_000)
    #expect(controller.metrics.waiting == 0)
  }
}

extension Atomic where Value == Int {
  /// A count that tasks share.
  final class Box: Sendable {
    let value = Atomic<Int>(0)
  }
}
