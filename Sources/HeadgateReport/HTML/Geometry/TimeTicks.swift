/// Round moments along an axis of time, all told in one unit.
package struct TimeTicks: Sendable, Equatable {
  package struct Tick: Sendable, Equatable {
    /// Seconds.
    package var moment: Double
    /// `90 s`, `5 min`, `2 h`, `3 d`.
    package var label: String
  }

  private struct Unit {
    var name: String
    var seconds: Double
    /// The longest axis that is told in it, in seconds.
    var longest: Double
    var steps: [Double]
  }

  private static let units = [
    Unit(name: "ms", seconds: 1e-3, longest: 1, steps: []),
    Unit(name: "s", seconds: 1, longest: 200, steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60]),
    Unit(name: "min", seconds: 60, longest: 3 * 3600, steps: [1, 2, 5, 10, 15, 20, 30]),
    Unit(name: "h", seconds: 3600, longest: 4 * 86_400, steps: [1, 2, 3, 4, 6, 12, 24]),
    Unit(name: "d", seconds: 86_400, longest: .infinity, steps: [1, 2, 5, 10]),
  ]

  /// Within the axis; the first is at 0.
  package let ticks: [Tick]

  /// Ticks from 0 to at most `end` seconds, with at most `most` steps.
  package init(end: Double, most: Int = 6) {
    let end = end.isFinite && end > 0 ? end : 1
    let unit = Self.units.first { end <= $0.longest } ?? Self.units[0]
    let length = end / unit.seconds
    let linear = LinearTicks(low: 0, high: length, most: most)
    let step = unit.steps.first { length / $0 <= Double(most) } ?? linear.values[1]
    let decimals = step == step.rounded() ? 0 : linear.decimals
    ticks = (0...Int(length / step)).map { position in
      let value = Double(position) * step
      let number = Decimal.fixed(value, decimals: decimals)
      return Tick(
        moment: value * unit.seconds, label: position == 0 ? "0" : "\(number) \(unit.name)")
    }
  }
}
