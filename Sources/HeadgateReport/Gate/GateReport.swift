public import HeadgateModel

/// What a gate says: thresholds, what is demanded against the baseline, what moved, the verdict.
public struct GateReport: Sendable {
  private let gate: GateResult

  public init(_ gate: GateResult) {
    self.gate = gate
  }

  public var document: Document {
    let run = RunReport(gate.run)
    var parts: [Document.Part] = [
      .heading(gate.run.scenarioName, detail: gate.run.scenarioDescription),
      .text(run.circumstances + against),
    ]
    parts += RunAlarms.texts(gate.run).map { .alarm($0) }
    if let comparison = gate.comparison {
      parts += ComparisonReport(comparison).alarms.map { .alarm($0) }
    }
    let columns = VariantColumns(gate.run.variants)
    if !gate.run.variants.isEmpty {
      parts += [
        ThresholdTable(columns, thresholds: gate.run.thresholds).table,
        RegressionTable(columns, regressions: gate.regressions).table,
        PrimaryTable(columns, findings: gate.primary).table,
      ].compactMap { $0.map { .table($0) } }
    }
    if let changes { parts.append(.text(changes)) }
    if gate.verdict == .fail { parts += details }
    parts.append(GateVerdictText(gate).part)
    return Document(parts)
  }

  /// The verdict and its reason in one line, without a name before it.
  public var verdict: String { GateVerdictText(gate).text }

  private var against: String {
    guard let baseline = gate.comparison?.baseline else { return "" }
    let commit = baseline.environment.commit.prefix(12)
    return "; against \(baseline.label)" + (commit.isEmpty ? "" : " (\(commit))")
  }

  /// Which variants are the baseline's to the last event, and which are not.
  private var changes: String? {
    guard let comparison = gate.comparison, !comparison.variants.isEmpty else { return nil }
    let changed = gate.changed
    guard !changed.isEmpty else {
      return "identical to the baseline, event by event: "
        + RunReport.counted(comparison.variants.count, "variant")
    }
    return "changed against the baseline: \(changed.count) of "
      + RunReport.counted(comparison.variants.count, "variant")
      + (gate.failsOnChange ? "" : "; headgate compare shows how")
  }

  /// Variants that failed against the baseline, with what moved and where.
  private var details: [Document.Part] {
    guard let comparison = gate.comparison else { return [] }
    let failed = gate.changed.filter { variant in
      gate.failsOnChange
        || gate.primary.contains { $0.identity == variant.identity && $0.isWorse }
        || gate.regressions.contains {
          !$0.ok && $0.identity == variant.identity
        }
    }
    return failed.enumerated().flatMap { index, variant in
      ComparedVariant(variant, of: comparison, isComplete: false, hasLegend: index == 0).parts
    }
  }
}
