/// Where a monotone function crosses zero.
enum Root {
  /// The crossing of a rising function between two points, by halving until no `Double` is between.
  static func rising(
    between low: Double, and high: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if function(middle) < 0 { low = middle } else { high = middle }
    }
    return high
  }
}
