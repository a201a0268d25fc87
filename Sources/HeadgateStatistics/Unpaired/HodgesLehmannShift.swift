/// How far one sample lies above another: the median of all pairwise differences, with the interval
/// that belongs to Mann and Whitney's test.
///
/// Hodges and Lehmann's estimate (1963). The interval (Moses, 1965) lies between the k-th smallest
/// and the k-th largest difference, k the largest number with P(U ≤ k−1) ≤ α/2 for samples without
/// ties. Takes n·m differences.
public struct HodgesLehmannShift: Sendable, Equatable {
  /// The median of first − second.
  public let estimate: Double
  /// k; 0 where the samples are too small for an interval.
  public let rank: Int
  /// `nil` where `rank` is 0.
  public let low: Double?
  /// `nil` where `rank` is 0.
  public let high: Double?
  /// The probability with which the interval holds the shift; by the normal approximation where
  /// the test is one too.
  public let coverage: Double

  /// - Parameter untied: The null distribution of samples of these sizes, where many are compared; it
  ///   is made anew without it.
  /// - Returns: `nil` where a sample is empty.
  public init?(
    _ first: [Double], _ second: [Double], level: Double = 0.95,
    untied: RankSumDistribution? = nil
  ) {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let differences = first.flatMap { value in second.map { value - $0 } }.sorted()
    estimate = Median.ofSorted(differences)
    let chosen =
      first.count + second.count <= MannWhitneyTest.exactLimit
      ? Self.exactRank(
        untied ?? RankSumDistribution(first: first.count, second: second.count), level: level)
      : Self.normalRank(first.count, second.count, level: level)
    rank = chosen.rank
    coverage = chosen.coverage
    low = rank == 0 ? nil : differences[rank - 1]
    high = rank == 0 ? nil : differences[differences.count - rank]
  }

  private static func exactRank(
    _ distribution: RankSumDistribution, level: Double
  ) -> (rank: Int, coverage: Double) {
    var rank = 0
    var below = 0.0
    while below + distribution.counts[rank] <= (1 - level) / 2 * distribution.total {
      below += distribution.counts[rank]
      rank += 1
    }
    return (rank, 1 - 2 * below / distribution.total)
  }

  private static func normalRank(
    _ first: Int, _ second: Int, level: Double
  ) -> (rank: Int, coverage: Double) {
    let (n, m) = (Double(first), Double(second))
    let deviation = (n * m * (n + m + 1) / 12).squareRoot()
    let half = NormalDistribution.quantile(0.5 + level / 2) * deviation
    // P(U ≤ k−1) ≈ Φ((k − ½ − nm/2) / σ).
    let rank = max(0, (n * m / 2 + 0.5 - half).rounded(.down))
    let below = NormalDistribution.cumulative((rank - 0.5 - n * m / 2) / deviation)
    return (Int(rank), rank == 0 ? 1 : 1 - 2 * below)
  }
}
