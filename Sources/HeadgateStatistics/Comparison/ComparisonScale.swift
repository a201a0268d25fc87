/// The scale on which paired values are compared.
public enum ComparisonScale: String, Sendable, CaseIterable {
  /// ln(candidate / baseline), for positive values; told as the ratio − 1.
  case logRatio
  /// candidate − baseline, in the metric's unit.
  case difference
}
