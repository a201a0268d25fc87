import CoreMetrics
import HeadgateCore
import HeadgateEngine
import Logging

extension VirtualWorld {
  /// An orchestrator in this world, whose machine's invariants are looked at after every input.
  func orchestrator<Item: Sendable>(
    storage: JobStorage<Item> = .memory, stages: [IngestionStage<Item>],
    settings: OrchestratorSettings = .quiet(), logger: Logger? = nil,
    metrics: (any MetricsFactory)? = nil
  ) -> IngestionOrchestrator<Item> {
    IngestionOrchestrator(
      storage: storage, stages: stages, settings: settings, clock: clock, executor: executor,
      logger: logger, metrics: metrics, checksInvariants: true)
  }
}

extension OrchestratorSettings {
  /// Without reports from time to time, so that virtual time ends where nothing happens any more.
  static func quiet(
    queue: QueueSettings = QueueSettings(), retry: RetrySettings = .plain(),
    rate: ControllerSettings? = nil, keptStatuses: Int = 100_000, keptDeadLetters: Int = 1_000,
    shutdown: StopMode = .finish, shutdownLimit: Duration = .seconds(30)
  ) -> OrchestratorSettings {
    OrchestratorSettings(
      queue: queue, retry: retry, rate: rate, keptStatuses: keptStatuses,
      keptDeadLetters: keptDeadLetters, reportInterval: nil, shutdown: shutdown,
      shutdownLimit: shutdownLimit)
  }
}

extension RetrySettings {
  /// Delays of exactly 1 s, 2 s, 4 s …
  static func plain(_ maxAttempts: Int = 4, resume: ResumePolicy = .stage) -> RetrySettings {
    RetrySettings(
      maxAttempts: maxAttempts, initial: .second, factor: 2, maximum: 60 * .second,
      jitter: .none, resume: resume)
  }
}

extension StageBody {
  /// Takes a second of virtual time for each batch.
  static func second(_ world: VirtualWorld) -> StageBody {
    .batch { items in
      try await world.sleep(.seconds(1))
      return items
    }
  }

  static var pass: StageBody { .batch { $0 } }
}
