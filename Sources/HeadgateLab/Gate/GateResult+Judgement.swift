public import HeadgateModel

extension GateResult {
  /// What a run is held against beside its scenario's thresholds.
  public struct Baseline: Sendable {
    public var result: RunResult
    /// What it is called.
    public var label: String

    public init(_ result: RunResult, label: String) {
      self.result = result
      self.label = label
    }
  }

  /// Judges a run by its thresholds, and against a baseline by its scenario's regressions; a variant
  /// without any is judged by its primary metrics.
  ///
  /// - Parameter failsOnChange: Whether any difference from the baseline fails.
  public init(
    _ run: RunResult, of scenario: Scenario, against baseline: Baseline?, failsOnChange: Bool
  ) {
    self.init(run: run, failsOnChange: failsOnChange, verdict: .pass)
    if let baseline {
      comparison = RunComparison(
        baseline: baseline.result, candidate: run, labels: (baseline.label, "this run"))
      judge(scenario, baseline.result)
    }
    verdict = decided
  }

  private mutating func judge(_ scenario: Scenario, _ baseline: RunResult) {
    var undemanding: [VariantComparison] = []
    for comparison in comparison?.variants ?? [] {
      let identity = comparison.identity
      let demands = scenario.variants.first { $0.name == identity.name }?.regressions ?? []
      if demands.isEmpty { undemanding.append(comparison) }
      guard let candidate = run.variant(identity), let other = baseline.variant(identity) else {
        continue
      }
      regressions += demands.map { RegressionResult($0, of: candidate, against: other) }
    }
    primary = PrimaryFinding.all(in: undemanding)
  }

  private var decided: GateVerdict {
    let own = GateVerdict(run.verdict)
    if own == .interrupted || own == .invalid { return own }
    if let comparison, !comparison.candidateOnly.isEmpty { return .baselineMissing }
    let isMissed =
      own == .fail
      || regressions.contains { !$0.ok && $0.regression.severity == .error }
      || primary.contains(where: \.isWorse) || (failsOnChange && !changed.isEmpty)
    if isMissed { return .fail }
    let outcomes = primary.map(\.metric.outcome)
    if outcomes.contains(where: { $0 == .inconclusive || $0 == .unreachable }) {
      return .inconclusive
    }
    return outcomes.contains(.better) ? .improved : .pass
  }
}

extension RunResult {
  func variant(_ identity: VariantIdentity) -> VariantResult? {
    variants.first { $0.identity == identity }
  }
}
