public import HeadgateCore

/// How a run was carried out.
public enum RunMode: String, Sendable, CaseIterable {
  case sim, virtual, live

  /// Whether a run takes the time that it models: its figures then vary from run to run.
  public var isWallClock: Bool { self == .live }
}

/// One named figure, in the unit of its metric (seconds, per second, share, count).
public struct MetricValue: Sendable, Equatable {
  /// `latency.p99`, `latency.p99{priority: 10}`.
  public var name: String
  public var value: Double

  public init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}

/// A check that a run makes of itself.
public struct SelfCheck: Sendable, Equatable {
  /// `conservation`, `littles-law`, `capacity`, `time-parts`.
  public var name: String
  public var holds: Bool
  /// The two sides, in words.
  public var detail: String

  public init(name: String, holds: Bool, detail: String) {
    self.name = name
    self.holds = holds
    self.detail = detail
  }
}

/// A decision of the controller or a breaker, with its reason.
public struct Decision: Sendable, Equatable {
  public var time: Nanoseconds
  /// `controller` or the stage whose breaker changed.
  public var subject: String
  public var from: String
  public var to: String
  /// `depth ratio 0.93 > 0.80`.
  public var reason: String

  public init(time: Nanoseconds, subject: String, from: String, to: String, reason: String) {
    self.time = time
    self.subject = subject
    self.from = from
    self.to = to
    self.reason = reason
  }
}

/// One line over time; all lines of a run share `TimeSeries.step`.
public struct SeriesLine: Sendable, Equatable {
  /// `offered`, `completed`, `queue.depth`, `embed.utilization`, `controller.multiplier`,
  /// `latency.p99`, …; rates are per second, depths time-averaged within the step.
  public var name: String
  public var values: [Double]

  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// Figures over time: point `i` covers [i·step, (i+1)·step).
public struct TimeSeries: Sendable, Equatable {
  public var step: Nanoseconds
  public var lines: [SeriesLine]

  public init(step: Nanoseconds, lines: [SeriesLine]) {
    self.step = step
    self.lines = lines
  }
}

/// A histogram as stored: the occupied buckets of the HDR layout over nanoseconds.
public struct HistogramRecord: Sendable, Equatable {
  /// `latency`, `latency.uncorrected{priority: 10}`, `embed.service`, …
  public var name: String
  /// Bucket positions, ascending.
  public var indexes: [UInt32]
  public var counts: [UInt64]
  /// Exact sum and largest value, in nanoseconds.
  public var sum: Double
  public var maximum: Int64

  public init(
    name: String, indexes: [UInt32], counts: [UInt64], sum: Double, maximum: Int64
  ) {
    self.name = name
    self.indexes = indexes
    self.counts = counts
    self.sum = sum
    self.maximum = maximum
  }
}

/// What one replication of one variant gave.
public struct ReplicationResult: Sendable {
  public var replication: Int
  public var seed: UInt64
  /// Trace digest, 32 hexadecimal digits (rule N3).
  public var digest: String
  /// Every metric, in the order of the catalogue; metrics without samples are absent.
  public var metrics: [MetricValue]
  public var histograms: [HistogramRecord]
  public var series: TimeSeries
  /// The first decisions; `decisionCount` is the full number.
  public var decisions: [Decision]
  public var decisionCount: Int
  public var checks: [SelfCheck]
  /// Jobs still in flight when `drainTimeout` was over; 0 where the pipeline drained.
  public var inFlight: Int
  /// Virtual (or wall) time from start to end of the run.
  public var elapsed: Nanoseconds
  /// Events handled.
  public var events: UInt64
  /// What the machine added to each stage's batches; `nil` where the clock is virtual.
  public var overhead: [StageOverhead]?

  public init(
    replication: Int, seed: UInt64, digest: String, metrics: [MetricValue],
    histograms: [HistogramRecord], series: TimeSeries, decisions: [Decision], decisionCount: Int,
    checks: [SelfCheck], inFlight: Int, elapsed: Nanoseconds, events: UInt64,
    overhead: [StageOverhead]? = nil
  ) {
    self.replication = replication
    self.seed = seed
    self.digest = digest
    self.metrics = metrics
    self.histograms = histograms
    self.series = series
    self.decisions = decisions
    self.decisionCount = decisionCount
    self.checks = checks
    self.inFlight = inFlight
    self.elapsed = elapsed
    self.events = events
    self.overhead = overhead
  }

