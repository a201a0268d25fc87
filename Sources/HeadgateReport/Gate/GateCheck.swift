import HeadgateModel

/// One thing that a gate looks at in one variant, and how it came out.
struct GateCheck {
  enum Outcome {
    case held, warned, missed, undecided
    /// Nothing could be said: a self-check failed, or a baseline is missing.
    case broken
  }

  /// What is looked at: also the kind under which CI services group.
  enum Kind: String {
    case selfCheck = "self-check"
    case drain
    case baseline
    case threshold
    case regression
    case primary
    case digest
  }

  var identity: VariantIdentity
  var kind: Kind
  /// `latency.p99 < 2s`.
  var name: String
  var outcome: Outcome
  /// What was observed against what was demanded.
  var message: String
  /// The line of the scenario that demands it.
  var location: SourceLocation?
}

extension GateCheck {
  /// Every check of a gate, variant by variant.
  static func all(of gate: GateResult) -> [GateCheck] {
    gate.run.variants.flatMap { all(of: $0, in: gate) }
  }

  private static func all(of variant: VariantResult, in gate: GateResult) -> [GateCheck] {
    let identity = variant.identity
    var checks = selfChecks(variant, identity) + drain(variant, identity)
    checks += missingBaseline(gate, identity)
    for result in gate.run.thresholds
    where result.identity == identity {
      checks.append(
        GateCheck(result, identity, unit: unit(of: result.threshold.metric, in: variant)))
    }
    for result in gate.regressions
    where result.identity == identity {
      checks.append(
        GateCheck(result, identity, unit: unit(of: result.regression.metric, in: variant)))
    }
    checks += gate.primary.filter { $0.identity == identity }.map { GateCheck($0) }
    return checks + digest(gate, identity)
  }

  private static func unit(of metric: MetricReference, in variant: VariantResult) -> MetricUnit {
    variant.summary(metric.description)?.unit ?? .ratio
  }

  private static func selfChecks(
    _ variant: VariantResult, _ identity: VariantIdentity
  ) -> [GateCheck] {
    variant.replications.flatMap { replication in
      replication.checks.filter { !$0.holds }.map {
        GateCheck(
          identity: identity, kind: .selfCheck, name: "self-check \($0.name)", outcome: .broken,
          message: "replication \(replication.replication): \($0.detail)")
      }
    }
  }

  private static func drain(
    _ variant: VariantResult, _ identity: VariantIdentity
  ) -> [GateCheck] {
    guard let most = variant.replications.map(\.inFlight).max(), most > 0 else { return [] }
    return [
      GateCheck(
        identity: identity, kind: .drain, name: "all jobs resolved", outcome: .missed,
        message: "up to \(Decimal.grouped(most)) jobs were still in flight after the drain")
    ]
  }

  private static func missingBaseline(
    _ gate: GateResult, _ identity: VariantIdentity
  ) -> [GateCheck] {
    guard let comparison = gate.comparison, comparison.candidateOnly.contains(identity) else {
      return []
    }
    return [
      GateCheck(
        identity: identity, kind: .baseline, name: "has a baseline", outcome: .broken,
        message: "\(comparison.baseline.label) has no such variant: save the baseline anew")
    ]
  }

  private static func digest(_ gate: GateResult, _ identity: VariantIdentity) -> [GateCheck] {
    guard gate.failsOnChange,
      let variant = gate.comparison?.variants.first(where: { $0.identity == identity })
    else { return [] }
    let isSame = variant.basis == .identical
    return [
      GateCheck(
        identity: identity, kind: .digest, name: "identical to the baseline",
        outcome: isSame ? .held : .missed,
        message: isSame
          ? "every event is the same"
          : "\(variant.identicalPairs) of \(variant.candidateCount) replications identical; "
            + ChangeText.text(variant))
    ]
  }

  private init(_ result: ThresholdResult, _ identity: VariantIdentity, unit: MetricUnit) {
    let threshold = result.threshold
    let message = result.observed.map { observed in
      let margin = ThresholdMargin.text(threshold, observed: observed)
      return "observed "
        + GateFigure.text(observed, unit: threshold.isShareOfOffered ? .share : unit)
        + (margin.isEmpty ? "" : " \(margin)")
    }
    self.init(
      identity: identity, kind: .threshold, name: threshold.expression,
      outcome: result.ok ? .held : threshold.severity == .warn ? .warned : .missed,
      message: message ?? "no samples", location: threshold.location)
  }

  private init(_ result: RegressionResult, _ identity: VariantIdentity, unit: MetricUnit) {
    let regression = result.regression
    func text(_ value: Double?, without: String = "no samples") -> String {
      value.map { GateFigure.text($0, unit: unit) } ?? without
    }
    let before = text(result.baseline, without: "not in the baseline")
    let change = GateFigure.change(result).map { " (\($0))" } ?? ""
    let limit = result.limit.map { ", limit \(text($0))" } ?? ""
    self.init(
      identity: identity, kind: .regression, name: regression.expression,
      outcome: result.ok ? .held : regression.severity == .warn ? .warned : .missed,
      message: "\(before) → \(text(result.observed))\(change)\(limit)",
      location: regression.location)
  }

  private init(_ finding: PrimaryFinding) {
    let metric = finding.metric
    let outcome: Outcome
    switch metric.outcome {
    case _ where finding.isWorse: outcome = .missed
    case .inconclusive, .unreachable: outcome = .undecided
    default: outcome = .held
    }
    self.init(
      identity: finding.identity, kind: .primary, name: "\(metric.name) not worse",
      outcome: outcome, message: Self.message(metric))
  }

  private static func message(_ metric: MetricComparison) -> String {
    if metric.outcome == .identical { return "no difference" }
    let before = GateFigure.text(metric.baselineMean, unit: metric.unit)
    if metric.candidateValues.isEmpty { return "\(before) → no samples" }
    let after = GateFigure.text(metric.candidateMean, unit: metric.unit)
    return "\(before) → \(after) (\(DifferenceText(metric).text(metric.estimate)))"
  }
}
