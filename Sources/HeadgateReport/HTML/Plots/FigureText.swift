import HeadgateModel

/// A single figure with its unit, in running text and on axes.
enum FigureText {
  /// Three or four significant digits: `312 ms`, `44.9/s`, `87.1 %`.
  static func text(_ value: Double, _ unit: MetricUnit) -> String {
    let scale = FigureScale(unit, values: [value])
    let exponent = Decimal.exponent(value * scale.factor)
    let decimals = unit == .count ? scale.decimals : min(max(0, 2 - exponent), 3)
    return join(
      Decimal.fixed(value * scale.factor, decimals: value == 0 ? 0 : decimals), scale.unit)
  }

  /// A round value in as few digits as it takes: `20 ms`, `1 s`.
  static func short(_ value: Double, _ unit: MetricUnit) -> String {
    let scale = FigureScale(unit, values: [value])
    let shown = value * scale.factor
    let isWhole = (shown - shown.rounded()).magnitude < 1e-6
    return join(
      Decimal.fixed(shown, decimals: isWhole ? 0 : min(-min(Decimal.exponent(shown), -1), 6)),
      scale.unit)
  }

  private static func join(_ number: String, _ unit: String) -> String {
    unit.isEmpty || unit == "/s" ? number + unit : "\(number) \(unit)"
  }
}
