/// How long a batch takes (rule S3): base + Σ over its jobs of (perItem + perKiB × size).
public struct ServiceSettings: Sendable, Equatable {
  /// Nanoseconds per batch.
  public var base: Distribution
  /// Nanoseconds per job.
  public var perItem: Distribution
  /// Nanoseconds per KiB of a job's text.
  public var perKiB: Distribution

  public init(
    base: Distribution = .zero, perItem: Distribution = .zero, perKiB: Distribution = .zero
  ) {
    self.base = base
    self.perItem = perItem
    self.perKiB = perKiB
  }
}

/// The shares of attempts that fail by themselves (rule F1), each from 0 to 1, in sum at most 1.
public struct FailureSettings: Sendable, Equatable {
  public var transient: Double
  public var permanent: Double

  public init(transient: Double = 0, permanent: Double = 0) {
    self.transient = transient
    self.permanent = permanent
  }
}

/// What a failed attempt costs its worker beyond the batch: a stack trace, a dead letter, a log line
/// (rule F7).
public struct HandlingSettings: Sendable, Equatable {
  /// How long one failure keeps the worker, above 0.
  public var time: Nanoseconds
  /// The most failures a second that do; the others are only counted. `nil` is all of them.
  public var perSecond: Int?

  public init(time: Nanoseconds, perSecond: Int? = nil) {
    self.time = time
    self.perSecond = perSecond
  }
}

/// How the jobs in the pipeline slow a stage down: by the memory that they hold, by what collects it
/// (rule S7).
public struct PressureSettings: Sendable, Equatable {
  /// Up to so many jobs do nothing.
  public var from: Int
  /// With so many, above `from`, and with more, batches take `slowdown` times as long.
  public var to: Int
  /// At least 1.
  public var slowdown: Double

  public init(from: Int, to: Int, slowdown: Double) {
    self.from = from
    self.to = to
    self.slowdown = slowdown
  }

  /// How many times as long a batch takes that starts with so many jobs in the pipeline: it rises
  /// linearly between the two.
  public func factor(_ jobs: Int) -> Double {
    if jobs <= from { return 1 }
    if jobs >= to { return slowdown }
    return 1 + (slowdown - 1) * Double(jobs - from) / Double(to - from)
  }
}

/// A circuit breaker in front of a stage (rule F5).
public struct BreakerSettings: Sendable, Equatable {
  /// Failure share that opens it, above 0 and at most 1.
  public var threshold: Double
  /// Attempts over which the share is taken.
  public var window: Int
  /// Attempts without which it never opens.
  public var minimum: Int
  /// Time spent open before it tries again.
  public var openFor: Nanoseconds
  /// Attempts let through while half-open.
  public var probes: Int

  public init(
    threshold: Double = 0.5, window: Int = 20, minimum: Int = 10,
    openFor: Nanoseconds = 5 * .second, probes: Int = 3
  ) {
    self.threshold = threshold
    self.window = window
    self.minimum = minimum
    self.openFor = openFor
    self.probes = probes
  }
}

/// How a synthetic stage spends a batch's time on the wall clock. Virtual clocks know no difference.
public enum StageWork: String, Sendable, CaseIterable {
  /// It waits, as for an answer from elsewhere.
  case wait
  /// It keeps a processor busy.
  case cpu
}

/// One stage of the chain (rules S1 to S5).
public struct StageSettings: Sendable, Equatable {
  public var name: String
  /// Parallel workers, at least 1.
  public var workers: Int
  /// The most waiting jobs, 0 allowed; `nil` is unlimited.
  public var buffer: Int?
  /// The most jobs that a worker takes at once, at least 1.
  public var batchSize: Int
  /// How long the oldest waiting job waits for a batch to fill.
  public var linger: Nanoseconds
  public var service: ServiceSettings
  public var failures: FailureSettings
  /// What failures cost workers; `nil` is nothing.
  public var handling: HandlingSettings?
  /// How the jobs in the pipeline slow it down; `nil` is not at all.
  public var pressure: PressureSettings?
  /// The longest that a batch may take; `nil` is for ever.
  public var timeout: Nanoseconds?
  /// How long an attempt's answer is waited for, from when the job entered the buffer; `nil` is for
  /// ever. What was asked for is worked off all the same (rule S6).
  public var deadline: Nanoseconds?
  public var breaker: BreakerSettings?
  /// What the service behind the stage admits; `nil` is everything (rule S8).
  public var quota: QuotaSettings?
  /// The cache before that service; `nil` is none (rule S9).
  public var cache: CacheSettings?
  public var work: StageWork
  /// Time that every batch takes beyond its service time, whatever that is: what a machine adds,
  /// measured. Timeouts, stalls and outages go by the service time alone.
  public var overhead: Nanoseconds

  public init(
    name: String, workers: Int, buffer: Int? = 100, batchSize: Int = 1, linger: Nanoseconds = 0,
    service: ServiceSettings, failures: FailureSettings = FailureSettings(),
    handling: HandlingSettings? = nil, pressure: PressureSettings? = nil,
    timeout: Nanoseconds? = nil, deadline: Nanoseconds? = nil, breaker: BreakerSettings? = nil,
    quota: QuotaSettings? = nil, cache: CacheSettings? = nil, work: StageWork = .wait,
    overhead: Nanoseconds = 0
  ) {
    self.name = name
    self.workers = workers
    self.buffer = buffer
    self.batchSize = batchSize
    self.linger = linger
    self.service = service
    self.failures = failures
    self.handling = handling
    self.pressure = pressure
    self.timeout = timeout
    self.deadline = deadline
    self.breaker = breaker
    self.quota = quota
    self.cache = cache
    self.work = work
    self.overhead = overhead
  }
}
