public import HeadgateCore
public import HeadgateModel

/// How an orchestrator takes jobs, retries them, and what it keeps of them.
public struct OrchestratorSettings: Sendable, Equatable {
  /// How many accepted jobs may wait, and what happens to the next one.
  ///
  /// Over a durable queue its own capacity bounds them; `shed` rejects there.
  public var queue: QueueSettings
  /// How often a job is tried, after how long, and from which stage.
  public var retry: RetrySettings
  /// Tokens that jobs need to enter the first stage; `nil` lets them in as fast as there is room.
  public var rate: ControllerSettings?
  /// A bound on the jobs in the stages, beside their workers and buffers; `nil` has none.
  public var limiter: LimiterSettings?
  /// How many jobs that have ended can still be asked for, the latest.
  public var keptStatuses: Int
  /// How many dead letters are kept in memory, the latest; a durable queue keeps its own.
  public var keptDeadLetters: Int
  /// Time between two reports to the metrics system; `nil` reports at the end alone.
  public var reportInterval: Duration?
  /// How the orchestrator stops when its service is asked to shut down gracefully.
  public var shutdown: StopMode
  /// How long that may take.
  public var shutdownLimit: Duration

  public init(
    queue: QueueSettings = QueueSettings(), retry: RetrySettings = RetrySettings(),
    rate: ControllerSettings? = nil, limiter: LimiterSettings? = nil,
    keptStatuses: Int = 100_000, keptDeadLetters: Int = 1_000,
    reportInterval: Duration? = .seconds(10), shutdown: StopMode = .finish,
    shutdownLimit: Duration = .seconds(30)
  ) {
    precondition(
      reportInterval ?? .seconds(1) > .zero, "metrics are reported at an interval above zero")
    precondition(retry.maxAttempts >= 1, "a job needs at least one attempt")
    self.queue = queue
    self.retry = retry
    self.rate = rate
    self.limiter = limiter
    self.keptStatuses = keptStatuses
    self.keptDeadLetters = keptDeadLetters
    self.reportInterval = reportInterval
    self.shutdown = shutdown
    self.shutdownLimit = shutdownLimit
  }
}

extension OrchestratorSettings {
  /// Everything by default, at an environment's rate.
  public init(environment: EnvironmentPreset) {
    self.init(rate: environment.controller)
  }

  /// Everything by default, under one of the controllers: its rate, its limit or both.
  public init(rate: ControllerPreset) {
    self.init(rate: rate.settings, limiter: rate.limiter)
  }
}
