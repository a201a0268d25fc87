import HeadgateModel

/// A metric's difference as text: of ratios in percent, or as a factor where that says more; else in
/// the metric's unit.
struct DifferenceText {
  private let isRatio: Bool
  private let isFactor: Bool
  private let decimals: Int
  private let scale: FigureScale

  init(_ metric: MetricComparison) {
    let figures = [metric.estimate, metric.low, metric.high].compactMap { $0 }
    isRatio = metric.isRatio
    isFactor = metric.estimate >= 1 || metric.estimate <= -0.5
    let smallest = figures.map(\.magnitude).filter { $0 > 0 }.min() ?? 0
    decimals = smallest < 0.001 ? 3 : smallest < 0.1 ? 2 : 1
    scale = FigureScale(metric.unit, values: [metric.estimate], intervals: figures)
  }

  /// `+3.21%`, `×12.3`, `-0.4/s`.
  func text(_ value: Double) -> String {
    guard isRatio else {
      return Decimal.signed(value * scale.factor, decimals: scale.decimals) + scale.unit
    }
    guard isFactor else { return Decimal.signed(value * 100, decimals: decimals) + "%" }
    let factor = 1 + value
    let decimals = factor < 0.1 ? 4 : factor < 10 ? 3 : factor < 100 ? 1 : 0
    return "×" + Decimal.fixed(factor, decimals: decimals)
  }

  /// An effect of either sign: `0.31%`, `0.4/s`.
  func magnitude(_ value: Double) -> String {
    guard isRatio else {
      let scale = FigureScale(scale.unit == "%" ? .share : .ratio, values: [value])
      return Decimal.fixed(value * scale.factor, decimals: scale.decimals) + self.scale.unit
    }
    return Decimal.fixed(value * 100, decimals: value < 0.001 ? 3 : value < 0.1 ? 2 : 1) + "%"
  }
}
