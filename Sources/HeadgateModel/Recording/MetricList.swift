import HeadgateCore

/// Metrics as they are collected.
struct MetricList {
  private(set) var values: [(base: String, metric: MetricValue)] = []
  /// The bare names of the metrics that are collected; `nil` for all of them.
  private let wanted: Set<String>?

  init(only wanted: Set<String>? = nil) { self.wanted = wanted }

  /// Whether a metric of this bare name is collected.
  func wants(_ name: String) -> Bool { wanted?.contains(name) != false }

  /// Whether any metric of a stage is collected.
  func wantsAny(of stage: StageSettings) -> Bool {
    wanted?.contains { $0.hasPrefix(stage.name + ".") } != false
  }

  mutating func add(_ name: String, _ value: @autoclosure () -> Double, tag: String = "") {
    guard wants(name) else { return }
    add(MetricValue(name: name + tag, value: value()), base: name)
  }

  mutating func add(_ metric: MetricValue, base: String) { values.append((base, metric)) }

  /// Statistics of a duration, in seconds; none where nothing was recorded.
  mutating func add(_ name: String, _ histogram: some DurationHistogram, tag: String = "") {
    guard histogram.count > 0 else { return }
    add("\(name).mean", histogram.mean / 1e9, tag: tag)
    for (suffix, q) in [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)] {
      add("\(name).\(suffix)", histogram.quantile(q).seconds, tag: tag)
    }
    add("\(name).max", histogram.maximum.seconds, tag: tag)
  }

  /// Figures of jobs. A phase's rates are the flow within its stretch of time.
  mutating func addJobs(
    _ tally: inout JobTally, over duration: Nanoseconds, tag: String = "", flow: ScopeTotals? = nil
  ) {
    addCounts(&tally, over: duration, tag: tag, flow: flow)
    add("latency", tally.latency, tag: tag)
    add("latency.uncorrected", tally.uncorrected, tag: tag)
  }

  /// Figures of jobs but for the statistics of their latencies.
  mutating func addCounts(
    _ tally: inout JobTally, over duration: Nanoseconds, tag: String = "", flow: ScopeTotals?
  ) {
    if duration > 0 {
      let seconds = duration.seconds
      add(
        "throughput", Double(flow?.completed ?? tally.completedInWindow) / seconds, tag: tag)
      add("offered.rate", Double(tally.offered) / seconds, tag: tag)
      add(
        "accepted.rate", Double(flow?.accepted ?? tally.acceptedInWindow) / seconds, tag: tag)
    }
    add("offered", Double(tally.offered), tag: tag)
    add("accepted", Double(tally.accepted), tag: tag)
    add("completed", Double(tally.completed), tag: tag)
    add("failed", Double(tally.failed), tag: tag)
    add("rejected", Double(tally.rejected), tag: tag)
    add("shed", Double(tally.shed), tag: tag)
    add("cancelled", Double(tally.cancelled), tag: tag)
    add("inFlight", Double(tally.inFlight), tag: tag)
    add("attempts", Double(tally.dispatches), tag: tag)
    if let amplification = tally.retryAmplification {
      add("retryAmplification", amplification, tag: tag)
    }
    for part in TimePart.allCases {
      guard let mean = tally.meanPart(part) else { continue }
      add("time.\(MetricCatalogue.timeParts[part.rawValue])", mean / 1e9, tag: tag)
    }
  }

  /// Figures of a stretch of time.
  mutating func addStretch(_ scope: ScopeTotals, stages: [StageSettings], tag: String = "") {
    addTimes(scope, tag: tag)
    for (figures, stage) in zip(scope.stages, stages) {
      addStageTimes(figures, scope, stage: stage, tag: tag)
    }
    addMultiplier(scope, tag: tag)
  }

  mutating func addTimes(_ scope: ScopeTotals, tag: String) {
    guard scope.duration > 0 else { return }
    add("queue.depth.mean", scope.queue.mean(over: scope.duration), tag: tag)
    add("queue.depth.max", Double(scope.queue.maximum), tag: tag)
    add("system.mean", scope.system.mean(over: scope.duration), tag: tag)
  }

  mutating func addStage(_ tally: StageTally, name: String) {
    if tally.batches > 0 {
      add("\(name).batch.mean", Double(tally.batchedJobs) / Double(tally.batches))
    }
    add("\(name).processed", Double(tally.succeeded))
    add("\(name).failed", Double(tally.failed))
    add("\(name).failed.transient", Double(tally.transient))
    add("\(name).failed.permanent", Double(tally.permanent))
    add("\(name).failed.timeout", Double(tally.timeouts))
    add("\(name).failed.outage", Double(tally.outages))
    add("\(name).failed.throttled", Double(tally.throttled))
    let attempts = tally.succeeded + tally.failed
    if attempts > 0 { add("\(name).throttled", Double(tally.throttled) / Double(attempts)) }
    if tally.lookups > 0 { add("\(name).cache.hits", Double(tally.hits) / Double(tally.lookups)) }
    add("\(name).abandoned", Double(tally.abandoned))
    add("\(name).reclaimed", Double(tally.reclaimed))
    add("\(name).wait", tally.wait)
    add("\(name).service", tally.service)
  }

  mutating func addStageTimes(
    _ figures: StageScope, _ scope: ScopeTotals, stage: StageSettings, tag: String
  ) {
    guard scope.duration > 0 else { return }
    let name = stage.name
    let workers = Double(stage.workers)
    add("\(name).utilization", figures.busy.mean(over: scope.duration) / workers, tag: tag)
    add("\(name).blocked", figures.blocked.mean(over: scope.duration) / workers, tag: tag)
    add("\(name).buffer.mean", figures.buffer.mean(over: scope.duration), tag: tag)
    add("\(name).buffer.max", Double(figures.buffer.maximum), tag: tag)
    guard stage.breaker != nil else { return }
    add("\(name).breaker.opens", Double(figures.opens), tag: tag)
    add(
      "\(name).breaker.opensPerMinute", Double(figures.opens) * 60 / scope.duration.seconds,
      tag: tag)
  }

  mutating func addMultiplier(_ scope: ScopeTotals, tag: String) {
    guard scope.duration > 0 else { return }
    add(
      "controller.multiplier.mean", scope.multiplier.integral / Double(scope.duration), tag: tag)
    add("controller.multiplier.min", scope.multiplier.minimum, tag: tag)
    add("controller.multiplier.max", scope.multiplier.maximum, tag: tag)
    add("controller.changes", Double(scope.multiplier.changes), tag: tag)
    addLimit(scope, tag: tag)
  }

  /// Figures of the limit on jobs in the stages; none where there is no limiter.
  private mutating func addLimit(_ scope: ScopeTotals, tag: String) {
    guard scope.limit.maximum > 0 else { return }
    add("controller.limit.mean", scope.limit.integral / Double(scope.duration), tag: tag)
    add("controller.limit.min", scope.limit.minimum, tag: tag)
    add("controller.limit.max", scope.limit.maximum, tag: tag)
  }

  /// In the order of the catalogue; those of one name stay in the order in which they were added.
  func sorted(_ catalogue: MetricCatalogue) -> [MetricValue] {
    let places = Dictionary(
      uniqueKeysWithValues: catalogue.definitions.enumerated().map { ($1.name, $0) })
    let keyed = values.enumerated().map { position, value in
      guard let place = places[value.base] else {
        preconditionFailure("\(value.base) is not in the metric catalogue")
      }
      return (place: place, position: position, metric: value.metric)
    }
    return keyed.sorted { ($0.place, $0.position) < ($1.place, $1.position) }.map(\.metric)
  }
}
