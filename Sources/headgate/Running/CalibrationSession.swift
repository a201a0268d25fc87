import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Calibrates one recorded run, writes the scenario, and prints how good it is.
struct CalibrationSession {
  var source: String
  var like: String?
  var changes: ScenarioChanges
  var choice: ReplicationChoice
  var arrivals: CalibrationOptions.Arrivals?
  var service: CalibrationOptions.Service?
  var output: String?
  var replaces: Bool
  var universes: Int
  var storePath: String
  var isQuiet: Bool
  var renderer: TextRenderer
  var json: OutputFile?
  var markdown: OutputFile?

  /// - Throws: `CommandFailure` where the source cannot be read or calibrated, or files cannot be
  ///   written.
  func run() async throws -> ExitStatus {
    let stored = try Int64(source).map(storedRun)
    var recording: (run: RecordedRun, sha256: String)?
    if stored == nil { recording = try loadTrace() }
    let model = try stored.map { $0.model } ?? model(of: recording?.run)
    let destination = CalibrationDestination(
      output: output, scenario: stored?.result.scenarioName ?? recording?.run.origin?.scenario,
      source: source)
    try destination.check(replaces: replaces)
    let study = CalibrationStudy(
      model: model,
      options: CalibrationOptions(
        name: destination.name, arrivals: arrivals, service: service, universes: universes),
      simulator: RunMode.sim.backend())
    let result = try await calibrate(study, stored, recording)
    try destination.write(result, replaces: replaces)
    let report = CalibrationReport(result, path: destination.path)
    try StandardOutput.write(renderer.render(report.document))
    try json?.write(CalibrationJSON.encode(result))
    try markdown?.write(MarkdownRenderer().render(report.document))
    return result.check.verdict == .fail ? .notDeterministic : .pass
  }

  private func calibrate(
    _ study: CalibrationStudy, _ stored: StoredCalibration?,
    _ recording: (run: RecordedRun, sha256: String)?
  ) async throws -> CalibrationResult {
    do {
      if let stored {
        return try await study.calibrate(
          stored: stored.replication, source: "run \(source)",
          sha256: stored.result.scenarioSHA256)
      }
      guard let recording else { preconditionFailure("a source is a trace or a run") }
      return try await study.calibrate(
        recording.run, source: source, sha256: recording.sha256)
    } catch let invalid as InvalidScenario {
      let problems = invalid.problems.map { "\($0)" }.joined(separator: "\n")
      throw CommandFailure(
        .internalError, "what came out is no valid scenario, a defect:\n\(problems)")
    } catch {
      throw CommandFailure(.runFailed, "the simulation failed: \(error)")
    }
  }

  // MARK: Sources

  private func loadTrace() throws -> (run: RecordedRun, sha256: String) {
    do {
      return try TraceLoader.load(
        path: source, variant: choice.variant, replication: choice.replication)
    } catch {
      throw CommandFailure(
        .usage, error.problems.map { "\($0)" }.joined(separator: "\n"))
    }
  }

  /// The scenario of `--like`: its one variant, or that of the run.
  private func model(of run: RecordedRun?) throws -> CalibrationModel? {
    guard let like else {
      if run?.origin != nil, !isQuiet {
        StandardError.write(
          "no scenario: workers, batches and limits are guessed from the trace; name the run's by "
            + "--like FILE\n")
      }
      return nil
    }
    let scenario = try changes.load([like])[0]
    return CalibrationModel(
      path: like, variant: try variant(choice.variant ?? run?.origin?.variant, of: scenario))
  }

  private func variant(_ name: String?, of scenario: Scenario) throws -> Variant {
    if let found = scenario.variants.first(where: { $0.name == name }) { return found }
    guard scenario.variants.count == 1, let only = scenario.variants.first else {
      let names = scenario.variants.map(\.name).joined(separator: "; ")
      throw CommandFailure(
        .usage,
        "\(scenario.path) has \(scenario.variants.count) variants, and none is called "
          + "\"\(name ?? "")\"; choose by --variant: \(names)")
    }
    return only
  }

  private func storedRun(_ id: Int64) throws -> StoredCalibration {
    let store = try StoreAccess.open(storePath, readOnly: true)
    let result: RunResult
    do {
      result = try store.load(id)
    } catch {
      throw CommandFailure(.usage, error.message)
    }
    let variants = result.variants.filter {
      $0.mode.isWallClock && (choice.variant == nil || choice.variant == $0.name)
    }
    guard variants.count == 1, let variant = variants.first else {
      throw CommandFailure(
        .usage,
        variants.isEmpty
          ? "run \(id) has no live variant of that name: only what ran in real time is calibrated"
          : "run \(id) has several live variants; choose by --variant: "
            + variants.map(\.name).joined(separator: "; "))
    }
    let wanted = choice.replication ?? 0
    guard let replication = variant.replications.first(where: { $0.replication == wanted }),
      replication.overhead != nil
    else {
      throw CommandFailure(.usage, "run \(id) has no replication \(wanted) with its overhead")
    }
    return StoredCalibration(
      result: result, replication: replication,
      model: try model(of: result, variant: variant, id))
  }

  /// The scenario of a stored run; it must be the very one, or its draws are not the run's.
  private func model(
    of result: RunResult, variant stored: VariantResult, _ id: Int64
  ) throws -> CalibrationModel {
    // The number of replications may have been another one than the file's, and is known.
    for replications in [nil, stored.replications.count] {
      let scenario = try scenario(of: result, replications: replications)
      guard scenario.sha256 == result.scenarioSHA256 else { continue }
      return CalibrationModel(
        path: like ?? result.scenarioPath, variant: try variant(stored.name, of: scenario))
    }
    throw CommandFailure(
      .usage,
      "run \(id) is of another scenario than \(like ?? "its own text") now says; give the "
        + "options that it was run with (--set, --controller, --seed) again, and the file by --like"
    )
  }

  private func scenario(of result: RunResult, replications: Int?) throws -> Scenario {
    var overrides = changes.overrides
    overrides.replications = replications
    do {
      return
        try like.map { try ScenarioLoader.load(path: $0, overrides: overrides) }
        ?? ScenarioLoader.load(
          text: result.scenarioText, path: result.scenarioPath, overrides: overrides)
    } catch let invalid as InvalidScenario {
      throw CommandFailure(invalid)
    }
  }
}

/// A stored run with what it takes to calibrate it.
private struct StoredCalibration {
  var result: RunResult
  var replication: ReplicationResult
  var model: CalibrationModel
}
