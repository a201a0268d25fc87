/// The distribution of a sample: its distinct values, ascending, with how often each occurs.
public struct EmpiricalDistribution: Sendable, Equatable {
  public let values: [Double]
  public let counts: [UInt64]
  public let total: UInt64

  /// - Parameters:
  ///   - values: Ascending and distinct, at least one.
  ///   - counts: One a value, each above 0.
  public init(values: [Double], counts: [UInt64]) {
    precondition(!values.isEmpty, "an empty sample has no distribution")
    precondition(values.count == counts.count, "a value has one count")
    precondition(zip(values, values.dropFirst()).allSatisfy(<), "values ascend")
    precondition(counts.allSatisfy { $0 > 0 }, "a value that is there occurs")
    self.values = values
    self.counts = counts
    total = counts.reduce(0, +)
  }

  /// - Parameter sample: In any order, at least one value.
  public init(_ sample: some Sequence<Double>) {
    var values: [Double] = []
    var counts: [UInt64] = []
    for value in sample.sorted() {
      if values.last == value {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    self.init(values: values, counts: counts)
  }

  public var mean: Double {
    zip(values, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(total)
  }

  /// The share of the sample at or below each of `points`, which ascend. O(values + points).
  func shares(atOrBelow points: some Sequence<Double>) -> [Double] {
    var place = 0
    var seen: UInt64 = 0
    return points.map { point in
      while place < values.count, values[place] <= point {
        seen += counts[place]
        place += 1
      }
      return Double(seen) / Double(total)
    }
  }
}
