import HeadgateCore
import HeadgateEngine
import Logging
import ServiceLifecycle
import Testing

struct ServiceTests {
  @Test("A graceful shutdown of its service group finishes what was accepted")
  func gracefulShutdown() async throws {
    let isStarted = Recorded<Bool>()
    let orchestrator = IngestionOrchestrator<Int>(
      stages: [
        IngestionStage(
          "work", workers: 1,
          .each { item in
            isStarted.add(true)
            await Task.yield()
            return item
          })
      ])
    let group = ServiceGroup(
      services: [orchestrator], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      var submitted = 0
      while submitted < 100 {
        do {
          try await orchestrator.submit(submitted)
          submitted += 1
        } catch IngestionError.notRunning { await Task.yield() }
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(orchestrator.metrics().totalCompleted == 100)
    await #expect(throws: IngestionError.notRunning) { try await orchestrator.submit(1) }
  }
}
