/// The median of all pairwise means (Walsh averages) of a sample, with its signed-rank interval.
///
/// The Hodges-Lehmann estimate that belongs to Wilcoxon's test. The interval lies between the k-th
/// smallest and the k-th largest average, k the largest number with P(W ≤ k−1) ≤ α/2.
public struct PseudoMedian: Sendable, Equatable {
  public let estimate: Double
  /// k; 0 where the sample is too small for an interval (fewer than 6 values at 95 %).
  public let rank: Int
  /// `nil` where `rank` is 0.
  public let low: Double?
  /// `nil` where `rank` is 0.
  public let high: Double?
  /// The probability with which the interval holds the centre of a symmetric distribution.
  public let coverage: Double

  /// - Returns: `nil` where the sample is empty.
  public init?(_ sample: [Double], level: Double = 0.95) {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    guard !sample.isEmpty else { return nil }
    let averages = sample.indices.flatMap { i in
      sample[i...].map { (sample[i] + $0) / 2 }
    }.sorted()
    estimate = Median.ofSorted(averages)
    let distribution = SignedRankTest.nullDistribution(ofRanks: Array(1...sample.count))
    var rank = 0
    var below = 0.0
    while below + distribution[rank] <= (1 - level) / 2 {
      below += distribution[rank]
      rank += 1
    }
    self.rank = rank
    coverage = 1 - 2 * below
    low = rank == 0 ? nil : averages[rank - 1]
    high = rank == 0 ? nil : averages[averages.count - rank]
  }
}
