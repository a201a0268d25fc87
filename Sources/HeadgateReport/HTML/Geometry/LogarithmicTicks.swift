/// Round values along a logarithmic axis: powers of ten, with 2 and 5 times them where few decades
/// leave room.
package struct LogarithmicTicks: Sendable, Equatable {
  /// Ascending, at least two; the first is at most the lowest value, the last at least the highest.
  package let values: [Double]

  /// - Precondition: `low` is above 0, and both are finite.
  package init(low: Double, high: Double, most: Int = 7) {
    precondition(low > 0 && low.isFinite && high.isFinite, "a logarithmic axis begins above 0")
    let high = max(low, high)
    let candidates = [[1.0, 2, 5], [1, 3], [1]].lazy.map {
      Self.values(low: low, high: high, digits: $0)
    }
    if let fitting = candidates.first(where: { $0.count <= most }) {
      values = fitting
    } else {
      values = Self.thinned(Self.values(low: low, high: high, digits: [1]), most: most)
    }
  }

  package var low: Double { values[0] }
  package var high: Double { values[values.count - 1] }

  private static func values(low: Double, high: Double, digits: [Double]) -> [Double] {
    let decades = (Decimal.exponent(low) - 1)...(Decimal.exponent(high) + 1)
    let all = decades.flatMap { decade in digits.map { LinearTicks.scaled($0, decade) } }
    let first = all.lastIndex { $0 <= low } ?? 0
    let last = all.firstIndex { $0 >= high } ?? all.count - 1
    return last > first ? Array(all[first...last]) : Array(all[first...(first + 1)])
  }

  /// Every second, third, … decade, the last one at or past the end.
  private static func thinned(_ decades: [Double], most: Int) -> [Double] {
    let stepped = (decades.count + most - 2) / max(most - 1, 1)
    var kept = stride(from: 0, to: decades.count, by: stepped).map { decades[$0] }
    if let last = decades.last, kept.last != last { kept.append(last) }
    return kept
  }
}
