import HeadgateModel
import HeadgateStatistics

/// The metrics of a stage's pairs, variant by variant.
struct LiveGateColumns {
  private struct Column {
    var variant: String
    var summary: MetricSummary
    /// `nil` where some run has no value.
    var baseline: [Double]?
    var candidate: [Double]?
  }

  private let columns: [Column]

  /// - Throws: `LiveGateError` where the sides' variants do not belong together.
  init(_ pairs: [LiveGatePair]) throws(LiveGateError) {
    let names = try Self.names(pairs[0])
    for pair in pairs { _ = try Self.names(pair) }
    columns = names.indices.flatMap { index in
      LiveGate.metrics.compactMap { name -> Column? in
        let summary =
          pairs[0].candidate.variants[index].summary(name)
          ?? pairs[0].baseline.variants[index].summary(name)
        guard let summary else { return nil }
        func values(_ side: (LiveGatePair) -> RunResult) -> [Double]? {
          let values = pairs.compactMap { side($0).variants[index].summary(name)?.mean }
          return values.count == pairs.count ? values : nil
        }
        return Column(
          variant: names[index], summary: summary, baseline: values(\.baseline),
          candidate: values(\.candidate))
      }
    }
  }

  /// Variants by position: those of one name, or the only one of either side.
  private static func names(_ pair: LiveGatePair) throws(LiveGateError) -> [String] {
    let before = pair.baseline.variants.map(\.name)
    let after = pair.candidate.variants.map(\.name)
    guard !after.isEmpty, before == after || (before.count == 1 && after.count == 1) else {
      throw .variants(baseline: before, candidate: after)
    }
    return before == after ? after : ["\(after[0]) against \(before[0])"]
  }

  /// - Parameter fresh: The second stage's columns, in the same order.
  func judged(
    by rule: TwoStageGate, confirmedBy fresh: LiveGateColumns? = nil
  ) -> [LiveGateMetric] {
    columns.indices.map { index in
      let column = columns[index]
      guard let screening = Self.evidence(column, rule.screening) else {
        return Self.metric(column, outcome: .unjudged)
      }
      let other = fresh.flatMap { fresh in
        fresh.columns.indices.contains(index) ? fresh.columns[index] : nil
      }
      let confirmation = other.flatMap { Self.evidence($0, rule.confirmation) }
      let verdict = rule.verdict(screening: screening, confirmation: confirmation)
      let hasConfirmed = confirmation != nil && screening.isCritical
      return Self.metric(
        hasConfirmed ? other ?? column : column,
        outcome: LiveGateMetric.Outcome(verdict),
        evidence: hasConfirmed ? confirmation : screening, rule: rule)
    }
  }

  private static func evidence(_ column: Column, _ stage: GateStage) -> GateEvidence? {
    guard let baseline = column.baseline, let candidate = column.candidate else { return nil }
    return GateEvidence(
      baseline: baseline, candidate: candidate, better: column.summary.preferred, stage: stage)
  }

  private static func metric(
    _ column: Column, outcome: LiveGateMetric.Outcome, evidence: GateEvidence? = nil,
    rule: TwoStageGate? = nil
  ) -> LiveGateMetric {
    var metric = LiveGateMetric(
      variant: column.variant, name: column.summary.name, unit: column.summary.unit,
      better: column.summary.better, outcome: outcome,
      baselineMedian: column.baseline.flatMap { Median.of($0) },
      candidateMedian: column.candidate.flatMap { Median.of($0) })
    guard let evidence, let rule else { return metric }
    func told(_ worsening: Double) -> Double {
      SpecialFunctions.exp(metric.better == .lower ? worsening : -worsening) - 1
    }
    let bounds = [evidence.pseudoMedian.low, evidence.pseudoMedian.high].compactMap { $0 }.map(told)
    metric.change = evidence.change
    metric.low = bounds.min()
    metric.high = bounds.max()
    metric.pValue = evidence.pValue
    metric.pairDeviation = evidence.pairDeviation
    metric.minimumDetectableEffect = rule.minimumDetectableEffect(
      pairDeviation: evidence.pairDeviation)
    return metric
  }
}

extension LiveGateMetric.Outcome {
  fileprivate init(_ verdict: TwoStageVerdict) {
    self =
      switch verdict {
      case .clear: .clear
      case .suspicious: .suspicious
      case .notConfirmed: .notConfirmed
      case .worse: .worse
      }
  }
}
