extension PairedDifference {
  /// Two one-sided t tests that the mean lies between two bounds, on the scale.
  ///
  /// - Returns: `nil` as `tStatistic`.
  public func equivalence(low: Double, high: Double) -> EquivalenceTest? {
    guard !isExact, let deviation = interval.standardDeviation, deviation > 0 else { return nil }
    return EquivalenceTest(
      estimate: interval.mean, standardError: deviation / Double(count).squareRoot(),
      degreesOfFreedom: Double(count - 1), low: low, high: high)
  }

  /// The larger p value of two one-sided t tests (TOST) that the mean lies in (−margin, margin).
  ///
  /// - Parameter margin: Positive, on the scale.
  /// - Returns: `nil` as `tStatistic`.
  public func equivalencePValue(margin: Double) -> Double? {
    equivalence(low: -margin, high: margin)?.pValue
  }
}
