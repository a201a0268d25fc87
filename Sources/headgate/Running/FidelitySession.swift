import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Measures scenarios one after another, and prints each result as soon as it is there.
struct FidelitySession {
  var simulator: any RunBackend
  var engine: any RunBackend
  var runs: Int
  var failsOnInconclusive: Bool
  var isQuiet: Bool
  var format: OutputFormat
  var renderer: TextRenderer
  var json: OutputFile?
  var markdown: OutputFile?

  /// - Returns: the worst of the scenarios' exit codes.
  /// - Throws: `CommandFailure` where results cannot be printed or written.
  func run(_ scenarios: [Scenario]) async throws -> ExitStatus {
    var results: [FidelityResult] = []
    var codes: [ExitStatus] = []
    for scenario in scenarios {
      for warning in scenario.warnings where !isQuiet {
        StandardError.write(warning.asWarning + "\n")
      }
      guard let result = await run(scenario) else {
        codes.append(.runFailed)
        continue
      }
      codes.append(status(of: result))
      if format == .text { try show(result, isFirst: results.isEmpty) }
      results.append(result)
      if result.isInterrupted { break }
    }
    if !results.isEmpty {
      let text = FidelityJSON.encode(results, isList: scenarios.count > 1)
      if format == .json { try StandardOutput.write(text) }
      try json?.write(text)
      try markdown?.write(
        results.map { MarkdownRenderer().render(FidelityReport($0).document) }
          .joined(separator: "\n"))
    }
    return ExitStatus.worst(codes)
  }

  /// `nil` where a run failed, which has then been told.
  private func run(_ scenario: Scenario) async -> FidelityResult? {
    let start = ContinuousClock.now
    let display = isQuiet ? nil : ProgressDisplay(scenario: scenario.name)
    let study = FidelityStudy(
      scenario: scenario, simulator: simulator, engine: engine, runs: runs, environment: .current())
    do {
      var result = try await study.run(
        options: .watched(scenario, by: display, isQuiet: isQuiet))
      display?.finish()
      result.environment.wallSeconds = (ContinuousClock.now - start) / .seconds(1)
      return result
    } catch {
      display?.finish()
      StandardError.write("\(scenario.name): the run failed: \(error)\n")
      return nil
    }
  }

  private func status(of result: FidelityResult) -> ExitStatus {
    if result.isInterrupted { return .interrupted }
    switch result.verdict {
    case .pass, .unjudged: return .pass
    case .fail: return .notDeterministic
    case .inconclusive: return failsOnInconclusive ? .inconclusive : .pass
    }
  }

  private func show(_ result: FidelityResult, isFirst: Bool) throws {
    let text = renderer.render(FidelityReport(result).document)
    try StandardOutput.write(isFirst ? text : "\n" + text)
  }
}
