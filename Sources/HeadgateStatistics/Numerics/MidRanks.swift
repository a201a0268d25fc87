/// Ranks in which equal values share their mean.
enum MidRanks {
  /// Twice the mid-rank of each value, in the values' order: whole numbers also where ranks are
  /// shared.
  static func doubled(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Int](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      let tied = order[first...].prefix { values[$0] == values[order[first]] }
      for index in tied { ranks[index] = 2 * first + tied.count + 1 }
      first += tied.count
    }
    return ranks
  }

  /// Σ (t³ − t) over the groups of t equal values; 0 without ties.
  static func tieSum(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    var sum = 0.0
    var first = 0
    while first < sorted.count {
      let count = sorted[first...].prefix { $0 == sorted[first] }.count
      sum += Double(count * count * count - count)
      first += count
    }
    return sum
  }
}
