/// What the pairs of one stage say about one metric.
public struct GateEvidence: Sendable, Equatable {
  public let stage: GateStage
  /// The direction in which the metric is better, `lower` or `higher`.
  public let better: PreferredDirection
  /// ln of how much worse the candidate was, pair by pair: positive where worse.
  public let worsenings: [Double]
  /// W⁻: the rank sum of the pairs in which the candidate was better.
  public let againstRankSum: Double
  /// W⁺: the rank sum of the pairs in which the candidate was worse.
  public let forRankSum: Double
  /// The exact one-sided p value of a worse candidate; 1 where every pair is equal.
  public let pValue: Double
  /// Whether W⁻ is at or below the stage's critical value, by its exact rate.
  public let isCritical: Bool
  /// The pseudo-median of the worsenings, with its 95 % interval.
  public let pseudoMedian: PseudoMedian
  /// The standard deviation of the worsenings.
  public let pairDeviation: Double

  /// Weighs the values of a stage's pairs, the same pair at the same position.
  ///
  /// - Returns: `nil` where a value is not positive, so that there is no ratio.
  public init?(
    baseline: [Double], candidate: [Double], better: PreferredDirection, stage: GateStage
  ) {
    precondition(better != .neither, "a gate needs a direction in which the metric is worse")
    precondition(
      baseline.count == stage.pairs && candidate.count == stage.pairs,
      "a stage is judged when all its pairs are there")
    guard (baseline + candidate).allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    let worsenings = zip(baseline, candidate).map { before, after in
      SpecialFunctions.log(better == .lower ? after / before : before / after)
    }
    guard let pseudoMedian = PseudoMedian(worsenings) else { return nil }
    let test = SignedRankTest(worsenings)
    self.stage = stage
    self.better = better
    self.worsenings = worsenings
    self.pseudoMedian = pseudoMedian
    againstRankSum = test?.negativeRankSum ?? 0
    forRankSum = test?.positiveRankSum ?? 0
    pValue = test?.greaterPValue ?? 1
    isCritical = stage.isCritical(test)
    pairDeviation = SampleMoments(worsenings).standardDeviation ?? 0
  }

  /// The candidate over the baseline less 1, by the pseudo-median: positive where the metric rose.
  public var change: Double {
    let rise = better == .lower ? pseudoMedian.estimate : -pseudoMedian.estimate
    return SpecialFunctions.exp(rise) - 1
  }
}
