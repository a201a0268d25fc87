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
    list.addWhole(&recorder, specification)
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
}
