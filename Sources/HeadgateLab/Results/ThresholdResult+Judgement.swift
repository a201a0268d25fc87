import HeadgateModel
import HeadgateStatistics

extension ThresholdResult {
  /// Judges a threshold on the mean over a variant's replications.
  ///
  /// A share of the offered jobs is taken in each replication and then averaged; over windows the
  /// replication has taken it itself, in each window. Without a sample the threshold is missed.
  init(_ threshold: Threshold, of variant: VariantResult) {
    let observed =
      threshold.isShareOfOffered && !threshold.metric.tags.contains { $0.key == .over }
      ? Self.shareOfOffered(threshold.metric, in: variant.replications)
      : variant.summary(threshold.metric.description)?.mean
    self.init(
      threshold: threshold, variant: variant.name, mode: variant.mode, observed: observed,
      ok: observed.map { threshold.comparison.holds($0, threshold.limit) } ?? false)
  }

  private static func shareOfOffered(
    _ metric: MetricReference, in replications: [ReplicationResult]
  ) -> Double? {
    let offered = MetricReference(name: "offered", tags: metric.tags).description
    let counted = metric.description
    let shares = replications.compactMap { replication -> Double? in
      guard let count = replication.metric(counted), let all = replication.metric(offered), all > 0
      else { return nil }
      return count / all
    }
    return MeanInterval(shares)?.mean
  }
}
