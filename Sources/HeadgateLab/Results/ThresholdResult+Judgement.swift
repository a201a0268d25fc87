import HeadgateModel
import HeadgateStatistics

extension ThresholdResult {
  /// Judges a threshold on the mean over a variant's replications.
  ///
  /// A share of the offered jobs is taken in each replication and then averaged; over windows the
  /// replication has taken it itself, in each window. Without a sample the threshold is missed.
  init(_ threshold: Threshold, of variant: VariantResult) {
    let observed = Self.interval(threshold, of: variant)?.mean
    self.init(
      threshold: threshold, variant: variant.name, mode: variant.mode, observed: observed,
      ok: observed.map { threshold.comparison.holds($0, threshold.limit) } ?? false)
  }

  /// What a threshold is judged on, with its 95 % Student t interval; `nil` without a sample.
  static func interval(
    _ threshold: Threshold, of variant: VariantResult
  ) -> (mean: Double, low: Double?, high: Double?)? {
    guard threshold.isShareOfOffered, !threshold.metric.tags.contains(where: { $0.key == .over })
    else {
      return variant.summary(threshold.metric.description).map { ($0.mean, $0.low, $0.high) }
    }
    let shares = sharesOfOffered(threshold.metric, in: variant.replications)
    return MeanInterval(shares).map { ($0.mean, $0.low, $0.high) }
  }

  private static func sharesOfOffered(
    _ metric: MetricReference, in replications: [ReplicationResult]
  ) -> [Double] {
    let offered = MetricReference(name: "offered", tags: metric.tags).description
    let counted = metric.description
    return replications.compactMap { replication -> Double? in
      guard let count = replication.metric(counted), let all = replication.metric(offered), all > 0
      else { return nil }
      return count / all
    }
  }
}
