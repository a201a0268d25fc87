/// What happened, as the trace and its digest see it.
public enum TraceKind: UInt8, Sendable, CaseIterable {
  case accepted, sourceBlocked, rejected, shed, dispatched, started, succeeded, failedTransient,
    failedPermanent, failedTimeout, failedOutage, workerBlocked, passed, retryScheduled, returned,
    completed, failed, cancelled, crashed, restored, multiplier, breaker, limit, abandoned,
    discarded, handled, reclaimed, failedThrottled, cacheHit

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
    case .limit: "limit"
    case .abandoned: "abandoned"
    case .discarded: "discarded"
    case .handled: "handled"
    case .reclaimed: "reclaimed"
    case .failedThrottled: "failed-throttled"
    case .cacheHit: "cache-hit"
    }
  }
}

extension TraceKind {
  /// Whether it ends a job (rule J2).
  public var endsJob: Bool {
    switch self {
    case .completed, .failed, .rejected, .shed, .cancelled: true
    default: false
    }
  }

  /// Whether it tells of a job for the first time.
  var beginsJob: Bool {
    switch self {
    case .accepted, .sourceBlocked: true
    default: false
    }
  }
}

/// What tells a job apart from all others whatever the order of submissions, and what its latency
/// runs from.
public struct JobOrigin: Sendable, Equatable {
  /// Position of the workload.
  public var workload: Int
  /// What the job's random numbers belong to, together with its workload (rule R1).
  public var entity: UInt64
  /// Intended arrival (rule J3).
  public var intended: Nanoseconds
  /// Whether statistics count it: it arrived after the warm-up (rule N2).
  public var isMeasured: Bool
  /// Bytes of its text.
  public var size: Int64

  public init(
    workload: Int, entity: UInt64, intended: Nanoseconds, isMeasured: Bool, size: Int64 = 0
  ) {
    self.workload = workload
    self.entity = entity
    self.intended = intended
    self.isMeasured = isMeasured
    self.size = size
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
  /// What else matters: a multiplier, a limit, a breaker's state, the moment at which a retry is due.
  public var value: Double?
  /// Where the job came from, on the events that bring it in and on the one that ends it.
  public var origin: JobOrigin?

  public init(
    time: Nanoseconds, kind: TraceKind, stage: Int? = nil, worker: Int? = nil, job: UInt64? = nil,
    attempt: Int? = nil, priority: Int? = nil, value: Double? = nil, origin: JobOrigin? = nil
  ) {
    self.time = time
    self.kind = kind
    self.stage = stage
    self.worker = worker
    self.job = job
    self.attempt = attempt
    self.priority = priority
    self.value = value
    self.origin = origin
  }
}
