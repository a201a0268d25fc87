/// How running batches keep their leases (rule F8).
public enum Heartbeat: Sendable, Equatable {
  /// They do not: a lease runs out when it is over.
  case never
  /// A batch extends its lease each time so long has passed since it started; shorter than the lease.
  case every(Nanoseconds)
}

/// Everything that the pipeline machine decides by.
public struct PipelineSettings: Sendable, Equatable {
  public var queue: QueueSettings
  public var retry: RetrySettings
  /// How long after its worker vanished a job comes back (rule F6), and how long after its last
  /// heartbeat one that is at work (rule F8).
  public var lease: Nanoseconds
  /// How running batches keep their leases; `nil` where none runs out.
  public var heartbeat: Heartbeat?
  /// The chain, first stage first, at least one.
  public var stages: [StageSettings]
  /// `nil` dispatches without tokens.
  public var controller: ControllerSettings?
  /// A bound on the jobs in the stages; `nil` has none.
  public var limiter: LimiterSettings?

  public init(
    queue: QueueSettings = QueueSettings(), retry: RetrySettings = RetrySettings(),
    lease: Nanoseconds = 30 * .second, heartbeat: Heartbeat? = nil, stages: [StageSettings],
    controller: ControllerSettings? = nil, limiter: LimiterSettings? = nil
  ) {
    self.queue = queue
    self.retry = retry
    self.lease = lease
    self.heartbeat = heartbeat
    self.stages = stages
    self.controller = controller
    self.limiter = limiter
  }
}
