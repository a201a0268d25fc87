import HeadgateCore

extension MetricList {
  /// Figures of the whole run.
  mutating func addWhole(_ recorder: inout Recorder, _ specification: RunSpecification) {
    let window = recorder.window
    addJobs(&recorder.overall.pointee, over: window.duration)
    addTimes(window, tag: "")
    add("queue.wait", recorder.queueWait)
    add("tokens.wait", recorder.tokenWait)
    addResilience(recorder, specification)
    for (s, stage) in specification.pipeline.stages.enumerated() where wantsAny(of: stage) {
      addStage(recorder.stage(s).pointee, name: stage.name)
      addStageTimes(window.stages[s], window, stage: stage, tag: "")
    }
    addMultiplier(window, tag: "")
  }

  /// What overload and faults have cost a run: each figure only where there is one.
  private mutating func addResilience(
    _ recorder: borrowing Recorder, _ specification: RunSpecification
  ) {
    if wants("workAmplification"), let amplification = Self.workAmplification(recorder) {
      add("workAmplification", amplification)
    }
    if wants("recovery"), let recovery = Recovery(recorder, specification: specification)?.time {
      add("recovery", recovery.seconds)
    }
  }

  /// The time that workers have spent on measured batches and their failures, over the part of it
  /// that went to attempts that succeeded; none where there is no such part.
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
