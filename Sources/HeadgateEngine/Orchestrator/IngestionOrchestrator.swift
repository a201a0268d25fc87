public import CoreMetrics
import HeadgateCore
public import HeadgateModel
public import Logging

/// A pipeline of stages that jobs are submitted to: queue, rate, workers, retries and books.
///
///     let orchestrator = IngestionOrchestrator(
///       environment: .standard, chunk: .each(chunk), embed: .batch(embed), store: .each(store))
///     try await orchestrator.withRunning {
///       let id = try await orchestrator.submitJob(bookSlug: "emma", chapterIndex: 1, text: text)
///       _ = await orchestrator.waitForCompletion(timeout: .seconds(300))
///     }
///
/// It runs once, in one of three forms: ``withRunning(isolation:_:)`` for a scope, ``run()`` as a
/// service or as a child task, and ``start()`` with ``stop(_:within:)``.
///
/// With ``JobStorage/memory`` the jobs are this process's. Over a ``JobQueue`` an accepted job is
/// worked off at least once whatever happens; see <doc:DurableIngestion>.
public final class IngestionOrchestrator<Item: Sendable>: Sendable {
  public let settings: OrchestratorSettings
  let route: any JobRoute<Item>
  let stages: [StageSettings]
  let clock: EngineClock
  let executor: (any TaskExecutor)?
  let log: OrchestratorLog
  let factory: (any MetricsFactory)?
  let life = Lifecycle()
  private let throughput: Lock<ThroughputWindow>

  /// - Parameters:
  ///   - storage: Where jobs are kept until they have ended.
  ///   - stages: The chain, first stage first: 1 to 64, with a name of its own each.
  ///   - clock: Where all time comes from.
  ///   - executor: Where ``start()`` has the tasks run; `nil` is the default one. Elsewhere it is the
  ///     calling task's.
  ///   - logger: Where it logs to; `nil` is nowhere.
  ///   - metrics: Where metrics go; `nil` is the system that the process has bootstrapped.
  public convenience init(
    storage: JobStorage<Item> = .memory, stages: [IngestionStage<Item>],
    settings: OrchestratorSettings = OrchestratorSettings(), clock: EngineClock = .wall(),
    executor: (any TaskExecutor)? = nil, logger: Logger? = nil,
    metrics: (any MetricsFactory)? = nil
  ) {
    self.init(
      storage: storage, stages: stages, settings: settings, clock: clock, executor: executor,
      logger: logger, metrics: metrics, checksInvariants: false)
  }

  /// - Parameter checksInvariants: Looks at the machine's invariants after every input; a run that
  ///   breaks one ends.
  package init(
    storage: JobStorage<Item>, stages: [IngestionStage<Item>], settings: OrchestratorSettings,
    clock: EngineClock, executor: (any TaskExecutor)?, logger: Logger?,
    metrics: (any MetricsFactory)?, checksInvariants: Bool
  ) {
    precondition(!stages.isEmpty && stages.count <= 64, "1 to 64 stages")
    precondition(
      Set(stages.map(\.settings.name)).count == stages.count, "stages have names of their own")
    self.settings = settings
    self.stages = stages.map(\.settings)
    self.clock = clock
    self.executor = executor
    log = OrchestratorLog(logger)
    factory = metrics
    throughput = Lock(ThroughputWindow(span: 10 * .second, start: clock.now))
    if let durable = storage.durable {
      route = DurableRoute(
        durable, stages: stages, settings: settings, clock: clock, log: log,
        checksInvariants: checksInvariants)
    } else {
      route = MemoryRoute(
        stages: stages, settings: settings, clock: clock, log: log,
        checksInvariants: checksInvariants)
    }
  }

  /// Figures since it was started, and as they stand.
  public func metrics() -> IngestionMetrics {
    var metrics = route.metrics()
    let now = clock.now
    metrics.throughputItemsPerSec = throughput.withLock {
      $0.rate(count: metrics.totalCompleted, at: now)
    }
    return metrics
  }
}

extension IngestionOrchestrator {
  /// Chunk, embed and store as an environment has them: workers, batches, rate.
  ///
  /// - Parameter settings: `nil` is everything by default at the environment's rate.
  public convenience init(
    environment: EnvironmentPreset, storage: JobStorage<Item> = .memory,
    chunk: StageBody<Item>, embed: StageBody<Item>, store: StageBody<Item>,
    settings: OrchestratorSettings? = nil, clock: EngineClock = .wall(),
    executor: (any TaskExecutor)? = nil, logger: Logger? = nil,
    metrics: (any MetricsFactory)? = nil
  ) {
    self.init(
      storage: storage,
      stages: IngestionStage.preset(environment, chunk: chunk, embed: embed, store: store),
      settings: settings ?? OrchestratorSettings(environment: environment), clock: clock,
      executor: executor, logger: logger, metrics: metrics)
  }
}
