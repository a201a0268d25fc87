import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Looks for the capacity of scenarios one after another, and prints each result as soon as it is
/// there.
struct CapacitySession {
  var question: CapacityQuestion
  var changes: ScenarioChanges
  var jobs: Int
  var isQuiet: Bool
  var format: OutputFormat
  var renderer: TextRenderer
  var json: OutputFile?
  var markdown: OutputFile?
  var html: OutputFile?

  /// - Throws: `CommandFailure` where a scenario has nothing to be held to, or its setting cannot be
  ///   varied.
  func check(_ scenarios: [Scenario]) throws {
    for scenario in scenarios {
      for variant in scenario.variants
      where !variant.thresholds.contains(where: { $0.severity == .error }) {
        throw CommandFailure(
          .usage,
          "\(scenario.path): no threshold of severity error, so any load will do; write "
            + "thresholds: [latency.p99 < 2s, completed >= 99%], or add "
            + "--set 'thresholds=[latency.p99 < 2s, completed >= 99%]'")
      }
      guard case .setting(let path, _) = question else { continue }
      if scenario.variants.contains(where: { $0.settings.contains { $0.path == path } }) {
        throw CommandFailure(
          .usage, "\(scenario.path): the matrix varies \"\(path)\" already; leave it out there")
      }
      do {
        _ = try VariedScenario(path: scenario.path, setting: path, overrides: changes.overrides)
          .load(1)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// - Returns: the worst of the scenarios' exit codes.
  /// - Throws: `CommandFailure` where results cannot be printed or written.
  func run(_ scenarios: [Scenario]) async throws -> ExitStatus {
    var results: [CapacityResult] = []
    var codes: [ExitStatus] = []
    for scenario in scenarios {
      for warning in scenario.warnings where !isQuiet {
        StandardError.write(warning.asWarning + "\n")
      }
      guard let result = await find(scenario) else {
        codes.append(.runFailed)
        continue
      }
      codes.append(status(of: result))
      if format == .text { try show(result, isFirst: results.isEmpty) }
      results.append(result)
      if result.isInterrupted { break }
    }
    if !results.isEmpty { try write(results, isList: scenarios.count > 1) }
    return ExitStatus.worst(codes)
  }

  /// `nil` where a run failed, which has then been told.
  private func find(_ scenario: Scenario) async -> CapacityResult? {
    let start = ContinuousClock.now
    let display =
      isQuiet ? nil : ProgressDisplay(scenario: scenario.name, unit: "loads")
    defer { display?.finish() }
    let study = CapacityStudy(
      scenario: scenario, question: question, backend: RunMode.sim.backend(), jobs: jobs,
      environment: .current(), reload: varied(scenario))
    do {
      var result = try await study.run(
        options: .watched(scenario, by: display, isQuiet: isQuiet))
      result.environment.wallSeconds = (ContinuousClock.now - start) / .seconds(1)
      return result
    } catch {
      StandardError.write("\(scenario.name): the run failed: \(error)\n")
      return nil
    }
  }

  private func varied(_ scenario: Scenario) -> CapacityStudy.Reload {
    guard case .setting(let path, _) = question else {
      return { _ in preconditionFailure("no setting is varied") }
    }
    let varied = VariedScenario(
      path: scenario.path, setting: path, overrides: changes.overrides)
    return { value throws(InvalidScenario) in try varied.load(value) }
  }

  private func status(of result: CapacityResult) -> ExitStatus {
    if result.isInterrupted { return .interrupted }
    if result.isInvalid { return .internalError }
    return result.wanting.isEmpty ? .pass : .gateSaidNo
  }

  private func show(_ result: CapacityResult, isFirst: Bool) throws {
    let text = renderer.render(CapacityReport(result).document)
    try StandardOutput.write(isFirst ? text : "\n" + text)
  }

  private func write(_ results: [CapacityResult], isList: Bool) throws {
    if format == .json {
      try StandardOutput.write(
        CapacityJSON.encode(results, isList: isList, includingEnvironment: false))
    }
    try json?.write(CapacityJSON.encode(results, isList: isList))
    try markdown?.write(
      results.map {
        MarkdownRenderer().render(CapacityReport($0, isComplete: true).document)
      }.joined(separator: "\n"))
    try html?.write(CapacityHTML(results).text)
  }
}

/// A scenario file with one setting put to whole numbers.
private struct VariedScenario: Sendable {
  var path: String
  var setting: String
  var overrides: ScenarioOverrides

  func load(_ value: Int) throws(InvalidScenario) -> Scenario {
    var overrides = overrides
    overrides.settings.append((path: setting, value: "\(value)"))
    return try ScenarioLoader.load(path: path, overrides: overrides)
  }
}
