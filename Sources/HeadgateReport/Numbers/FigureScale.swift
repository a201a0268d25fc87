package import HeadgateModel

/// The unit and the number of decimals that a row of figures of one metric is shown in: the
/// largest figure gets four significant digits, three where it is a share, and the smallest at least
/// three, with at most three decimals; counts have one only where they
/// are means below 100.
package struct FigureScale: Equatable {
  /// As printed: `ms`, `/s`, `%`, or nothing.
  package var unit: String
  /// Shown = value × factor.
  package var factor: Double
  package var decimals: Int

  /// - Parameter intervals: half widths shown beside the values.
  package init(_ unit: MetricUnit, values: [Double], intervals: [Double] = []) {
    let magnitudes = values.map(\.magnitude).filter { $0 > 0 && $0.isFinite }
    let largest = magnitudes.max() ?? 0
    (self.unit, factor) = Self.scale(unit, largest: largest)
    guard let smallest = magnitudes.min() else {
      decimals = 0
      return
    }
    if unit == .count {
      let isWhole = (values + intervals).allSatisfy { $0 == $0.rounded() }
      decimals = isWhole || smallest >= 100 ? 0 : 1
      return
    }
    let forLargest = (unit == .share ? 2 : 3) - Decimal.exponent(largest * factor)
    let forSmallest = 2 - Decimal.exponent(smallest * factor)
    decimals = min(max(forLargest, forSmallest, 0), 3)
  }

  package func text(_ value: Double) -> String {
    Decimal.fixed(value * factor, decimals: decimals)
  }

  private static func scale(
    _ unit: MetricUnit, largest: Double
  ) -> (unit: String, factor: Double) {
    switch unit {
    case .seconds:
      if largest >= 1 { return ("s", 1) }
      if largest >= 1e-3 || largest == 0 { return ("ms", 1e3) }
      return largest >= 1e-6 ? ("µs", 1e6) : ("ns", 1e9)
    case .perSecond: return ("/s", 1)
    case .share: return ("%", 100)
    case .count, .ratio: return ("", 1)
    }
  }
}
