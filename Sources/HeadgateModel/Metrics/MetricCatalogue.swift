/// The unit of a metric.
public enum MetricUnit: String, Sendable, CaseIterable {
  case seconds = "s"
  case perSecond = "/s"
  /// 0 to 1.
  case share = "share"
  case count = "count"
  /// A plain number: a ratio, a multiplier, a mean depth.
  case ratio = "ratio"
}

/// Which way a metric is better.
public enum MetricDirection: String, Sendable, CaseIterable {
  case lower, higher, neither
}

/// What a metric is, by name.
public struct MetricDefinition: Sendable, Equatable {
  public var name: String
  public var unit: MetricUnit
  public var better: MetricDirection
  /// Whether `{workload: …}`, `{priority: …}` and `{phase: …}` may select from it.
  public var takesTags: Bool
  /// One line for help and reports.
  public var summary: String

  public init(
    name: String, unit: MetricUnit, better: MetricDirection, takesTags: Bool, summary: String
  ) {
    self.name = name
    self.unit = unit
    self.better = better
    self.takesTags = takesTags
    self.summary = summary
  }
}

/// Every metric that a pipeline with the given stages has, in the order of results.
public struct MetricCatalogue: Sendable {
  public var definitions: [MetricDefinition]
  private var positions: [String: Int]

  public init(stages: [String]) {
    definitions = Self.runMetrics + stages.flatMap(Self.stageMetrics) + Self.controllerMetrics
    positions = Dictionary(
      definitions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The definition of a metric by its bare name, without tags.
  public func definition(_ name: String) -> MetricDefinition? {
    positions[name].map { definitions[$0] }
  }

  /// Statistics of a duration, as suffixes of its name.
  public static let durationStatistics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"]

  /// The parts that a completed job's latency is made of, in the order of a job's life.
  public static let timeParts = [
    "source", "tokens", "queue", "buffer", "batch", "service", "blocked", "backoff",
  ]

  private static func duration(
    _ name: String, takesTags: Bool, _ summary: String
  ) -> [MetricDefinition] {
    durationStatistics.map {
      MetricDefinition(
        name: "\(name).\($0)", unit: .seconds, better: .lower, takesTags: takesTags,
        summary: "\(summary), \($0)")
    }
  }

  private static func one(
    _ name: String, _ unit: MetricUnit, _ better: MetricDirection, tags: Bool = false,
    _ summary: String
  ) -> MetricDefinition {
    MetricDefinition(name: name, unit: unit, better: better, takesTags: tags, summary: summary)
  }

  private static let runMetrics: [MetricDefinition] =
    [
      one("throughput", .perSecond, .higher, tags: true, "completed jobs per second"),
      one("offered.rate", .perSecond, .neither, tags: true, "offered jobs per second"),
      one("accepted.rate", .perSecond, .higher, tags: true, "accepted jobs per second"),
      one("offered", .count, .neither, tags: true, "jobs whose intended arrival was measured"),
      one("accepted", .count, .higher, tags: true, "of them, let into the queue"),
      one("completed", .count, .higher, tags: true, "of them, completed"),
      one("failed", .count, .lower, tags: true, "of them, dead letters"),
      one("rejected", .count, .lower, tags: true, "of them, never accepted"),
      one("shed", .count, .lower, tags: true, "of them, given up to make room"),
      one("cancelled", .count, .lower, tags: true, "of them, cancelled"),
      one("inFlight", .count, .lower, tags: true, "of them, unresolved at the end"),
      one("attempts", .count, .lower, tags: true, "attempts made by them"),
      one("retryAmplification", .ratio, .lower, tags: true, "attempts per dispatched job"),
    ]
    + duration("latency", takesTags: true, "from intended arrival to completion")
    + duration("latency.uncorrected", takesTags: true, "from acceptance to completion")
    + timeParts.map {
      one("time.\($0)", .seconds, .lower, tags: true, "mean part of the latency: \($0)")
    }
    + [
      one("queue.depth.mean", .ratio, .lower, "time-averaged submission queue"),
      one("queue.depth.max", .count, .lower, "deepest submission queue"),
    ]
    + duration("queue.wait", takesTags: false, "one stay in the submission queue")
    + duration("tokens.wait", takesTags: false, "of it, for want of tokens alone")
    + [one("system.mean", .ratio, .lower, "time-averaged jobs in the system")]

  private static func stageMetrics(_ stage: String) -> [MetricDefinition] {
    [
      one("\(stage).utilization", .share, .neither, "share of worker time in service"),
      one("\(stage).blocked", .share, .lower, "share of worker time held by a full next buffer"),
      one("\(stage).buffer.mean", .ratio, .lower, "time-averaged buffer depth"),
      one("\(stage).buffer.max", .count, .lower, "deepest buffer"),
      one("\(stage).batch.mean", .ratio, .neither, "mean batch size"),
      one("\(stage).processed", .count, .higher, "attempts that succeeded here"),
      one("\(stage).failed", .count, .lower, "attempts that failed here"),
      one("\(stage).failed.transient", .count, .lower, "of them, transient errors"),
      one("\(stage).failed.permanent", .count, .lower, "of them, permanent errors"),
      one("\(stage).failed.timeout", .count, .lower, "of them, timeouts"),
      one("\(stage).failed.outage", .count, .lower, "of them, outages"),
    ]
      + duration("\(stage).wait", takesTags: false, "wait for a worker of \(stage)")
      + duration("\(stage).service", takesTags: false, "service of a batch at \(stage)")
  }

  private static let controllerMetrics: [MetricDefinition] = [
    one("controller.multiplier.mean", .ratio, .neither, "time-averaged rate multiplier"),
    one("controller.multiplier.min", .ratio, .neither, "lowest rate multiplier"),
    one("controller.multiplier.max", .ratio, .neither, "highest rate multiplier"),
    one("controller.changes", .count, .lower, "changes of the rate multiplier"),
  ]
}
