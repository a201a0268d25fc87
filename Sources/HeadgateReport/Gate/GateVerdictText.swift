import HeadgateModel

/// The last line of a gate's report.
struct GateVerdictText {
  private let gate: GateResult

  init(_ gate: GateResult) {
    self.gate = gate
  }

  var part: Document.Part {
    .verdict("gate: \(text)", isGood: [.pass, .improved, .inconclusive].contains(gate.verdict))
  }

  var text: String { "\(word): \(reason)" }

  private var word: String {
    switch gate.verdict {
    case .baselineMissing: "no baseline"
    default: gate.verdict.rawValue
    }
  }

  private var reason: String {
    switch gate.verdict {
    case .pass: held
    case .improved: "better: " + primary { $0.metric.outcome == .better }
    case .inconclusive: "undecided: " + primary(isUndecided)
    case .fail: failures
    case .baselineMissing: "the baseline lacks a variant that was run; save it anew"
    case .invalid: "a self-check did not hold"
    case .interrupted: "stopped before its end; what had finished is shown"
    }
  }

  private var held: String {
    let demands = Set(gate.run.thresholds.map(\.threshold.location)).count
    let regressions = Set(gate.regressions.map(\.regression.location)).count
    var facts: [String] = []
    if demands > 0 { facts.append(RunReport.counted(demands, "threshold")) }
    if regressions > 0 { facts.append(RunReport.counted(regressions, "regression")) }
    if !gate.primary.isEmpty { facts.append("the primary metrics") }
    guard !facts.isEmpty else {
      return gate.comparison == nil
        ? "nothing to hold it to: no thresholds, no baseline" : "identical to the baseline"
    }
    return facts.joined(separator: ", ") + " held"
  }

  private var failures: String {
    var facts: [String] = []
    let thresholds = Set(
      gate.run.thresholds.filter { !$0.ok && $0.threshold.severity == .error }
        .map(\.threshold.location)
    ).count
    if thresholds > 0 { facts.append(RunReport.counted(thresholds, "threshold") + " missed") }
    let regressions = Set(
      gate.regressions.filter { !$0.ok && $0.regression.severity == .error }
        .map(\.regression.location)
    ).count
    if regressions > 0 { facts.append(RunReport.counted(regressions, "regression") + " missed") }
    if gate.primary.contains(where: \.isWorse) { facts.append("worse: " + primary(\.isWorse)) }
    if gate.run.verdict == .undrained { facts.append("jobs were still in flight") }
    if gate.failsOnChange, !gate.changed.isEmpty {
      facts.append(RunReport.counted(gate.changed.count, "variant") + " changed")
    }
    return facts.joined(separator: ", ")
  }

  private func isUndecided(_ finding: PrimaryFinding) -> Bool {
    [.inconclusive, .unreachable].contains(finding.metric.outcome)
  }

  /// The names of primary metrics that meet a condition, each once.
  private func primary(_ condition: (PrimaryFinding) -> Bool) -> String {
    var names: [String] = []
    for finding in gate.primary where condition(finding) && !names.contains(finding.metric.name) {
      names.append(finding.metric.name)
    }
    return names.joined(separator: ", ")
  }
}
