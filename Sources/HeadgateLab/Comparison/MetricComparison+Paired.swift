import HeadgateModel
import HeadgateStatistics

extension MetricComparison {
  /// Compares the values of the same universes; `nil` where neither side has any.
  init?(paired column: MetricColumns.Column, rule: ComparisonRule) {
    let values = zip(column.baseline, column.candidate).compactMap { before, after in
      before.flatMap { before in after.map { (before: before, after: $0) } }
    }
    guard !values.isEmpty else {
      self.init(oneSided: column)
      return
    }
    let before = values.map(\.before)
    let after = values.map(\.after)
    if before == after {
      self.init(equal: column.summary, before, after, rule: rule)
      return
    }
    guard
      let comparison = PairedComparison(
        baseline: column.baseline, candidate: column.candidate, rule: rule,
        better: column.summary.preferred)
    else { return nil }
    let difference = comparison.difference
    self.init(
      name: column.summary.name, unit: column.summary.unit, better: column.summary.better,
      baselineValues: before, candidateValues: after, baselineMean: comparison.baselineMean,
      candidateMean: comparison.candidateMean, isRatio: difference.scale == .logRatio,
      estimate: difference.estimate, low: difference.low, high: difference.high,
      pValue: difference.twoSidedPValue, margin: comparison.margin,
      outcome: ComparisonOutcome(comparison.verdict),
      replicationsNeeded: comparison.verdict.replicationsNeeded,
      minimumDetectableEffect: difference.minimumDetectableEffect,
      varianceReduction: difference.varianceReduction)
  }

  /// Every pair is equal, or every value: nothing to estimate.
  init(
    equal summary: MetricSummary, _ before: [Double], _ after: [Double], rule: ComparisonRule
  ) {
    let mean = SampleMoments(before).mean
    let isRatio = rule.scale == .logRatio && before.allSatisfy { $0 > 0 }
    self.init(
      name: summary.name, unit: summary.unit, better: summary.better, baselineValues: before,
      candidateValues: after, baselineMean: mean, candidateMean: mean, isRatio: isRatio,
      estimate: 0, low: before.count > 1 ? 0 : nil, high: before.count > 1 ? 0 : nil, pValue: nil,
      margin: isRatio || rule.scale == .difference ? rule.margin : nil, outcome: .identical)
  }

  /// A metric that one side has no sample of: what it lacks is not a number.
  init?(oneSided column: MetricColumns.Column) {
    let before = column.baseline.compactMap { $0 }
    let after = column.candidate.compactMap { $0 }
    guard before.isEmpty != after.isEmpty else { return nil }
    self.init(
      name: column.summary.name, unit: column.summary.unit, better: column.summary.better,
      baselineValues: before, candidateValues: after,
      baselineMean: before.isEmpty ? .nan : SampleMoments(before).mean,
      candidateMean: after.isEmpty ? .nan : SampleMoments(after).mean, isRatio: false,
      estimate: .nan, low: nil, high: nil, pValue: nil, margin: nil, outcome: .inconclusive)
  }
}

extension ComparisonOutcome {
  init(_ verdict: ComparisonVerdict) {
    self =
      switch verdict {
      case .identical: .identical
      case .better: .better
      case .worse: .worse
      case .different: .different
      case .differentButSmall: .small
      case .equivalent: .equivalent
      case .inconclusive: .inconclusive
      }
  }
}

extension ComparisonVerdict {
  var replicationsNeeded: Int? {
    guard case .inconclusive(let needed) = self else { return nil }
    return needed
  }
}
