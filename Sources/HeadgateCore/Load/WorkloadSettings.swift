/// One entry of a recorded arrival trace.
public struct TraceEntry: Sendable, Equatable {
  /// Intended arrival, from the start of the run.
  public var at: Nanoseconds
  /// Bytes of text; `nil` draws the workload's size.
  public var size: Int64?
  /// `nil` draws the workload's priority.
  public var priority: Int?

  public init(at: Nanoseconds, size: Int64? = nil, priority: Int? = nil) {
    self.at = at
    self.size = size
    self.priority = priority
  }
}

/// When a workload's jobs arrive.
public enum ArrivalProcess: Sendable, Equatable {
  /// Exponential gaps at the phases' rate.
  case poisson
  /// Evenly spaced at the phases' rate.
  case constant
  /// Gamma-distributed gaps of the given coefficient of variation, at the phases' rate.
  case gamma(cv: Double)
  /// Clients that submit, wait until the job is resolved, think (nanoseconds), and submit again.
  case closed(clients: Int, thinkTime: Distribution)
  /// Recorded arrivals, in order of time.
  case trace([TraceEntry])
  /// `items` jobs at one moment.
  case burst(items: Int, at: Nanoseconds)
}

/// A stretch of open load whose rate goes linearly from `rate` to `endRate`, in jobs per second.
public struct PhaseSettings: Sendable, Equatable {
  public var name: String
  public var rate: Double
  public var endRate: Double
  public var duration: Nanoseconds

  public init(name: String, rate: Double, endRate: Double? = nil, duration: Nanoseconds) {
    self.name = name
    self.rate = rate
    self.endRate = endRate ?? rate
    self.duration = duration
  }
}

/// A priority and the share of jobs that have it.
public struct WeightedPriority: Sendable, Equatable {
  /// Higher goes first, from −32,768 to 32,767.
  public var priority: Int
  /// Above 0; shares are taken relative to their sum.
  public var weight: Double

  public init(priority: Int, weight: Double = 1) {
    self.priority = priority
    self.weight = weight
  }
}

/// Where chapters get their text's size from.
public enum ChapterSource: Sendable, Equatable {
  /// Bytes drawn for each job.
  case size(Distribution)
  /// Sizes in bytes of real chapters, gone through in order and from the start again.
  case library([Int64])
}

/// One source of jobs.
public struct WorkloadSettings: Sendable, Equatable {
  public var name: String
  /// At least one.
  public var priorities: [WeightedPriority]
  public var arrivals: ArrivalProcess
  /// Open arrivals follow these one after another; the last one's end rate holds afterwards.
  /// Not empty for `poisson`, `constant` and `gamma`; may name stretches of time for the others.
  public var phases: [PhaseSettings]
  public var chapters: ChapterSource

  public init(
    name: String, priorities: [WeightedPriority] = [WeightedPriority(priority: 0)],
    arrivals: ArrivalProcess, phases: [PhaseSettings] = [],
    chapters: ChapterSource = .size(.constant(4096))
  ) {
    self.name = name
    self.priorities = priorities
    self.arrivals = arrivals
    self.phases = phases
    self.chapters = chapters
  }
}
