import HeadgateCore

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

/// Which `{…}` selectors a metric takes.
public enum MetricSelectors: Sendable {
  /// The whole run only.
  case none
  /// `{phase: …}` or `{over: …}`: a figure of time, taken over the phase's or each window's stretch
  /// of it.
  case phase
  /// `{workload: …}`, `{priority: …}`, `{phase: …}` or `{over: …}`: a figure of jobs.
  case all

  /// Whether `{key: …}` may select from the metric.
  public func allow(_ key: MetricTag.Key) -> Bool {
    switch self {
    case .none: false
    case .phase: key == .phase || key == .over
    case .all: true
    }
  }
}

/// What a metric is, by name.
public struct MetricDefinition: Sendable, Equatable {
  public var name: String
  public var unit: MetricUnit
  public var better: MetricDirection
  public var selectors: MetricSelectors
  /// One line for help and reports.
  public var summary: String

  public init(
    name: String, unit: MetricUnit, better: MetricDirection, selectors: MetricSelectors,
    summary: String
  ) {
    self.name = name
    self.unit = unit
    self.better = better
    self.selectors = selectors
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

  /// The unit of a figure by its name in results, with tags.
  public func unit(ofFigure name: String) -> MetricUnit? {
    guard let definition = definition(String(name.prefix { $0 != "{" })) else { return nil }
    return WindowFigure.isShare(name) ? .share : definition.unit
  }

  /// Statistics of a duration, as suffixes of its name.
  public static let durationStatistics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"]

  /// The parts that a completed job's latency is made of, in the order of a job's life.
  public static let timeParts = [
    "source", "tokens", "queue", "buffer", "batch", "service", "blocked", "backoff",
  ]

  private static func duration(
    _ name: String, _ selectors: MetricSelectors, _ summary: String
  ) -> [MetricDefinition] {
    durationStatistics.map {
      MetricDefinition(
        name: "\(name).\($0)", unit: .seconds, better: .lower, selectors: selectors,
        summary: "\(summary), \($0)")
    }
  }

  private static func one(
    _ name: String, _ unit: MetricUnit, _ better: MetricDirection,
    _ selectors: MetricSelectors, _ summary: String
  ) -> MetricDefinition {
    MetricDefinition(name: name, unit: unit, better: better, selectors: selectors, summary: summary)
  }

  private static let runMetrics: [MetricDefinition] =
    [
      one("throughput", .perSecond, .higher, .all, "completed jobs per second"),
      one("offered.rate", .perSecond, .neither, .all, "offered jobs per second"),
      one("accepted.rate", .perSecond, .higher, .all, "accepted jobs per second"),
      one("offered", .count, .neither, .all, "jobs whose intended arrival was measured"),
      one("accepted", .count, .higher, .all, "of them, let into the queue"),
      one("completed", .count, .higher, .all, "of them, completed"),
      one("failed", .count, .lower, .all, "of them, dead letters"),
      one("rejected", .count, .lower, .all, "of them, never accepted"),
      one("shed", .count, .lower, .all, "of them, given up to make room"),
      one("cancelled", .count, .lower, .all, "of them, cancelled"),
      one("inFlight", .count, .lower, .all, "of them, unresolved at the end"),
      one("attempts", .count, .lower, .all, "attempts made by them"),
      one("retryAmplification", .ratio, .lower, .all, "attempts per dispatched job"),
    ]
    + duration("latency", .all, "from intended arrival to completion")
    + duration("latency.uncorrected", .all, "from acceptance to completion")
    + timeParts.map {
      one("time.\($0)", .seconds, .lower, .all, "mean part of the latency: \($0)")
    }
    + [
      one("queue.depth.mean", .ratio, .lower, .phase, "time-averaged submission queue"),
      one("queue.depth.max", .count, .lower, .phase, "deepest submission queue"),
    ]
    + duration("queue.wait", .none, "one stay in the submission queue")
    + duration("tokens.wait", .none, "of it, for want of tokens alone")
    + [
      one("system.mean", .ratio, .lower, .phase, "time-averaged jobs in the system"),
      one(
        "workAmplification", .ratio, .lower, .none,
        "workers' time over the time of attempts that succeeded"),
      one(
        "recovery", .seconds, .lower, .none,
        "from the end of the last fault to when the system was back where it had been"),
    ]

  private static func stageMetrics(_ stage: String) -> [MetricDefinition] {
    [
      one("\(stage).utilization", .share, .neither, .phase, "share of worker time in service"),
      one(
        "\(stage).blocked", .share, .lower, .phase,
        "share of worker time held by a full next buffer"),
      one("\(stage).buffer.mean", .ratio, .lower, .phase, "time-averaged buffer depth"),
      one("\(stage).buffer.max", .count, .lower, .phase, "deepest buffer"),
      one("\(stage).breaker.opens", .count, .lower, .phase, "how often its breaker opened"),
      one("\(stage).breaker.opensPerMinute", .ratio, .lower, .phase, "that, a minute"),
      one("\(stage).batch.mean", .ratio, .neither, .none, "mean batch size"),
      one("\(stage).processed", .count, .higher, .none, "attempts that succeeded here"),
      one("\(stage).failed", .count, .lower, .none, "attempts that failed here"),
      one("\(stage).failed.transient", .count, .lower, .none, "of them, transient errors"),
      one("\(stage).failed.permanent", .count, .lower, .none, "of them, permanent errors"),
      one("\(stage).failed.timeout", .count, .lower, .none, "of them, timeouts"),
      one("\(stage).failed.outage", .count, .lower, .none, "of them, outages"),
      one("\(stage).failed.throttled", .count, .lower, .none, "of them, refused for want of quota"),
      one("\(stage).throttled", .share, .lower, .none, "share of attempts refused so"),
      one("\(stage).cache.hits", .share, .higher, .none, "share of jobs found in the cache"),
      one("\(stage).abandoned", .count, .lower, .none, "of the timeouts, those of the deadline"),
      one(
        "\(stage).reclaimed", .count, .lower, .none,
        "jobs whose lease ran out while they were in service"),
    ]
      + duration("\(stage).wait", .none, "wait for a worker of \(stage)")
      + duration("\(stage).service", .none, "service of a batch at \(stage)")
  }

  private static let controllerMetrics: [MetricDefinition] = [
    one("controller.multiplier.mean", .ratio, .neither, .phase, "time-averaged rate multiplier"),
    one("controller.multiplier.min", .ratio, .neither, .phase, "lowest rate multiplier"),
    one("controller.multiplier.max", .ratio, .neither, .phase, "highest rate multiplier"),
    one("controller.changes", .count, .lower, .phase, "changes of the rate multiplier"),
    one(
      "controller.limit.mean", .ratio, .neither, .phase, "time-averaged limit on jobs in the stages"
    ),
    one("controller.limit.min", .count, .neither, .phase, "lowest limit on jobs in the stages"),
    one("controller.limit.max", .count, .neither, .phase, "highest limit on jobs in the stages"),
  ]
}
