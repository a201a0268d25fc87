import HeadgateModel

/// Figures of a gate in running text.
enum GateFigure {
  static func text(_ value: Double, unit: MetricUnit) -> String {
    let scale = FigureScale(unit, values: [value])
    return scale.text(value) + scale.unit
  }

  /// How far a regression's metric is from its baseline, in percent; `nil` from 0 or nothing.
  static func change(_ result: RegressionResult) -> String? {
    guard let before = result.baseline, let after = result.observed, before != 0 else { return nil }
    let percent = (after / before - 1) * 100
    return Decimal.signed(percent, decimals: percent.magnitude < 9.95 ? 2 : 1) + "%"
  }
}
