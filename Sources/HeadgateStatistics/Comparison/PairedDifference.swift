/// What a candidate's values differ by from a baseline's, pair by pair on common random numbers.
public struct PairedDifference: Sendable, Equatable {
  public let scale: ComparisonScale
  /// One difference a pair, on the scale: of logarithms or of values.
  public let differences: [Double]
  /// Their mean with its 95 % interval, on the scale.
  public let interval: MeanInterval
  /// The variance of the difference that independent runs would have had, over the one that the
  /// pairs have, on the scale; `nil` where that is not defined.
  public let varianceReduction: Double?
  /// The correlation of candidate and baseline on the scale; `nil` where one does not vary.
  public let correlation: Double?

  /// Compares values of the same replications.
  ///
  /// - Returns: `nil` without pairs, and on the log-ratio scale where a value is not positive.
  public init?(baseline: [Double], candidate: [Double], scale: ComparisonScale) {
    precondition(baseline.count == candidate.count, "pairs have a value on either side")
    var baseline = baseline
    var candidate = candidate
    switch scale {
    case .difference:
      differences = zip(candidate, baseline).map { $0 - $1 }
    case .logRatio:
      guard (baseline + candidate).allSatisfy({ $0 > 0 }) else { return nil }
      // Of the ratio, so that equal ratios give equal differences.
      differences = zip(candidate, baseline).map { SpecialFunctions.log($0 / $1) }
      baseline = baseline.map(SpecialFunctions.log)
      candidate = candidate.map(SpecialFunctions.log)
    }
    guard let interval = MeanInterval(differences) else { return nil }
    self.scale = scale
    self.interval = interval
    let before = SampleMoments(baseline)
    let after = SampleMoments(candidate)
    let apart = interval.standardDeviation.map { $0 * $0 } ?? 0
    varianceReduction =
      apart > 0 ? ((before.variance ?? 0) + (after.variance ?? 0)) / apart : nil
    let products = zip(baseline, candidate).reduce(0) { sum, pair in
      sum + (pair.0 - before.mean) * (pair.1 - after.mean)
    }
    let spread = (before.sumOfSquares * after.sumOfSquares).squareRoot()
    correlation = spread > 0 ? products / spread : nil
  }

  /// Pairs compared.
  public var count: Int { differences.count }

  /// Whether two or more pairs differ by the very same amount: then nothing is left to test.
  public var isExact: Bool {
    count >= 2 && differences.allSatisfy { $0 == differences[0] }
  }

  /// The mean ratio − 1, or the mean difference in the metric's unit.
  public var estimate: Double { told(interval.mean) }
  /// The 95 % interval's lower bound, as the estimate is told; `nil` with fewer than two pairs.
  public var low: Double? { interval.low.map(told) }
  /// The 95 % interval's upper bound, as the estimate is told; `nil` with fewer than two pairs.
  public var high: Double? { interval.high.map(told) }

  private func told(_ value: Double) -> Double {
    scale == .logRatio ? SpecialFunctions.exp(value) - 1 : value
  }

  /// The mean over its standard error; `nil` with fewer than two pairs or where all are equal.
  public var tStatistic: Double? {
    guard !isExact, let deviation = interval.standardDeviation, deviation > 0 else { return nil }
    return interval.mean / (deviation / Double(count).squareRoot())
  }

  private var degreesOfFreedom: Double { Double(count - 1) }

  /// The paired t test's two-sided p value; `nil` as `tStatistic`.
  public var twoSidedPValue: Double? {
    tStatistic.map { StudentT.twoSidedPValue($0, degreesOfFreedom: degreesOfFreedom) }
  }

  /// Wilcoxon's exact two-sided p value, the cross-check of the t test; `nil` without a difference.
  ///
  /// Computed anew at each call, in O(n³).
  public var signedRankPValue: Double? { SignedRankTest(differences)?.twoSidedPValue }

  /// The smallest difference that this many pairs find with a probability of 90 %, as the estimate
  /// is told; `nil` with fewer than two pairs.
  public var minimumDetectableEffect: Double? {
    interval.standardDeviation.map { told(detectionFactor * $0 / Double(count).squareRoot()) }
  }

  /// Pairs needed to find a difference of `margin`: ⌈((t_{.975} + z_{.9}) s / margin)²⌉, and more
  /// than there are; `nil` with fewer than two pairs, or where no `Int` holds the number.
  ///
  /// - Parameter margin: Positive, on the scale.
  public func replicationsNeeded(margin: Double) -> Int? {
    interval.standardDeviation.flatMap {
      RequiredReplications.wholeNumber(of: detectionFactor * $0 / margin, atLeast: count + 1)
    }
  }

  /// t_{.975, n−1} + z_{.9}, the normal quantile rounded as in the method's statement. Where the pairs
  /// do not vary it is only ever multiplied by 0.
  private var detectionFactor: Double { (interval.factor ?? 0) + 1.2816 }
}
