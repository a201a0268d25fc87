import HeadgateLab
import HeadgateModel
import HeadgateReport

/// Runs scenarios one after another, keeps each result as soon as it is there, and prints it.
struct RunSession {
  /// At least one.
  var backends: [any RunBackend]
  var jobs: Int
  var isQuiet: Bool
  var format: OutputFormat
  /// Whether a table of controllers and scenarios ends the report.
  var comparesControllers: Bool
  var renderer: TextRenderer
  var destinations: RunDestinations

  /// A scenario whose run failed does not keep the next from running; an interruption does.
  ///
  /// - Returns: the worst of the scenarios' exit codes.
  /// - Throws: `CommandFailure` where results cannot be printed or written.
  func run(_ scenarios: [Scenario]) async throws -> ExitStatus {
    var runs: [(scenario: Scenario, result: RunResult)] = []
    var codes: [ExitStatus] = []
    for scenario in scenarios {
      for warning in scenario.warnings { note(warning.asWarning) }
      guard let result = await run(scenario) else {
        codes.append(.runFailed)
        continue
      }
      codes += [ExitStatus(result.verdict), keep(result)]
      if format == .text { try printReport(of: result, isFirst: runs.isEmpty) }
      runs.append((scenario, result))
      if result.verdict == .interrupted { break }
    }
    if !runs.isEmpty {
      let survival = comparesControllers ? SurvivalReport(runs).document : Document()
      let text = ResultText(
        runs.map(\.result), isList: scenarios.count > 1 || comparesControllers, ending: survival)
      switch format {
      case .json: try StandardOutput.write(text.json(isWhole: false))
      case .text where comparesControllers:
        try StandardOutput.write("\n" + renderer.render(survival))
      case .text: break
      }
      try destinations.write(text)
    }
    try destinations.trace?.finish()
    return ExitStatus.worst(codes)
  }

  /// The scenario's result; `nil` where the run failed, which has then been told.
  private func run(_ scenario: Scenario) async -> RunResult? {
    let environment = RunEnvironment.current()
    let run = ScenarioRun(backends: backends, jobs: jobs, isQuiet: isQuiet)
    var events: (@Sendable (TraceLot) -> Void)?
    if let trace = destinations.trace {
      events = { trace.add($0, scenario: scenario.name) }
    }
    do {
      return try await run.result(of: scenario, environment: environment, events: events)
    } catch {
      StandardError.write("\(scenario.name): the run failed: \(error)\n")
      destinations.keepFailure(
        of: scenario, mode: (error as? ReplicationFailure)?.mode ?? backends[0].mode,
        environment: environment, error)
      return nil
    }
  }

  private func keep(_ result: RunResult) -> ExitStatus {
    let took = "took \(SpanText.text(seconds: result.environment.wallSeconds))"
    do {
      let place = try destinations.keep(result)
      note("\(result.scenarioName): " + (place.map { "\($0), " } ?? "") + took)
      return .pass
    } catch {
      StandardError.write("\(result.scenarioName): the result could not be stored: \(error)\n")
      return .internalError
    }
  }

  private func printReport(of result: RunResult, isFirst: Bool) throws {
    let text = renderer.render(RunReport(result).document)
    try StandardOutput.write(isFirst ? text : "\n" + text)
  }

  private func note(_ line: String) {
    if !isQuiet { StandardError.write(line + "\n") }
  }
}
