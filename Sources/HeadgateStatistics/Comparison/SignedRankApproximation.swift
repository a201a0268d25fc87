/// Wilcoxon's signed-rank test by the normal approximation, for more pairs than an exact answer is
/// worth; `SignedRankTest` is exact.
public struct SignedRankApproximation: Sendable, Equatable {
  /// What becomes of differences of 0.
  public enum Zeros: Sendable, CaseIterable {
    /// They are left out (Wilcoxon, 1945).
    case leftOut
    /// They take the lowest ranks, which then count for neither side (Pratt, 1959).
    case ranked
    /// They take the lowest ranks, half of which count for either side.
    case split
  }

  public let positiveRankSum: Double
  public let negativeRankSum: Double
  public let pValues: TailPValues

  /// Variance [n(n+1)(2n+1) − Σ(t³−t)/2] / 24, less what zeros of no side have.
  ///
  /// - Parameter correctingContinuity: Whether the sum counts as half a step nearer to its mean.
  /// - Returns: `nil` where no difference is other than 0.
  public init?(
    _ differences: [Double], zeros: Zeros = .leftOut, correctingContinuity: Bool = false
  ) {
    guard differences.contains(where: { $0 != 0 }) else { return nil }
    let values = zeros == .leftOut ? differences.filter { $0 != 0 } : differences
    let magnitudes = values.map(\.magnitude)
    let ranks = MidRanks.doubled(magnitudes).map { Double($0) / 2 }
    func sum(where holds: (Double) -> Bool) -> Double {
      zip(values, ranks).reduce(0) { $0 + (holds($1.0) ? $1.1 : 0) }
    }
    let half = zeros == .split ? sum { $0 == 0 } / 2 : 0
    positiveRankSum = sum { $0 > 0 } + half
    negativeRankSum = sum { $0 < 0 } + half
    let n = Double(values.count)
    var mean = n * (n + 1) / 4
    var squares = n * (n + 1) * (2 * n + 1)
    var tied = magnitudes
    if zeros == .ranked {
      let none = Double(values.count { $0 == 0 })
      mean -= none * (none + 1) / 4
      squares -= none * (none + 1) * (2 * none + 1)
      tied.removeAll { $0 == 0 }
    }
    pValues = TailPValues(
      deviation: positiveRankSum - mean,
      standardDeviation: ((squares - MidRanks.tieSum(tied) / 2) / 24).squareRoot(),
      correction: correctingContinuity ? 0.5 : 0)
  }
}
