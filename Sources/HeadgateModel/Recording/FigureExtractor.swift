package import HeadgateCore

/// Reads some figures out of a run's closed books, and looks at nothing else: for searches, which
/// want two or three of them from every run.
package struct FigureExtractor: Sendable {
  private let names: [String]
  /// The bare names that are asked for by tag, `{phase: hold}` with its braces, or empty.
  private let bases: [String: Set<String>]

  /// - Parameter names: Full names, as results have them.
  package init(_ names: [String]) {
    self.names = names
    var bases: [String: Set<String>] = [:]
    for name in names {
      let base = name.prefix { $0 != "{" }
      bases[String(name[base.endIndex...]), default: []].insert(String(base))
    }
    self.bases = bases
  }

  /// The figures in the order of the names; `nil` where no sample stood behind one.
  package func figures(
    of recorder: inout Recorder, specification: RunSpecification
  ) -> [Double?] {
    var found: [String: Double] = [:]
    func keep(_ list: MetricList) {
      for value in list.values { found[value.metric.name] = value.metric.value }
    }
    let stages = specification.pipeline.stages
    if let wanted = bases[""] {
      var list = MetricList(only: wanted)
      list.addWhole(&recorder, specification)
      keep(list)
    }
    for (i, name) in recorder.plan.workloads.enumerated() {
      let tag = "{workload: \(name)}"
      if let wanted = bases[tag] { keep(jobs(&recorder, recorder.workload(i), tag, wanted)) }
    }
    for (i, priority) in recorder.plan.priorities.enumerated() {
      let tag = "{priority: \(priority)}"
      if let wanted = bases[tag] { keep(jobs(&recorder, recorder.priority(i), tag, wanted)) }
    }
    for (i, phase) in recorder.plan.phases.enumerated() {
      let tag = "{phase: \(phase.name)}"
      if let wanted = bases[tag] { keep(self.phase(&recorder, i, stages, tag, wanted)) }
    }
    for i in 0..<recorder.windowCount {
      var list = MetricList()
      list.addWindows(
        recorder.window(i).pointee, specification.windowFigures.filter { names.contains($0.name) },
        stages: stages)
      keep(list)
    }
    return names.map { found[$0] }
  }

  private func jobs(
    _ recorder: inout Recorder, _ tally: UnsafeMutablePointer<JobTally>, _ tag: String,
    _ wanted: Set<String>
  ) -> MetricList {
    var list = MetricList(only: wanted)
    list.addJobs(&tally.pointee, over: recorder.window.duration, tag: tag)
    return list
  }

  private func phase(
    _ recorder: inout Recorder, _ phase: Int, _ stages: [StageSettings], _ tag: String,
    _ wanted: Set<String>
  ) -> MetricList {
    var list = MetricList(only: wanted)
    let scope = recorder.phases[phase]
    list.addJobs(&recorder.phase(phase).pointee, over: scope.duration, tag: tag, flow: scope)
    list.addStretch(scope, stages: stages, tag: tag)
    return list
  }
}
