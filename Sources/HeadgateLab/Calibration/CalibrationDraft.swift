import HeadgateCore
import HeadgateModel

/// A specification put together from what a recording says and what a scenario says.
struct CalibrationDraft {
  var specification: RunSpecification
  var stages: [StageCalibration]
  var workloads: [WorkloadCalibration] = []
  var missing: [String] = []
  var notes: [String] = []
  /// Whether every draw of the run is made again: then one universe says it all.
  let keepsDraws: Bool

  init(_ run: RecordedRun, model: CalibrationModel?, options: CalibrationOptions) {
    let keeps = options.service.map { $0 == .like }
    stages = run.stages.indices.map {
      StageCalibrator(run, stage: $0, model: model, keeps: keeps).calibration()
    }
    let isKept = model != nil && run.origin != nil && stages.allSatisfy(\.isKept)
    let arrivals = options.arrivals ?? (isKept ? .like : .fit)
    keepsDraws = isKept && arrivals != .fit
    specification = model?.variant.specification ?? RunSpecification(bare: run)
    if model == nil { missing = specification.assumptions }
    setStages()
    setWorkloads(run, hasModel: model != nil, arrivals)
    // The same draws with parameters that were fitted to them would count their chance twice.
    if !keepsDraws { specification.seed &+= 1 }
    if run.unfinished > 0 { notes.append("\(run.unfinished) attempts had not ended") }
  }

  /// The same with the lingers of the scenario; `nil` where there are no others.
  ///
  /// A late timer lets a batch take one more job along where the job's own timers are in time, and not
  /// where all are late together.
  func withTimelyLingers(of model: CalibrationModel?) -> CalibrationDraft? {
    guard keepsDraws, let model, stages.contains(where: { $0.linger != nil }) else { return nil }
    var draft = self
    for place in stages.indices { draft.stages[place].linger = nil }
    for (place, stage) in model.variant.specification.pipeline.stages.enumerated() {
      draft.specification.pipeline.stages[place].linger = stage.linger
    }
    return draft
  }

  private mutating func setStages() {
    for place in specification.pipeline.stages.indices {
      let name = specification.pipeline.stages[place].name
      guard let found = stages.first(where: { $0.stage == name }) else {
        notes.append("\(name): no batch was recorded, so it is as in the scenario")
        continue
      }
      specification.pipeline.stages[place].service = found.service
      specification.pipeline.stages[place].overhead = found.overhead
      if let linger = found.linger { specification.pipeline.stages[place].linger = linger }
      if !found.isKept { specification.pipeline.stages[place].failures = found.failures }
    }
    let names = specification.pipeline.stages.map(\.name)
    for stage in stages where !names.contains(stage.stage) {
      notes.append("\(stage.stage): the scenario has no such stage, so it is left out")
    }
  }

  private mutating func setWorkloads(
    _ run: RecordedRun, hasModel: Bool, _ arrivals: CalibrationOptions.Arrivals
  ) {
    guard hasModel else {
      let found = WorkloadCalibrator(jobs: run.jobs, limits: specification.limits, like: nil)
        .calibrated(arrivals == .like ? .fit : arrivals)
      (specification.workloads, workloads) = ([found.settings], [found.report])
      return
    }
    let sources = specification.workloads
    for (place, workload) in sources.enumerated() {
      let jobs = run.jobs.filter { job in
        job.workload.map { $0 == place } ?? (sources.count == 1)
      }
      guard !jobs.isEmpty else {
        notes.append("\(workload.name): no job was recorded of it, so it is as in the scenario")
        continue
      }
      let found = WorkloadCalibrator(jobs: jobs, limits: specification.limits, like: workload)
        .calibrated(arrivals)
      specification.workloads[place] = found.settings
      workloads.append(found.report)
    }
  }
}
