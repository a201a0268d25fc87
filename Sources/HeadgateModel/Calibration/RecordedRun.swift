public import HeadgateCore

/// How a recorded attempt at a stage went.
public enum RecordedOutcome: String, Sendable, CaseIterable {
  case succeeded, transient, permanent, timeout, outage, throttled
}

/// Jobs that a worker took together, and how long they took.
public struct RecordedBatch: Sendable, Equatable {
  /// Position among the recording's stages.
  public var stage: Int
  /// From the recording's first moment, in nanoseconds.
  public var started: Nanoseconds
  public var ended: Nanoseconds
  /// Positions among the recording's jobs, with the number of each one's attempt and how it went.
  public var items: [Item]

  public struct Item: Sendable, Equatable {
    public var job: Int
    public var attempt: Int
    public var outcome: RecordedOutcome

    public init(job: Int, attempt: Int, outcome: RecordedOutcome) {
      self.job = job
      self.attempt = attempt
      self.outcome = outcome
    }
  }

  public init(stage: Int, started: Nanoseconds, ended: Nanoseconds, items: [Item]) {
    self.stage = stage
    self.started = started
    self.ended = ended
    self.items = items
  }

  public var duration: Nanoseconds { ended - started }
}

/// A job as it was recorded.
public struct RecordedJob: Sendable, Equatable {
  /// As the recording calls it.
  public var name: String
  /// When it was meant to arrive, or came.
  public var arrived: Nanoseconds
  /// When it completed; `nil` where it did not.
  public var completed: Nanoseconds?
  /// Bytes; `nil` where it is not known.
  public var size: Int64?
  public var priority: Int?
  /// What its random numbers belong to in a run of ours.
  public var workload: Int?
  public var entity: UInt64?

  public init(
    name: String, arrived: Nanoseconds, completed: Nanoseconds? = nil, size: Int64? = nil,
    priority: Int? = nil, workload: Int? = nil, entity: UInt64? = nil
  ) {
    self.name = name
    self.arrived = arrived
    self.completed = completed
    self.size = size
    self.priority = priority
    self.workload = workload
    self.entity = entity
  }
}

/// What a trace says of a run: whoever's it is.
public struct RecordedRun: Sendable, Equatable {
  /// Whose trace of ours it is.
  public struct Origin: Sendable, Equatable {
    public var scenario: String
    public var variant: String
    public var mode: RunMode
    public var replication: Int

    public init(scenario: String, variant: String, mode: RunMode, replication: Int) {
      self.scenario = scenario
      self.variant = variant
      self.mode = mode
      self.replication = replication
    }
  }

  /// `nil` for a trace from elsewhere.
  public var origin: Origin?
  /// In the order of the chain.
  public var stages: [String]
  /// By their start.
  public var batches: [RecordedBatch]
  /// By their arrival.
  public var jobs: [RecordedJob]
  /// Attempts that had begun and not ended.
  public var unfinished: Int
  /// The other runs in the trace of the same arrivals and the same work: what is not calibrated from,
  /// and so fit to judge by.
  public var heldOut: [RecordedRun]

  public init(
    origin: Origin?, stages: [String], batches: [RecordedBatch], jobs: [RecordedJob],
    unfinished: Int, heldOut: [RecordedRun] = []
  ) {
    self.origin = origin
    self.stages = stages
    self.batches = batches
    self.jobs = jobs
    self.unfinished = unfinished
    self.heldOut = heldOut
  }
}
