/// Mann and Whitney's test (1947) of two independent samples, exact also with ties.
///
/// U = R₁ − n₁(n₁+1)/2, R₁ the first sample's rank sum, equal values at their mean rank. Up to 100
/// values in all the p values are those of every split of the ranks; beyond, those of the normal
/// approximation with continuity correction.
public struct MannWhitneyTest: Sendable, Equatable {
  /// Values up to which the p values are exact.
  public static let exactLimit = 100

  public let firstCount: Int
  public let secondCount: Int
  /// Pairs in which the first sample's value is larger, those of equal values by half.
  public let u: Double
  public let hasTies: Bool
  public let pValues: TailPValues
  /// The probability of a U so far from its mean in either direction; it differs from twice the
  /// smaller tail only where ties make the distribution lopsided.
  public let deviationPValue: Double
  /// U's standard deviation where nothing differs: n₁n₂/12 · [(N+1) − Σ(t³−t)/(N(N−1))], rooted.
  let standardDeviation: Double

  /// Of U being this far from its mean in either direction: twice the smaller tail, at most 1.
  public var twoSidedPValue: Double { pValues.twoSided }
  public let isExact: Bool

  /// - Parameters:
  ///   - tiedLimit: Values up to which the p values of samples with ties are exact, at most
  ///     `exactLimit`: each such test counts its own splits.
  ///   - untied: The null distribution of samples of these sizes without ties, where many are tested;
  ///     it is made anew without it.
  /// - Returns: `nil` where a sample is empty.
  public init?(
    _ first: [Double], _ second: [Double], tiedLimit: Int = MannWhitneyTest.exactLimit,
    untied: RankSumDistribution? = nil
  ) {
    precondition(
      untied.map { $0.counts.count == first.count * second.count + 1 } ?? true,
      "a null distribution is of samples of one size")
    guard !first.isEmpty, !second.isEmpty else { return nil }
    firstCount = first.count
    secondCount = second.count
    let values = first + second
    let ranks = MidRanks.doubled(values)
    let sum = ranks.prefix(first.count).reduce(0, +)
    let (n, m) = (Double(first.count), Double(second.count))
    u = Double(sum) / 2 - n * (n + 1) / 2
    let ties = MidRanks.tieSum(values)
    hasTies = ties > 0
    let correction = ties / ((n + m) * (n + m - 1))
    standardDeviation = (n * m / 12 * (n + m + 1 - correction)).squareRoot()
    isExact = values.count <= (hasTies ? min(tiedLimit, Self.exactLimit) : Self.exactLimit)
    if isExact {
      // Ranks, not their doubles, where none is shared: half as many sums.
      let unit = hasTies ? 1 : 2
      let distribution =
        (hasTies ? nil : untied)
        ?? RankSumDistribution(choosing: first.count, of: ranks.map { $0 / unit })
      let own = sum / unit
      pValues = TailPValues(
        less: distribution.cumulative(own), greater: distribution.exceedance(own))
      let mirrored = (values.count + 1) * first.count * 2 / unit - own
      deviationPValue = min(
        1,
        own == mirrored
          ? 1
          : distribution.cumulative(min(own, mirrored))
            + distribution.exceedance(max(own, mirrored)))
    } else {
      pValues = Self.normal(u: u, pairs: n * m, deviation: standardDeviation, correction: 0.5)
      deviationPValue = pValues.twoSided
    }
  }

  /// The normal approximation's p values.
  ///
  /// - Parameter correctingContinuity: Whether U counts as half a step nearer to its mean.
  public func normalApproximation(correctingContinuity: Bool = true) -> TailPValues {
    Self.normal(
      u: u, pairs: Double(firstCount * secondCount), deviation: standardDeviation,
      correction: correctingContinuity ? 0.5 : 0)
  }

  private static func normal(
    u: Double, pairs: Double, deviation: Double, correction: Double
  ) -> TailPValues {
    // All values equal: nothing can differ.
    guard deviation > 0 else { return TailPValues(less: 1, greater: 1) }
    return TailPValues(
      deviation: u - pairs / 2, standardDeviation: deviation, correction: correction)
  }
}
