/// Quantiles between order statistics, for comparison with other tools; our own results use
/// `NearestRank`.
///
/// The position of the q quantile among n ordered values is (n + 1 − 2α) q + α, interpolated
/// linearly (Hyndman and Fan, 1996).
public enum SampleQuantile: Sendable, CaseIterable {
  /// α = 1, type 7: what spreadsheets, NumPy and R do by default.
  case linear
  /// α = ½, type 5.
  case hazen
  /// α = 0, type 6.
  case weibull
  /// α = ⅓, type 8: about median-unbiased whatever the distribution.
  case medianUnbiased
  /// α = ⅜, type 9: about unbiased for normal values.
  case normalUnbiased

  /// - Parameters:
  ///   - quantile: From 0 to 1.
  ///   - sample: In ascending order, at least one value.
  public func quantile(_ quantile: Double, ofSorted sample: [Double]) -> Double {
    precondition(quantile >= 0 && quantile <= 1, "a quantile lies between 0 and 1")
    precondition(!sample.isEmpty, "an empty sample has no quantile")
    let n = Double(sample.count)
    let position = min(n, max(1, (n + 1 - 2 * alpha) * quantile + alpha))
    let below = Int(position)
    guard below < sample.count else { return sample[sample.count - 1] }
    let share = position - Double(below)
    return sample[below - 1] + share * (sample[below] - sample[below - 1])
  }

  private var alpha: Double {
    switch self {
    case .linear: 1
    case .hazen: 0.5
    case .weibull: 0
    case .medianUnbiased: 1.0 / 3
    case .normalUnbiased: 0.375
    }
  }
}
