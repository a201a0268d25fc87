/// Wilcoxon's signed-rank test of paired differences, exact also with ties.
///
/// Differences of 0 are left out (Wilcoxon's rule); equal magnitudes share their mean rank, and the
/// null distribution Π (1 + z^rank) is that of the ranks as they are. O(n³) for n differences.
public struct SignedRankTest: Sendable, Equatable {
  /// Differences other than 0.
  public let count: Int
  /// The sum of the ranks of positive differences.
  public let positiveRankSum: Double
  /// The sum of the ranks of negative differences.
  public let negativeRankSum: Double
  /// The probability of so small a positive rank sum where signs are a coin's.
  public let lessPValue: Double
  /// The probability of so large a positive rank sum where signs are a coin's.
  public let greaterPValue: Double

  /// Twice the smaller one-sided value, at most 1.
  public var twoSidedPValue: Double { min(1, 2 * min(lessPValue, greaterPValue)) }

  /// Tests differences; `nil` where none is other than 0.
  public init?(_ differences: [Double]) {
    let values = differences.filter { $0 != 0 }
    guard !values.isEmpty else { return nil }
    let ranks = MidRanks.doubled(values.map(\.magnitude))
    let distribution = Self.nullDistribution(ofRanks: ranks)
    let positive = zip(values, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    count = values.count
    positiveRankSum = Double(positive) / 2
    negativeRankSum = Double(distribution.count - 1 - positive) / 2
    // Summed from the small end, so that a small value keeps its digits.
    lessPValue = min(1, distribution[...positive].reduce(0, +))
    greaterPValue = min(1, distribution[positive...].reversed().reduce(0, +))
  }

  /// The probability of each sum when every rank counts with probability ½.
  static func nullDistribution(ofRanks ranks: [Int]) -> [Double] {
    var distribution = [Double](repeating: 0, count: ranks.reduce(0, +) + 1)
    distribution[0] = 1
    var reached = 0
    for rank in ranks {
      reached += rank
      for sum in stride(from: reached, through: 0, by: -1) {
        distribution[sum] = 0.5 * (distribution[sum] + (sum >= rank ? distribution[sum - rank] : 0))
      }
    }
    return distribution
  }
}
