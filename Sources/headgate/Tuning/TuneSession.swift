import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateSimulator
import HeadgateStore

/// Carries out a study, and tells what it found.
struct TuneSession {
  var plan: TuningPlan
  var jobs: Int
  var confirmation: TuningConfirmationSettings?
  var isQuiet: Bool
  var format: OutputFormat
  var renderer: TextRenderer
  var destinations: TuneDestinations

  /// - Throws: `CommandFailure` where the result cannot be printed or written.
  func run() async throws -> ExitStatus {
    for warning in plan.scenarios.flatMap(\.template.scenario.warnings) { note(warning.asWarning) }
    let start = ContinuousClock.now
    var result: TuningResult
    let keeper: StudyKeeper?
    do {
      keeper = try await makeKeeper()
      result = try await carryOut(keeper)
    } catch is RunInterrupted {
      let kept =
        destinations.store == nil
        ? "nothing is kept"
        : "what was looked at is kept, and the "
          + "same command goes on from there"
      StandardError.write("\(plan.space.name): interrupted: \(kept)\n")
      return .interrupted
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      StandardError.write("\(plan.space.name): the study failed: \(error)\n")
      return .runFailed
    }
    result.environment.wallSeconds = (ContinuousClock.now - start) / .seconds(1)
    keeper?.finish(result.verdict)
    return try tell(result)
  }

  private func makeKeeper() async throws -> StudyKeeper? {
    guard let store = destinations.store else { return nil }
    let version = try await StudyVersion.current(plan.scenarios, backend: SimulatorBackend())
    let environment = RunEnvironment.current()
    return try StudyKeeper(
      StudyKey(space: plan.space, scenarios: plan.scenarios, version: version), in: store,
      startedAt: environment.startedAt)
  }

  private func carryOut(_ keeper: StudyKeeper?) async throws -> TuningResult {
    let stored = keeper?.stored ?? []
    if !stored.isEmpty {
      let count = stored.count == 1 ? "1 candidate" : "\(stored.count) candidates"
      note("\(plan.space.name): goes on from \(count) of an earlier run of this study")
    }
    do {
      return try await study.run(stored: stored, options: options(keeper))
    } catch TuningError.stored {
      note("\(plan.space.name): what is stored is of another search: it starts anew")
      keeper?.restart()
      return try await study.run(options: options(keeper))
    }
  }

  private var study: TuningStudy {
    TuningStudy(
      space: plan.space, scenarios: plan.scenarios, backend: SimulatorBackend(), jobs: jobs,
      environment: .current())
  }

  private func options(_ keeper: StudyKeeper?) -> TuningOptions {
    var options = TuningOptions(confirmation: confirmation)
    options.isCancelled = { Interruption.isRequested }
    if let keeper { options.evaluated = { keeper.keep($0) } }
    if !isQuiet {
      let progress = TuneProgress(name: plan.space.name)
      options.progress = { progress.show($0) }
    }
    return options
  }

  private func tell(_ result: TuningResult) throws -> ExitStatus {
    let preset = destinations.preset
    var isPublished = false
    if let winner = result.winner, result.verdict.isPublished {
      let settings = plan.scenarios[0].template.presetSettings(winner.settings)
      try preset.write(PresetText.text(result, name: preset.name, settings: settings))
      isPublished = true
    }
    let document = TuningReport(result, presetFile: isPublished ? preset.path : nil).document
    switch format {
    case .text: try StandardOutput.write(renderer.render(document))
    case .json: try StandardOutput.write(TuningJSON.encode(result))
    }
    try destinations.write(result, document)
    note(
      "\(plan.space.name): took \(SpanText.text(seconds: result.environment.wallSeconds))"
        + (isPublished ? ", wrote \(preset.path)" : ", no preset written"))
    return isPublished ? .pass : .gateSaidNo
  }

  private func note(_ line: String) {
    if !isQuiet { StandardError.write(line + "\n") }
  }
}
