import HeadgateCore
public import HeadgateModel
import HeadgateStatistics

/// Makes a scenario of a recorded run, and says how well it tells that run.
public struct CalibrationStudy: Sendable {
  private let model: CalibrationModel?
  private let options: CalibrationOptions
  private let simulator: any RunBackend

  /// - Parameters:
  ///   - model: What the recording cannot tell; of a run of ours, the scenario that it came from.
  public init(
    model: CalibrationModel?, options: CalibrationOptions, simulator: any RunBackend
  ) {
    self.model = model
    self.options = options
    self.simulator = simulator
  }

  /// Calibrates a trace.
  ///
  /// - Parameter source: What the result names as its source.
  /// - Throws: `InvalidScenario` where no file may say what came out, a defect; an error of the
  ///   simulator.
  public func calibrate(
    _ run: RecordedRun, source: String, sha256: String
  ) async throws -> CalibrationResult {
    let draft = CalibrationDraft(run, model: model, options: options)
    return try await finish(
      draft, source: source, sha256: sha256,
      figures: RunFigures(run, limits: draft.specification.limits),
      heldOut: run.heldOut.map { RunFigures($0, limits: draft.specification.limits) },
      replication: run.origin.map { $0.mode.isWallClock ? 0 : $0.replication } ?? 0)
  }

  /// Calibrates a stored run, of which there are histograms and overheads but no batches: the model
  /// with what the machine added.
  ///
  /// - Precondition: there is a model, and the run measured its overhead.
  public func calibrate(
    stored result: ReplicationResult, source: String, sha256: String
  ) async throws -> CalibrationResult {
    guard let model, let overhead = result.overhead else {
      preconditionFailure("a stored run is calibrated by its overhead and its scenario")
    }
    let specification = model.variant.specification.calibrated(by: overhead)
    let stages = zip(specification.pipeline.stages, model.variant.specification.pipeline.stages)
      .map { stage, original in
        StageCalibration(
          stage: stage.name,
          batches: Int(overhead.first { $0.stage == stage.name }?.batches ?? 0),
          attempts: Int(
            (result.metric("\(stage.name).processed") ?? 0)
              + (result.metric("\(stage.name).failed") ?? 0)),
          excluded: 0, service: stage.service,
          overhead: Rounding.duration(seconds: stage.overhead.seconds),
          linger: original.linger > 0 ? stage.linger : nil, failures: stage.failures,
          isKept: true)
      }
    var draft = CalibrationDraft(specification: specification, stages: stages)
    draft.notes = [
      "a stored run has no batches: service models and arrivals are the scenario's, and untested; "
        + "calibrate its trace (headgate run --trace) to fit them"
    ]
    return try await finish(
      draft, source: source, sha256: sha256, figures: RunFigures(result), heldOut: [],
      replication: 0)
  }

  private func finish(
    _ found: CalibrationDraft, source: String, sha256: String, figures: RunFigures,
    heldOut: [RunFigures], replication: Int
  ) async throws -> CalibrationResult {
    let draft = try await nearest(found, to: figures, replication)
    let writer = ScenarioWriter(
      draft.specification, name: options.name, description: "Calibrated from \(source).",
      replications: options.universes)
    let files = (writer.traces + writer.samples).map {
      CalibrationResult.SideFile(name: $0.file, text: $0.text)
    }
    let scenario = try ScenarioLoader.load(
      text: writer.text, path: "\(options.name).yaml",
      files: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) }))
    let written = scenario.variants[0].specification
    let universes = draft.keepsDraws ? [replication] : Array(0..<options.universes)
    var predictions: [ReplicationResult] = []
    for universe in universes { predictions.append(try await simulate(written, universe)) }
    let before = try await model.asyncMap {
      try await simulate($0.variant.specification, replication)
    }
    let judge = CalibrationJudge(
      source: figures, heldOut: heldOut, stages: written.pipeline.stages)
    var result = CalibrationResult(
      source: source, sourceSHA256: sha256, like: model?.path, name: options.name,
      stages: draft.stages, workloads: draft.workloads, missing: draft.missing,
      notes: draft.notes, specification: written,
      check: judge.check(predictions, before: before), text: "", files: files)
    result.text = CalibrationText(result: result).comment + writer.text
    return result
  }

  /// A draft with late lingers, or with those of the scenario, whichever tells the run better that it
  /// was made of.
  private func nearest(
    _ draft: CalibrationDraft, to figures: RunFigures, _ replication: Int
  ) async throws -> CalibrationDraft {
    guard let timely = draft.withTimelyLingers(of: model) else { return draft }
    func distance(_ draft: CalibrationDraft) async throws -> Double {
      let prediction = RunFigures(try await simulate(draft.specification, replication))
      return FigureDistance(.wasserstein, "latency", prediction, figures).distance
    }
    return try await distance(draft) < distance(timely) ? draft : timely
  }

  private func simulate(
    _ specification: RunSpecification, _ replication: Int
  ) async throws -> ReplicationResult {
    try await simulator.run(specification, replication: replication, options: RunOptions())
  }
}

extension CalibrationDraft {
  /// Of a stored run.
  fileprivate init(specification: RunSpecification, stages: [StageCalibration]) {
    self.specification = specification
    self.stages = stages
    keepsDraws = true
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncMap<Result>(
    _ transform: (Wrapped) async throws -> Result
  ) async throws -> Result? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
