import HeadgateCore

/// Reads the metrics of MetricCatalogue out of a run's closed books, in the catalogue's order: the
/// whole run first, then each workload, priority and phase.
enum MetricExtractor {
  static func metrics(
    _ recorder: inout Recorder, specification: RunSpecification
  ) -> [MetricValue] {
    var list = MetricList()
    let window = recorder.window
    let stages = specification.pipeline.stages
    list.addJobs(&recorder.overall.pointee, over: window.duration, tag: "", flow: nil)
    list.addTimes(window, tag: "")
    list.add("queue.wait", recorder.queueWait)
    list.add("tokens.wait", recorder.tokenWait)
    for (s, stage) in stages.enumerated() {
      list.addStage(recorder.stage(s).pointee, name: stage.name)
      list.addStageTimes(window.stages[s], window, stage: stage, tag: "")
    }
    list.addMultiplier(window, tag: "")
    for (i, name) in recorder.plan.workloads.enumerated() {
      list.addJobs(
        &recorder.workload(i).pointee, over: window.duration, tag: "{workload: \(name)}", flow: nil)
    }
    for (i, priority) in recorder.plan.priorities.enumerated() {
      list.addJobs(
        &recorder.priority(i).pointee, over: window.duration, tag: "{priority: \(priority)}",
        flow: nil)
    }
    for (i, phase) in recorder.plan.phases.enumerated() {
      let tag = "{phase: \(phase.name)}"
      let scope = recorder.phases[i]
      list.addJobs(&recorder.phase(i).pointee, over: scope.duration, tag: tag, flow: scope)
      list.addTimes(scope, tag: tag)
      for (s, stage) in stages.enumerated() {
        list.addStageTimes(scope.stages[s], scope, stage: stage, tag: tag)
      }
      list.addMultiplier(scope, tag: tag)
    }
    return list.sorted(MetricCatalogue(stages: stages.map(\.name)))
  }
}

/// Metrics as they are collected.
private struct MetricList {
  private var values: [(base: String, metric: MetricValue)] = []

  mutating func add(_ name: String, _ value: Double, tag: String = "") {
    values.append((name, MetricValue(name: name + tag, value: value)))
  }

  /// Statistics of a duration, in seconds; none where nothing was recorded.
  mutating func add(_ name: String, _ histogram: LatencyHistogram, tag: String = "") {
    guard histogram.count > 0 else { return }
    add("\(name).mean", histogram.mean / 1e9, tag: tag)
    for (suffix, q) in [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)] {
      add("\(name).\(suffix)", histogram.quantile(q).seconds, tag: tag)
    }
    add("\(name).max", histogram.maximum.seconds, tag: tag)
  }

  /// Figures of jobs. A phase's rates are the flow within its stretch of time.
  mutating func addJobs(
    _ tally: inout JobTally, over duration: Nanoseconds, tag: String, flow: ScopeTotals?
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
    add("latency", tally.latency, tag: tag)
    add("latency.uncorrected", tally.uncorrected, tag: tag)
    for part in TimePart.allCases {
      guard let mean = tally.meanPart(part) else { continue }
      add("time.\(MetricCatalogue.timeParts[part.rawValue])", mean / 1e9, tag: tag)
    }
  }

  /// Figures of time.
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
  }

  mutating func addMultiplier(_ scope: ScopeTotals, tag: String) {
    guard scope.duration > 0 else { return }
    add(
      "controller.multiplier.mean", scope.multiplier.integral / Double(scope.duration), tag: tag)
    add("controller.multiplier.min", scope.multiplier.minimum, tag: tag)
    add("controller.multiplier.max", scope.multiplier.maximum, tag: tag)
    add("controller.changes", Double(scope.multiplier.changes), tag: tag)
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
