/// A regression as it came out for one variant against its baseline.
public struct RegressionResult: Sendable, Equatable {
  public var regression: Regression
  public var variant: String
  public var mode: RunMode
  /// Means over the replications; `nil` where no sample stands behind it, which is a miss.
  public var baseline: Double?
  public var observed: Double?
  public var ok: Bool

  public init(
    regression: Regression, variant: String, mode: RunMode, baseline: Double?, observed: Double?,
    ok: Bool
  ) {
    self.regression = regression
    self.variant = variant
    self.mode = mode
    self.baseline = baseline
    self.observed = observed
    self.ok = ok
  }

  /// What was allowed, in the metric's unit.
  public var limit: Double? { baseline.map { $0 * regression.share } }
}
