import HeadgateModel

extension Verdict {
  /// The gravest thing that befell a finished run: a self-check that does not hold, a missed
  /// threshold of severity `error`, jobs in flight after the drain (rule N1).
  init(variants: [VariantResult], thresholds: [ThresholdResult]) {
    let replications = variants.lazy.flatMap(\.replications)
    if replications.contains(where: { $0.checks.contains { !$0.holds } }) {
      self = .invalid
    } else if thresholds.contains(where: { !$0.ok && $0.threshold.severity == .error }) {
      self = .fail
    } else if replications.contains(where: { $0.inFlight > 0 }) {
      self = .undrained
    } else {
      self = .pass
    }
  }
}
