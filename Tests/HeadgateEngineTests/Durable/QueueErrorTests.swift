import HeadgateCore
import HeadgateEngine
import Testing

struct QueueErrorTests {
  private static let operations: [FlakyQueue.Operation] = [
    .dequeue, .complete, .requeue, .save, .counts, .nextDue, .extend,
  ]

  @Test("A queue that fails for a while loses no job", arguments: operations, VirtualWorld.orders)
  func recovers(_ operation: FlakyQueue.Operation, _ order: ReadyOrder) async throws {
    try await VirtualWorld.run(order) { world in
      let queue = FlakyQueue(InMemoryJobQueue(clock: world.wall))
      try await queue.add(10)
      let work = ChapterWork()
      let first = Recorded<Int>()
      let orchestrator = world.orchestrator(
        storage: .queue(
          queue, codec: .plain, consumer: ConsumerSettings(lease: .seconds(3))),
        stages: work.stages(world, workers: 2) { stage, chapter in
          guard stage == "e", !first.all.contains(chapter.chapterIndex) else { return nil }
          first.add(chapter.chapterIndex)
          return .transient("not yet")
        })
      try await orchestrator.withRunning {
        try await world.sleep(.milliseconds(1_500))
        queue.fail(operation, times: 4)
        #expect(await orchestrator.waitForCompletion(timeout: .seconds(600)))
      }
      #expect(try await queue.counts() == JobCounts(completed: 10))
      #expect(Set(work.stored.all.map(\.chapterIndex)) == Set(0..<10))
      #expect(work.stored.all.allSatisfy { $0.text == "ces" })
      #expect(orchestrator.metrics().queueErrors == 4)
    }
  }

  @Test("A submission that the queue cannot take is an error for whoever submits")
  func submission() async throws {
    try await VirtualWorld.run { world in
      let queue = FlakyQueue(InMemoryJobQueue(clock: world.wall))
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: ChapterWork().stages(world))
      try await orchestrator.withRunning {
        queue.fail(.enqueue, times: 1)
        await #expect(
          throws: IngestionError.queue(
            JobQueueError(code: .busy, message: "the file is locked"))
        ) {
          try await orchestrator.submitJob(bookSlug: "book", chapterIndex: 0, text: "")
        }
        #expect(orchestrator.metrics().queueErrors == 1)
      }
    }
  }

  @Test("A queue that fails while it stops is told within the stop's limit")
  func failingStop() async throws {
    try await VirtualWorld.run { world in
      let queue = FlakyQueue(InMemoryJobQueue(clock: world.wall))
      try await queue.add(1)
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: ChapterWork().stages(world))
      await orchestrator.start()
      try await world.sleep(.milliseconds(500))
      queue.fail(.complete, times: 5)
      await orchestrator.stop(.finish, within: .seconds(20))
      #expect(try await queue.counts() == JobCounts(completed: 1))
      // Three stages, and pauses of 0.1, 0.2, 0.4, 0.8 and 1.6 s.
      #expect(world.elapsed == .milliseconds(6_100))
    }
  }

  @Test("A stop is bounded though the queue fails for ever", arguments: StopMode.allCases)
  func boundedStop(_ mode: StopMode) async throws {
    try await VirtualWorld.run { world in
      let queue = FlakyQueue(InMemoryJobQueue(clock: world.wall))
      try await queue.add(10)
      let orchestrator = world.orchestrator(
        storage: .queue(queue, codec: .plain), stages: ChapterWork().stages(world))
      await orchestrator.start()
      try await world.sleep(.milliseconds(500))
      for operation in Self.operations + [.release] { queue.fail(operation, times: .max) }
      await orchestrator.stop(mode, within: .seconds(20))
      #expect(world.elapsed <= .milliseconds(20_500))
    }
  }
}
