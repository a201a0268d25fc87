import HeadgateModel
import HeadgateStatistics

extension VariantComparison {
  /// Compares one variant: by its pairs of universes where the clock is virtual and the sides share
  /// some, by ranks where it is measured or every universe is another.
  init(
    baseline: VariantResult, candidate: VariantResult, distributions: RankDistributions
  ) {
    let isMeasured = candidate.mode.isWallClock || baseline.mode.isWallClock
    let pairs = isMeasured ? [] : ReplicationPair.pairs(of: baseline, candidate)
    let metrics =
      pairs.isEmpty
      ? MetricColumns(baseline: baseline, candidate: candidate).unpaired(
        isMeasured: isMeasured, distributions)
      : MetricColumns(baseline: baseline, candidate: candidate, pairs: pairs).paired
    let identicalPairs = pairs.count(where: \.isIdentical)
    // Of one trace a run with another warm-up, or a build that counts otherwise, tells other figures.
    let isIdentical =
      !pairs.isEmpty && identicalPairs == pairs.count
      && metrics.allSatisfy { $0.outcome == .identical }
    self.init(
      identity: candidate.identity,
      basis: pairs.isEmpty ? .unpaired : isIdentical ? .identical : .paired,
      baselineCount: baseline.replications.count, candidateCount: candidate.replications.count,
      identicalPairs: identicalPairs,
      metrics: isIdentical ? [] : PValueFamily.adjusted(metrics))
    guard !isIdentical else { return }
    parts = TimePartShift.shifts(in: self.metrics)
    let parted = pairs.filter { !$0.isIdentical }
    divergences = SeriesDivergence.divergences(in: parted)
    firstDecision = DecisionDivergence.first(in: parted)
  }
}
