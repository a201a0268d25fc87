import HeadgateModel

/// A gate over a hand-made run: a threshold missed by one variant, a warning, a regression missed by
/// two, one that holds, and names that every format must escape.
struct SampleGate {
  static let baseline = ComparedRun(SampleRun().result, label: "main")

  static func regression(
    _ metric: String, _ comparison: Comparison, _ share: Double, line: Int,
    severity: Severity = .error
  ) -> Regression {
    Regression(
      expression: "\(metric) \(comparison.rawValue) \(Int(share * 100))% of baseline",
      metric: MetricReference(name: metric), comparison: comparison, share: share,
      severity: severity,
      location: SourceLocation(file: "Scenarios/congestion.yaml", line: line, column: 5))
  }

  static func metric(
    _ name: String, unit: MetricUnit, baseline: Double, estimate: Double,
    outcome: ComparisonOutcome
  ) -> MetricComparison {
    MetricComparison(
      name: name, unit: unit, better: name == "throughput" ? .higher : .lower,
      baselineValues: [baseline], candidateValues: [baseline * (1 + estimate)],
      baselineMean: baseline, candidateMean: baseline * (1 + estimate), isRatio: true,
      estimate: estimate, low: estimate - 0.01, high: estimate + 0.01, pValue: 0.0001,
      adjustedPValue: 0.0002, margin: 0.05, outcome: outcome)
  }

  static var failing: GateResult {
    var run = SampleRun()
    run.verdict = .fail
    run.demand(
      "latency.p99 < 2s", "latency.p99", .less, 2, line: 61,
      observed: [(181.3, false), (1.373, true), (2.152, false)])
    run.demand(
      "failed < 0.1%", "failed", .less, 0.001, line: 62, severity: .warn, share: true,
      observed: [(0, true), (0.0001, true), (0.00115, false)])
    let names = ["conservative", "balanced", "aggressive"].map { "controller=\($0)" }
    let slower = regression("latency.p99", .lessOrEqual, 1.05, line: 70)
    let carried = regression("throughput", .greaterOrEqual, 0.98, line: 71)
    return GateResult(
      run: run.result,
      comparison: RunComparison(
        baseline: baseline, candidate: ComparedRun(run.result, label: "this run"),
        caveats: [.changedScenario],
        variants: names.enumerated().map { index, name in
          VariantComparison(
            identity: VariantIdentity(name: name, mode: .sim),
            basis: index == 0 ? .identical : .paired, baselineCount: 3, candidateCount: 3,
            identicalPairs: index == 0 ? 3 : 0,
            metrics: index == 0
              ? []
              : [
                metric(
                  "throughput", unit: .perSecond, baseline: 45, estimate: -0.001, outcome: .small),
                metric(
                  "latency.p99", unit: .seconds, baseline: 1.2, estimate: 0.14, outcome: .worse),
              ])
        }, baselineOnly: [], candidateOnly: []),
      regressions: names.enumerated().flatMap { index, name in
        [
          RegressionResult(
            regression: slower, variant: name, mode: .sim, baseline: [181.3, 1.2, 1.9][index],
            observed: [181.3, 1.373, 2.152][index], ok: index == 0),
          RegressionResult(
            regression: carried, variant: name, mode: .sim, baseline: 45, observed: 44.9, ok: true),
        ]
      }, verdict: .fail)
  }

  /// Primary metrics in place of demands: worse, undecided, better.
  static var primary: GateResult {
    var run = SampleRun()
    run.names = ["balanced"]
    let identity = VariantIdentity(name: "controller=balanced", mode: .sim)
    let worse = metric(
      "latency.p99", unit: .seconds, baseline: 1.2, estimate: 0.14, outcome: .worse)
    let open = metric(
      "throughput", unit: .perSecond, baseline: 45, estimate: -0.004, outcome: .inconclusive)
    return GateResult(
      run: run.result,
      comparison: RunComparison(
        baseline: baseline, candidate: ComparedRun(run.result, label: "this run"), caveats: [],
        variants: [
          VariantComparison(
            identity: identity, basis: .paired, baselineCount: 3, candidateCount: 3,
            identicalPairs: 0, metrics: [open, worse])
        ], baselineOnly: [], candidateOnly: []),
      primary: [
        PrimaryFinding(identity: identity, metric: open, adjustedPValue: 0.2, isWorse: false),
        PrimaryFinding(identity: identity, metric: worse, adjustedPValue: 0.0002, isWorse: true),
      ], failsOnChange: true, verdict: .fail)
  }

  /// Nothing demanded, nothing amiss, and names full of what formats give a meaning.
  static var hostile: GateResult {
    var run = SampleRun()
    run.names = ["default"]
    run.figures["default"] = run.figures["balanced"]
    run.inFlight["default"] = 3
    run.checks["default"] = [
      SelfCheck(name: "conservation", holds: false, detail: "1 < 2 & \"3\"\n50% ]]> , : lost")
    ]
    var result = run.result
    result.scenarioName = "a<b>&\"c\": 100%, d"
    result.verdict = .invalid
    return GateResult(run: result, verdict: .invalid)
  }
}
