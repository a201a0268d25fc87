/// What happened, as the trace and its digest see it.
public enum TraceKind: UInt8, Sendable, CaseIterable {
  case accepted, sourceBlocked, rejected, shed, dispatched, started, succeeded, failedTransient,
    failedPermanent, failedTimeout, failedOutage, workerBlocked, passed, retryScheduled, returned,
    completed, failed, cancelled, crashed, restored, multiplier, breaker

  /// As written in a trace.
  public var name: String {
    switch self {
    case .accepted: "accepted"
    case .sourceBlocked: "source-blocked"
    case .rejected: "rejected"
    case .shed: "shed"
    case .dispatched: "dispatched"
    case .started: "started"
    case .succeeded: "succeeded"
    case .failedTransient: "failed-transient"
    case .failedPermanent: "failed-permanent"
    case .failedTimeout: "failed-timeout"
    case .failedOutage: "failed-outage"
    case .workerBlocked: "worker-blocked"
    case .passed: "passed"
    case .retryScheduled: "retry-scheduled"
    case .returned: "returned"
    case .completed: "completed"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .crashed: "crashed"
    case .restored: "restored"
    case .multiplier: "multiplier"
    case .breaker: "breaker"
    }
  }
}

/// One line of a trace.
public struct TraceEvent: Sendable, Equatable {
  public var time: Nanoseconds
  public var kind: TraceKind
  /// Position of the stage, where one is concerned.
  public var stage: Int?
  /// Worker of the stage, from 0, where one is concerned.
  public var worker: Int?
  /// The job's ordinal, where one is concerned.
  public var job: UInt64?
  /// Number of the attempt, where one is concerned.
  public var attempt: Int?
  /// The job's priority as submitted, where one is concerned.
  public var priority: Int?
  /// What else matters: a multiplier, a breaker's state, the moment at which a retry is due.
  public var value: Double?

  public init(
    time: Nanoseconds, kind: TraceKind, stage: Int? = nil, worker: Int? = nil, job: UInt64? = nil,
    attempt: Int? = nil, priority: Int? = nil, value: Double? = nil
  ) {
    self.time = time
    self.kind = kind
    self.stage = stage
    self.worker = worker
    self.job = job
    self.attempt = attempt
    self.priority = priority
    self.value = value
  }
}
