import Foundation
import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStatistics
import HeadgateStore

/// Gates scenarios on measured runs, one after another.
struct LiveGateSession {
  var baseline: BuildRunner
  var candidate: BuildRunner
  var minimumEffect: Double
  var orderSeed: UInt64
  var failsOnInconclusive: Bool
  var isQuiet: Bool
  var format: OutputFormat
  var renderer: TextRenderer
  var json: OutputFile?
  var markdown: OutputFile?

  /// - Returns: the worst of the scenarios' exit codes.
  func gate(_ scenarios: [Scenario]) async throws -> ExitStatus {
    var results: [LiveGateResult] = []
    var codes: [ExitStatus] = []
    for scenario in scenarios {
      guard let result = try await gate(scenario) else {
        codes.append(.runFailed)
        continue
      }
      codes.append(status(of: result))
      if format == .text {
        let text = renderer.render(LiveGateReport(result).document)
        try StandardOutput.write(results.isEmpty ? text : "\n" + text)
      }
      results.append(result)
      if result.isInterrupted { break }
    }
    if !results.isEmpty {
      let text = LiveGateJSON.encode(results, isList: scenarios.count > 1)
      if format == .json { try StandardOutput.write(text) }
      try json?.write(text)
      try markdown?.write(
        results.map { MarkdownRenderer().render(LiveGateReport($0).document) }
          .joined(separator: "\n"))
    }
    return ExitStatus.worst(codes)
  }

  private func status(of result: LiveGateResult) -> ExitStatus {
    switch result.verdict {
    case .pass: .pass
    case .fail: .gateSaidNo
    case .underpowered: failsOnInconclusive ? .inconclusive : .pass
    case .interrupted: .interrupted
    }
  }

  /// `nil` where a run failed, which has then been told.
  private func gate(_ scenario: Scenario) async throws -> LiveGateResult? {
    let start = ContinuousClock.now
    let display = isQuiet ? nil : ProgressDisplay(scenario: scenario.name, unit: "pairs")
    defer { display?.finish() }
    let rule = TwoStageGate(minimumEffect: minimumEffect)
    let (baseline, candidate) = (baseline, candidate)
    let gate = LiveGate(
      rule: rule, orderSeed: orderSeed, seed: scenario.seed,
      progress: { display?.show($0) },
      isCancelled: { Interruption.isRequested }
    ) { side, seed in
      try await (side == .baseline ? baseline : candidate).run(scenario.path, seed: seed)
    }
    do {
      let outcome = try await gate.outcome()
      return LiveGateResult(
        scenarioName: scenario.name, scenarioPath: scenario.path,
        baseline: baseline.side(outcome.baseline), candidate: candidate.side(outcome.candidate),
        orderSeed: orderSeed, screeningPairs: outcome.screeningPairs,
        confirmingPairs: outcome.confirmingPairs, minimumEffect: minimumEffect,
        falseAlarmRate: rule.falseAlarmRate,
        familyFalseAlarmBound: rule.familyFalseAlarmBound(metrics: outcome.metrics.count),
        metrics: outcome.metrics, isInterrupted: outcome.isInterrupted,
        wallSeconds: (ContinuousClock.now - start) / .seconds(1))
    } catch {
      StandardError.write("\(scenario.name): the gate failed: \(error)\n")
      return nil
    }
  }
}
