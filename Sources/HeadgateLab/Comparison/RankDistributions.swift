import HeadgateStatistics

/// The null distributions of rank sums, which hundreds of metrics of as many repetitions share.
final class RankDistributions {
  private var made: [(first: Int, second: Int, distribution: RankSumDistribution)] = []

  /// That of samples of two sizes without ties; `nil` where the test approximates.
  func untied(_ first: Int, _ second: Int) -> RankSumDistribution? {
    guard first + second <= MannWhitneyTest.exactLimit else { return nil }
    if let known = made.first(where: { $0.first == first && $0.second == second }) {
      return known.distribution
    }
    let distribution = RankSumDistribution(first: first, second: second)
    made.append((first, second, distribution))
    return distribution
  }
}
