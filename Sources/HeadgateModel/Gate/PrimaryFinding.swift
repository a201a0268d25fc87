/// One of the few metrics that a gate holds against the baseline by itself, where the scenario says
/// nothing of its own.
public struct PrimaryFinding: Sendable, Equatable {
  public var identity: VariantIdentity
  public var metric: MetricComparison
  /// The p value adjusted over all primary metrics of the scenario (Holm); `nil` where every pair
  /// differs by the same amount, or nothing differs.
  public var adjustedPValue: Double?
  /// Whether it fails the gate.
  public var isWorse: Bool

  public init(
    identity: VariantIdentity, metric: MetricComparison, adjustedPValue: Double?, isWorse: Bool
  ) {
    self.identity = identity
    self.metric = metric
    self.adjustedPValue = adjustedPValue
    self.isWorse = isWorse
  }
}
