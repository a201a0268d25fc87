import HeadgateCore

extension HistogramRecord {
  /// Every histogram of a run that has samples: all jobs, groups, then the stages.
  static func all(
    of recorder: borrowing Recorder, specification: RunSpecification
  ) -> [HistogramRecord] {
    var records: [HistogramRecord] = []
    func add(_ name: String, _ histogram: LatencyHistogram) {
      guard histogram.count > 0 else { return }
      let (indexes, counts) = histogram.occupied()
      records.append(
        HistogramRecord(
          name: name, indexes: indexes, counts: counts, sum: Double(nearest: histogram.sum),
          maximum: histogram.maximum))
    }
    func addJobs(_ tally: UnsafeMutablePointer<JobTally>, tag: String) {
      add("latency" + tag, tally.pointee.latency)
      add("latency.uncorrected" + tag, tally.pointee.uncorrected)
    }
    let plan = recorder.plan
    addJobs(recorder.overall, tag: "")
    // One workload, priority or phase alone is all there is.
    if plan.workloads.count > 1 {
      for (i, name) in plan.workloads.enumerated() {
        addJobs(recorder.workload(i), tag: "{workload: \(name)}")
      }
    }
    if plan.priorities.count > 1 {
      for (i, priority) in plan.priorities.enumerated() {
        addJobs(recorder.priority(i), tag: "{priority: \(priority)}")
      }
    }
    if plan.phases.count > 1 {
      for (i, phase) in plan.phases.enumerated() {
        addJobs(recorder.phase(i), tag: "{phase: \(phase.name)}")
      }
    }
    add("queue.wait", recorder.queueWait)
    add("tokens.wait", recorder.tokenWait)
    for (s, stage) in specification.pipeline.stages.enumerated() {
      add("\(stage.name).wait", recorder.stage(s).pointee.wait)
      add("\(stage.name).service", recorder.stage(s).pointee.service)
    }
    return records
  }
}
