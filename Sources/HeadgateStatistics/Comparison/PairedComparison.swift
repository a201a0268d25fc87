/// One metric of two variants that ran on common random numbers, compared and judged.
public struct PairedComparison: Sendable, Equatable {
  public let difference: PairedDifference
  /// The margin judged against, as the difference's estimate is told; `nil` without one.
  public let margin: Double?
  public let verdict: ComparisonVerdict
  /// Means over the pairs.
  public let baselineMean: Double
  public let candidateMean: Double
  /// Replications in which one side has no value, and which are left out.
  public let missingPairs: Int

  /// Compares values by replication, the same replication at the same position.
  ///
  /// Where the rule asks for a ratio but a value is missing or not positive, differences are taken
  /// instead, against the margin's share of the baseline's mean.
  ///
  /// - Returns: `nil` where no replication has a value on either side.
  public init?(
    baseline: [Double?], candidate: [Double?], rule: ComparisonRule, better: PreferredDirection
  ) {
    precondition(baseline.count == candidate.count, "pairs have the same replications")
    let pairs = zip(baseline, candidate).compactMap { before, after in
      before.flatMap { before in after.map { (before: before, after: $0) } }
    }
    missingPairs = baseline.count - pairs.count
    let before = pairs.map(\.before)
    let after = pairs.map(\.after)
    baselineMean = SampleMoments(before).mean
    candidateMean = SampleMoments(after).mean
    let isRatio =
      rule.scale == .logRatio && missingPairs == 0 && (before + after).allSatisfy { $0 > 0 }
    guard
      let difference = PairedDifference(
        baseline: before, candidate: after, scale: isRatio ? .logRatio : .difference)
    else { return nil }
    self.difference = difference
    if isRatio || rule.scale == .difference {
      margin = rule.margin
    } else {
      let absolute = rule.margin.map { [baselineMean] in $0 * baselineMean.magnitude }
      margin = absolute.flatMap { $0 > 0 ? $0 : nil }
    }
    verdict = difference.verdict(margin: margin, better: better)
  }
}
