import HeadgateCore
import HeadgateEngine
import Testing

struct BasicTests {
  private static func chapters(_ world: VirtualWorld, storage: JobStorage<ChapterJob> = .memory)
    -> IngestionOrchestrator<ChapterJob>
  {
    world.orchestrator(
      storage: storage,
      stages: [
        IngestionStage(
          "chunk", workers: 2,
          .each { job in
            var job = job
            job.chunks = job.text.split(separator: " ").map(String.init)
            return job
          }),
        IngestionStage(
          "embed", workers: 3, batchSize: 4, linger: .milliseconds(10),
          .batch { jobs in
            try await world.sleep(.milliseconds(50))
            return jobs.map { job in
              var job = job
              job.vectors = job.chunks.map { [Float($0.utf8.count)] }
              return job
            }
          }),
        IngestionStage("store", workers: 2, .pass),
      ])
  }

  @Test("Every submitted chapter goes through all stages", arguments: VirtualWorld.orders)
  func memory(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let orchestrator = Self.chapters(world)
      await orchestrator.start()
      var ids: [IngestionJobID] = []
      for index in 0..<100 {
        ids.append(
          try await orchestrator.submitJob(
            bookSlug: "book", chapterIndex: index, text: "a bc def"))
      }
      #expect(await orchestrator.waitForCompletion(timeout: .seconds(60)))
      for id in ids { #expect(orchestrator.status(of: id)?.phase == .completed) }
      #expect(orchestrator.metrics().totalCompleted == 100)
      await orchestrator.stop()
    }
  }

  @Test("Every chapter in a queue goes through all stages", arguments: VirtualWorld.orders)
  func durable(_ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = InMemoryJobQueue(clock: world.wall)
      let orchestrator = Self.chapters(world, storage: .queue(queue))
      await orchestrator.start()
      var ids: [IngestionJobID] = []
      for index in 0..<100 {
        ids.append(
          try await orchestrator.submitJob(
            bookSlug: "book", chapterIndex: index, text: "a bc def"))
      }
      #expect(await orchestrator.waitForCompletion(timeout: .seconds(60)))
      for id in ids { #expect(orchestrator.status(of: id)?.phase == .completed) }
      #expect(try await queue.counts() == JobCounts(completed: 100))
      await orchestrator.stop()
    }
  }
}