  /// The value of a metric by its full name.
  public func metric(_ name: String) -> Double? {
    metrics.first { $0.name == name }?.value
  }
}

/// A metric over the replications of a variant: mean with its 95 % Student t interval.
public struct MetricSummary: Sendable, Equatable {
  public var name: String
  public var mean: Double
  /// `nil` with fewer than two replications.
  public var low: Double?
  public var high: Double?
  public var unit: MetricUnit
  public var better: MetricDirection

  public init(
    name: String, mean: Double, low: Double?, high: Double?, unit: MetricUnit,
    better: MetricDirection
  ) {
    self.name = name
    self.mean = mean
    self.low = low
    self.high = high
    self.unit = unit
    self.better = better
  }
}

/// One variant in one mode.
public struct VariantResult: Sendable {
  public var name: String
  public var settings: [VariantSetting]
  public var mode: RunMode
  public var replications: [ReplicationResult]
  public var summary: [MetricSummary]

  public init(
    name: String, settings: [VariantSetting], mode: RunMode, replications: [ReplicationResult],
    summary: [MetricSummary]
  ) {
    self.name = name
    self.settings = settings
    self.mode = mode
    self.replications = replications
    self.summary = summary
  }

  /// The summary of a metric by its full name.
  public func summary(_ name: String) -> MetricSummary? {
    summary.first { $0.name == name }
  }
}

/// A threshold as it came out for one variant.
public struct ThresholdResult: Sendable, Equatable {
  public var threshold: Threshold
  public var variant: String
  public var mode: RunMode
  /// Mean over the replications; `nil` where no sample stood behind it, which is a miss.
  public var observed: Double?
  public var ok: Bool

  public init(
    threshold: Threshold, variant: String, mode: RunMode, observed: Double?, ok: Bool
  ) {
    self.threshold = threshold
    self.variant = variant
    self.mode = mode
    self.observed = observed
    self.ok = ok
  }
}

/// How the whole run is judged.
public enum Verdict: String, Sendable, CaseIterable {
  case pass
  /// A threshold of severity `error` was missed.
  case fail
  /// Thresholds hold, but jobs were still in flight after the drain.
  case undrained
  /// A self-check did not hold: the figures are not to be trusted.
  case invalid
  /// Ctrl-C: what had finished is kept.
  case interrupted
}

/// Everything that is not a function of scenario, seed and code.
public struct RunEnvironment: Sendable, Equatable {
  public var version: String
  public var commit: String
  public var host: String
  /// Operating system, architecture and number of processors.
  public var machine: String
  /// ISO 8601, UTC.
  public var startedAt: String
  public var wallSeconds: Double

  public init(
    version: String, commit: String, host: String, machine: String, startedAt: String,
    wallSeconds: Double
  ) {
    self.version = version
    self.commit = commit
    self.host = host
    self.machine = machine
    self.startedAt = startedAt
    self.wallSeconds = wallSeconds
  }
}

/// A scenario's result: its variants, thresholds and verdict.
public struct RunResult: Sendable {
  public static let schemaVersion = 1

  public var scenarioName: String
  public var scenarioSHA256: String
  /// The scenario file's text, for the store.
  public var scenarioText: String
  public var scenarioPath: String
  public var seed: UInt64
  public var variants: [VariantResult]
  public var thresholds: [ThresholdResult]
  public var verdict: Verdict
  public var environment: RunEnvironment

  public init(
    scenarioName: String, scenarioSHA256: String, scenarioText: String, scenarioPath: String,
    seed: UInt64, variants: [VariantResult], thresholds: [ThresholdResult], verdict: Verdict,
    environment: RunEnvironment
  ) {
    self.scenarioName = scenarioName
    self.scenarioSHA256 = scenarioSHA256
    self.scenarioText = scenarioText
    self.scenarioPath = scenarioPath
    self.seed = seed
    self.variants = variants
    self.thresholds = thresholds
    self.verdict = verdict
    self.environment = environment
  }
}
