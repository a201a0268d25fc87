import HeadgateModel
import HeadgateStatistics

extension RegressionResult {
  /// Judges a regression: the mean over the candidate's replications against a share of the mean over
  /// the baseline's. Of replications that only one side has, none counts; a sample missing on either
  /// side is a miss.
  init(_ regression: Regression, of candidate: VariantResult, against baseline: VariantResult) {
    let name = regression.metric.description
    let shared = Set(candidate.replications.map(\.replication))
      .intersection(baseline.replications.map(\.replication))
    func mean(_ variant: VariantResult) -> Double? {
      let values = variant.replications.filter { shared.contains($0.replication) }
        .compactMap { $0.metric(name) }
      return values.isEmpty ? nil : SampleMoments(values).mean
    }
    let (before, after) = (mean(baseline), mean(candidate))
    var ok = false
    if let before, let after {
      ok = regression.comparison.holds(after, regression.share * before)
    }
    self.init(
      regression: regression, variant: candidate.name, mode: candidate.mode, baseline: before,
      observed: after, ok: ok)
  }
}
