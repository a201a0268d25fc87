import HeadgateModel
import HeadgateStatistics

extension PrimaryFinding {
  /// Throughput, tail latency and lost jobs: few, so that the family stays small.
  static let metrics = ["throughput", "latency.p99", "failed", "rejected", "shed"]
  /// The chance of any false alarm over a scenario's primary metrics.
  static let familyLevel = 0.01

  /// The primary metrics of the given variants, judged as one family.
  ///
  /// Worse is what is worse by its margin with an adjusted p value of at most 1 %, or by the very same
  /// amount in all pairs; and what is worse by its margin in every universe, of two or more: however
  /// few these are, there is nothing better to go by. So is what the baseline has and the candidate
  /// has no sample of.
  static func all(in variants: [VariantComparison]) -> [PrimaryFinding] {
    let compared = variants.flatMap { variant in
      metrics.compactMap { variant.metric($0) }.map { (metric: $0, variant: variant) }
    }
    let tested = compared.indices.filter { compared[$0].metric.pValue != nil }
    let adjusted = PValueAdjustment.holm.adjusted(tested.compactMap { compared[$0].metric.pValue })
    let pValues = Dictionary(uniqueKeysWithValues: zip(tested, adjusted))
    return compared.enumerated().map { index, entry in
      let isSure = pValues[index].map { $0 <= familyLevel } ?? true
      return PrimaryFinding(
        identity: entry.variant.identity, metric: entry.metric, adjustedPValue: pValues[index],
        isWorse: (entry.metric.outcome == .worse && isSure) || entry.metric.hasVanished
          || (entry.variant.basis == .paired && entry.metric.isWorseInEveryPair))
    }
  }
}

extension MetricComparison {
  fileprivate var hasVanished: Bool { candidateValues.isEmpty && !baselineValues.isEmpty }

  /// Whether every pair, of two or more, is worse by the margin at least.
  fileprivate var isWorseInEveryPair: Bool {
    guard let margin, better != .neither, baselineValues.count == candidateValues.count,
      baselineValues.count > 1
    else { return false }
    return zip(baselineValues, candidateValues).allSatisfy { before, after in
      let (good, bad) = better == .lower ? (before, after) : (after, before)
      return isRatio ? bad >= good * (1 + margin) : bad >= good + margin
    }
  }
}
