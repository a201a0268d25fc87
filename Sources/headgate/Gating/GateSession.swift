import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStore

/// Gates scenarios one after another.
struct GateSession {
  var run: ScenarioRun
  /// `nil` holds scenarios to their thresholds alone.
  var baselines: GateBaselines?
  var failsOnChange: Bool
  var failsOnInconclusive: Bool
  var format: OutputFormat
  var renderer: TextRenderer

  /// A baseline that is not there is found out before anything runs.
  ///
  /// - Returns: the worst of the scenarios' exit codes.
  func gate(_ scenarios: [Scenario], _ destinations: GateDestinations) async throws -> ExitStatus {
    let targets = try scenarios.map { ($0, try baselines?.baseline(of: $0)) }
    var gates: [GateResult] = []
    var codes: [ExitStatus] = []
    for (scenario, baseline) in targets {
      for warning in scenario.warnings { note(warning.asWarning) }
      guard let gate = await gate(scenario, against: baseline) else {
        codes.append(.runFailed)
        continue
      }
      codes.append(ExitStatus(gate.verdict, failsOnInconclusive: failsOnInconclusive))
      if format == .text {
        let text = renderer.render(GateReport(gate).document)
        try StandardOutput.write(gates.isEmpty ? text : "\n" + text)
      }
      gates.append(gate)
      if gate.verdict == .interrupted { break }
    }
    let isList = scenarios.count > 1
    if format == .json, !gates.isEmpty {
      try StandardOutput.write(
        GateJSON.encode(gates, isList: isList, includingEnvironment: false))
    }
    try destinations.write(gates, isList: isList)
    return ExitStatus.worst(codes)
  }

  /// `nil` where the run failed, which has then been told.
  private func gate(
    _ scenario: Scenario, against baseline: GateResult.Baseline?
  ) async -> GateResult? {
    do {
      let result = try await run.result(of: scenario, environment: .current())
      return GateResult(result, of: scenario, against: baseline, failsOnChange: failsOnChange)
    } catch {
      StandardError.write("\(scenario.name): the run failed: \(error)\n")
      return nil
    }
  }

  private func note(_ line: String) {
    if !run.isQuiet { StandardError.write(line + "\n") }
  }
}

extension GateSession {
  /// Slows every scenario until its gate says no, and says from which slowdown on it does.
  ///
  /// - Returns: `pass` where every gate fails at the latest for the greatest slowdown; `gateSaidNo`
  ///   where one lets everything pass.
  func testItself(_ scenarios: [Scenario]) async throws -> ExitStatus {
    let targets = try scenarios.map { ($0, try baselines?.baseline(of: $0)) }
    var codes: [ExitStatus] = []
    for (scenario, baseline) in targets {
      codes.append(try await testItself(scenario, against: baseline))
      if codes.last == .interrupted { break }
    }
    return ExitStatus.worst(codes)
  }

  private func testItself(
    _ scenario: Scenario, against baseline: GateResult.Baseline?
  ) async throws -> ExitStatus {
    for factor in [1] + GateSelfTest.slowdowns {
      let slowed = factor == 1 ? scenario : GateSelfTest.slowed(scenario, by: factor)
      guard let gate = await gate(slowed, against: baseline) else { return .runFailed }
      switch gate.verdict {
      case .interrupted: return .interrupted
      case .invalid: return .internalError
      case .baselineMissing: return .baselineMissing
      case .fail:
        return try told(gate, factor, of: scenario)
      case .pass, .improved, .inconclusive: continue
      }
    }
    try StandardOutput.write(
      "\(scenario.name): self-test: CANNOT FAIL: it passes with every stage "
        + "\(GateFactor.text(GateSelfTest.slowdowns.last)) as slow; tighten its thresholds, or give it a "
        + "baseline\n")
    return .gateSaidNo
  }

  private func told(_ gate: GateResult, _ factor: Double, of scenario: Scenario) throws
    -> ExitStatus
  {
    let verdict = GateReport(gate).verdict
    guard factor > 1 else {
      try StandardOutput.write(
        "\(scenario.name): self-test: fails before anything is slowed (\(verdict)): nothing shown\n"
      )
      return .gateSaidNo
    }
    try StandardOutput.write(
      "\(scenario.name): self-test: can fail: passes as it is, and fails with every stage "
        + "\(GateFactor.text(factor)) as slow (\(verdict))\n")
    return .pass
  }
}

/// `1.05 times`.
enum GateFactor {
  static func text(_ factor: Double?) -> String {
    guard let factor else { return "" }
    return Decimal.fixed(factor, decimals: factor == factor.rounded() ? 0 : 2) + " times"
  }
}
