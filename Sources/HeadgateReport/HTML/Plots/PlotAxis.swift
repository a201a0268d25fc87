package import HeadgateModel

/// An axis: its ends, its marks, and what its values are.
package struct PlotAxis: Sendable, Equatable {
  package enum Quantity: Sendable, Equatable {
    /// Seconds from the start of the run.
    case time
    case metric(MetricUnit)
    /// 1 / (1 − p).
    case percentile

    /// Its name for the script that shows values under the pointer.
    var name: String {
      switch self {
      case .time: "time"
      case .metric(let unit): unit.rawValue
      case .percentile: "percentile"
      }
    }
  }

  package let quantity: Quantity
  package let kind: PlotScale.Kind
  package let low: Double
  package let high: Double
  package let ticks: [PlotTick]

  /// The axis on places from `start` to `end`.
  package func scale(from start: Double, to end: Double) -> PlotScale {
    PlotScale(kind, low: low, high: high, start: start, end: end)
  }

  /// Time from the start of a run to `end` seconds.
  package static func time(end: Double, most: Int = 6) -> PlotAxis {
    let end = end > 0 && end.isFinite ? end : 1
    return PlotAxis(
      quantity: .time, kind: .linear, low: 0, high: end,
      ticks: TimeTicks(end: end, most: most).ticks.map {
        PlotTick(value: $0.moment, label: $0.label)
      })
  }

  /// An axis that holds all finite values. Linear ones that begin near 0 begin at 0; values that
  /// reach over more than two decades of a duration are told by their logarithm.
  package static func values(
    _ values: some Sequence<Double>, unit: MetricUnit, isLogarithmicAllowed: Bool = false,
    beginsAtZero: Bool = true
  ) -> PlotAxis {
    let finite = values.filter(\.isFinite)
    let positive = finite.filter { $0 > 0 }
    if isLogarithmicAllowed, let low = positive.min(), let high = positive.max(),
      high / low > logarithmicFrom
    {
      return logarithmic(low: low, high: high, unit: unit)
    }
    let high = finite.max() ?? 1
    let low = min(finite.min() ?? 0, high)
    return linear(
      low: beginsAtZero || low <= 0.5 * high ? min(low, 0) : low, high: high, unit: unit)
  }

  private static let logarithmicFrom = 60.0

  private static func linear(low: Double, high: Double, unit: MetricUnit) -> PlotAxis {
    let shown = FigureScale(unit, values: [low, high])
    let top = high > low ? high : low + (low == 0 ? 1 / shown.factor : low.magnitude)
    let ticks = LinearTicks(low: low * shown.factor, high: top * shown.factor, most: 4)
    let marks = ticks.values.map {
      PlotTick(
        value: $0 / shown.factor,
        label: label(Decimal.fixed($0, decimals: ticks.decimals), shown.unit))
    }
    return PlotAxis(
      quantity: .metric(unit), kind: .linear, low: marks[0].value,
      high: marks[marks.count - 1].value, ticks: marks)
  }

  private static func logarithmic(low: Double, high: Double, unit: MetricUnit) -> PlotAxis {
    let ticks = LogarithmicTicks(low: low, high: high)
    let marks = ticks.values.map { PlotTick(value: $0, label: FigureText.short($0, unit)) }
    return PlotAxis(
      quantity: .metric(unit), kind: .logarithmic, low: ticks.low, high: ticks.high, ticks: marks)
  }

  /// Percentiles from the 0th to that which `samples` values can still tell.
  package static func percentile(samples: UInt64) -> PlotAxis {
    let names = ["50", "90", "99", "99.9", "99.99", "99.999", "99.9999"]
    let values = [2.0, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    let high = min(max(Double(samples), 10), 1_000_000)
    let ticks = zip(values, names).filter { $0.0 <= high * 1.000_001 }
      .map { PlotTick(value: $0, label: "p" + $1) }
    return PlotAxis(
      quantity: .percentile, kind: .logarithmic, low: 1, high: high, ticks: ticks)
  }

  private static func label(_ number: String, _ unit: String) -> String {
    switch unit {
    case "": number
    case "/s": number + "/s"
    default: number + " " + unit
    }
  }
}
