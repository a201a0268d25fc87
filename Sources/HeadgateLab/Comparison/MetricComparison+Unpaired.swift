import HeadgateModel
import HeadgateStatistics

extension MetricComparison {
  /// The level of significance of a single metric, whose interval is the 95 % one.
  private static let level = 0.05

  /// Compares one figure a repetition by ranks: Mann and Whitney's test, the median of all
  /// differences with its interval; `nil` where neither side has a value.
  ///
  /// - Parameter tiedLimit: Values up to which the p value is exact where some are equal.
  init?(
    unpaired column: MetricColumns.Column, rule: ComparisonRule, tiedLimit: Int,
    _ distributions: RankDistributions
  ) {
    let before = column.baseline.compactMap { $0 }
    let after = column.candidate.compactMap { $0 }
    guard !before.isEmpty, !after.isEmpty else {
      self.init(oneSided: column)
      return
    }
    if (before + after).allSatisfy({ $0 == before[0] }) {
      self.init(equal: column.summary, before, after, rule: rule)
      return
    }
    let isRatio = rule.scale == .logRatio && (before + after).allSatisfy { $0 > 0 }
    let scaled: ([Double]) -> [Double] = {
      isRatio ? $0.map { SpecialFunctions.log($0) } : $0
    }
    let told: (Double) -> Double = { isRatio ? SpecialFunctions.exp($0) - 1 : $0 }
    let baselineMean = SampleMoments(before).mean
    let untied = distributions.untied(after.count, before.count)
    guard let shift = HodgesLehmannShift(scaled(after), scaled(before), untied: untied),
      let test = MannWhitneyTest(after, before, tiedLimit: tiedLimit, untied: untied)
    else { return nil }
    var margin = rule.margin
    if rule.scale == .logRatio, !isRatio {
      margin = margin.map { $0 * baselineMean.magnitude }.flatMap { $0 > 0 ? $0 : nil }
    }
    let bound = margin.map { isRatio ? SpecialFunctions.log(1 + $0) : $0 }
    self.init(
      name: column.summary.name, unit: column.summary.unit, better: column.summary.better,
      baselineValues: before, candidateValues: after, baselineMean: baselineMean,
      candidateMean: SampleMoments(after).mean, isRatio: isRatio, estimate: told(shift.estimate),
      low: shift.low.map(told), high: shift.high.map(told), pValue: test.twoSidedPValue,
      margin: margin, outcome: .inconclusive)
    if AttainableSignificance.unpaired(before.count, after.count) > Self.level * (1 + 1e-12) {
      outcome = .unreachable
      replicationsNeeded = AttainableSignificance.runsNeeded(level: Self.level)
    } else if test.twoSidedPValue < Self.level {
      outcome = Self.outcome(
        shift: shift.estimate, bound: bound, better: column.summary.better)
    }
  }

  /// What a shift that is there comes to against a margin, on the scale of the shift.
  private static func outcome(
    shift: Double, bound: Double?, better: MetricDirection
  ) -> ComparisonOutcome {
    if let bound, shift.magnitude < bound { return .small }
    return switch better {
    case .neither: .different
    case .lower: shift < 0 ? .better : .worse
    case .higher: shift > 0 ? .better : .worse
    }
  }
}
