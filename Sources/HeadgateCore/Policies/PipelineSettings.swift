/// Everything that the pipeline machine decides by.
public struct PipelineSettings: Sendable, Equatable {
  public var queue: QueueSettings
  public var retry: RetrySettings
  /// How long after its worker vanished a job comes back (rule F6).
  public var lease: Nanoseconds
  /// The chain, first stage first, at least one.
  public var stages: [StageSettings]
  /// `nil` dispatches without tokens.
  public var controller: ControllerSettings?
  /// A bound on the jobs in the stages; `nil` has none.
  public var limiter: LimiterSettings?

  public init(
    queue: QueueSettings = QueueSettings(), retry: RetrySettings = RetrySettings(),
    lease: Nanoseconds = 30 * .second, stages: [StageSettings],
    controller: ControllerSettings? = nil, limiter: LimiterSettings? = nil
  ) {
    self.queue = queue
    self.retry = retry
    self.lease = lease
    self.stages = stages
    self.controller = controller
    self.limiter = limiter
  }
}
