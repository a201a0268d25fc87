/// The null distribution of a rank sum: which ranks a sample gets is a matter of chance.
///
/// Every choice of so many ranks from all is equally likely, which with the ranks 1…n+m is Mann and
/// Whitney's c(n, m, u) = c(n−1, m, u−m) + c(n, m−1, u) (1947), and with shared ranks the exact
/// permutation distribution (Streitberg and Röhmel, 1986). Only additions, so every count is exact
/// below 2⁵³ and right to about 13 digits beyond.
public struct RankSumDistribution: Sendable, Equatable {
  /// Choices that give each sum, from the smallest sum on.
  public let counts: [Double]
  /// All choices.
  public let total: Double
  /// The smallest sum.
  let smallest: Int

  /// The distribution of U for samples without ties: `counts[u]` of `total` choices give U = u.
  public init(first: Int, second: Int) {
    precondition(first > 0 && second > 0, "a rank sum is of two samples")
    self.init(choosing: first, of: Array(1...first + second))
  }

  /// O(ranks · chosen · range of sums), and no more than 1,000 ranks, whose counts a `Double` holds.
  init(choosing chosen: Int, of ranks: [Int]) {
    precondition(ranks.count <= 1_000, "the counts of so many ranks are no numbers any more")
    let sorted = ranks.sorted()
    smallest = sorted.prefix(chosen).reduce(0, +)
    let width = sorted.suffix(chosen).reduce(0, +) - smallest + 1
    // By how many are chosen, then by the sum less the smallest that as many can have.
    let floors = sorted.prefix(chosen).reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    var counts = [[Double]](repeating: [Double](repeating: 0, count: width), count: chosen + 1)
    counts[0][0] = 1
    for (index, rank) in sorted.enumerated() {
      for size in stride(from: min(chosen, index + 1), through: 1, by: -1) {
        let shift = floors[size - 1] + rank - floors[size]
        guard shift < width else { continue }
        for sum in shift..<width { counts[size][sum] += counts[size - 1][sum - shift] }
      }
    }
    self.counts = counts[chosen]
    total = counts[chosen].reduce(0, +)
  }

  /// P(sum ≤ `sum`).
  func cumulative(_ sum: Int) -> Double {
    guard sum >= smallest else { return 0 }
    return min(1, counts.prefix(sum - smallest + 1).reduce(0, +) / total)
  }

  /// P(sum ≥ `sum`), summed from the small end, so that a small value keeps its digits.
  func exceedance(_ sum: Int) -> Double {
    guard sum > smallest else { return 1 }
    return min(1, counts.dropFirst(sum - smallest).reversed().reduce(0, +) / total)
  }
}
