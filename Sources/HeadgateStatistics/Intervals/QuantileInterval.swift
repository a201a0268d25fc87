/// An interval for a quantile between two order statistics, free of any assumption on the shape.
///
/// (X_(l), X_(u)) with l = max{k: P(Bin(n, q) ≤ k−1) ≤ α/2} and u = min{k: P(Bin(n, q) ≥ k) ≤ α/2}.
/// The sample must be independent: values over replications are, the latencies of one run are not.
public struct QuantileInterval: Sendable, Equatable {
  /// Rank of the lower bound, from 1; `nil` where no order statistic is low enough.
  public let lowerRank: Int?
  /// Rank of the upper bound, from 1; `nil` where no order statistic is high enough.
  public let upperRank: Int?
  /// The probability with which the interval holds the quantile, at least the level.
  public let coverage: Double

  /// - Parameters:
  ///   - quantile: Between 0 and 1.
  ///   - count: The sample's size, positive.
  public init(quantile: Double, count: Int, level: Double = 0.95) {
    precondition(quantile > 0 && quantile < 1, "a quantile lies between 0 and 1")
    precondition(count > 0, "an empty sample has no quantile")
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    let tail = (1 - level) / 2
    func cumulative(_ successes: Int) -> Double {
      IncompleteBeta.binomialCumulative(successes, trials: count, probability: quantile)
    }
    func exceedance(_ successes: Int) -> Double {
      successes <= 0
        ? 1
        : IncompleteBeta.binomialCumulative(
          count - successes, trials: count, probability: 1 - quantile)
    }
    let lower = firstIndex(in: 0...count) { cumulative($0) > tail }
    let upper = firstIndex(in: 0...count + 1) { $0 > count || exceedance($0) <= tail }
    lowerRank = lower > 0 ? lower : nil
    upperRank = upper <= count ? upper : nil
    coverage = cumulative(upper - 1) - cumulative(lower - 1)
  }

  /// The interval in a sample of `count` values in ascending order, unbounded sides at infinity.
  public func bounds(inSorted sample: [Double]) -> (low: Double, high: Double) {
    (
      lowerRank.map { sample[$0 - 1] } ?? -.infinity,
      upperRank.map { sample[$0 - 1] } ?? .infinity
    )
  }

  /// The smallest sample whose largest value is a one-sided upper bound: n ≥ ln α / ln q.
  public static func minimumCount(quantile: Double, confidence: Double = 0.95) -> Int {
    precondition(quantile > 0 && quantile < 1, "a quantile lies between 0 and 1")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    return Int(
      (SpecialFunctions.log(1 - confidence) / SpecialFunctions.log(quantile)).rounded(.up))
  }
}

/// The first index at which a condition holds that, once true, stays so; the last if nowhere else.
private func firstIndex(in range: ClosedRange<Int>, where holds: (Int) -> Bool) -> Int {
  var low = range.lowerBound
  var high = range.upperBound
  while low < high {
    let middle = low + (high - low) / 2
    if holds(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
