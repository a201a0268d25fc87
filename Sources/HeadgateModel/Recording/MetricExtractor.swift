import HeadgateCore

/// Reads the metrics of MetricCatalogue out of a run's closed books, in the catalogue's order: the
/// whole run first, then each workload, priority and phase, then the windows that are asked for.
enum MetricExtractor {
  static func metrics(
    _ recorder: inout Recorder, specification: RunSpecification
  ) -> [MetricValue] {
    var list = MetricList()
    let window = recorder.window
    let stages = specification.pipeline.stages
    list.addJobs(&recorder.overall.pointee, over: window.duration)
    list.addTimes(window, tag: "")
    list.add("queue.wait", recorder.queueWait)
    list.add("tokens.wait", recorder.tokenWait)
    if let amplification = workAmplification(recorder) {
      list.add("workAmplification", amplification)
    }
    if let recovery = Recovery(recorder, specification: specification)?.time {
      list.add("recovery", recovery.seconds)
    }
    for (s, stage) in stages.enumerated() {
      list.addStage(recorder.stage(s).pointee, name: stage.name)
      list.addStageTimes(window.stages[s], window, stage: stage, tag: "")
    }
    list.addMultiplier(window, tag: "")
    for (i, name) in recorder.plan.workloads.enumerated() {
      list.addJobs(
        &recorder.workload(i).pointee, over: window.duration, tag: "{workload: \(name)}")
    }
    for (i, priority) in recorder.plan.priorities.enumerated() {
      list.addJobs(
        &recorder.priority(i).pointee, over: window.duration, tag: "{priority: \(priority)}")
    }
    for (i, phase) in recorder.plan.phases.enumerated() {
      let tag = "{phase: \(phase.name)}"
      let scope = recorder.phases[i]
      list.addJobs(&recorder.phase(i).pointee, over: scope.duration, tag: tag, flow: scope)
      list.addStretch(scope, stages: stages, tag: tag)
    }
    for i in 0..<recorder.windowCount {
      list.addWindows(recorder.window(i).pointee, specification.windowFigures, stages: stages)
    }
    return list.sorted(MetricCatalogue(stages: stages.map(\.name)))
  }

  /// The time that workers have spent on measured batches and their failures, over the part of it that went to attempts
  /// that succeeded; none where there is no such part.
  private static func workAmplification(_ recorder: borrowing Recorder) -> Double? {
    var (all, useful): (Int128, Int128) = (0, 0)
    for s in 0..<recorder.stageCount {
      let tally = recorder.stage(s).pointee
      all += tally.service.sum + tally.handled + tally.lost
      useful += tally.service.sum - tally.wasted
    }
    return useful > 0 ? Double(nearest: all) / Double(nearest: useful) : nil
  }
}
