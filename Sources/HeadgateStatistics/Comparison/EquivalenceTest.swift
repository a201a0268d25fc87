/// Two one-sided t tests (TOST) that a difference lies between two bounds (Schuirmann, 1987).
public struct EquivalenceTest: Sendable, Equatable {
  /// t of the estimate against the lower bound.
  public let lowerTStatistic: Double
  /// t of the estimate against the upper bound.
  public let upperTStatistic: Double
  /// The p value that the difference is above the lower bound.
  public let lowerPValue: Double
  /// The p value that the difference is below the upper bound.
  public let upperPValue: Double

  /// Both must be small: the larger of the two.
  public var pValue: Double { max(lowerPValue, upperPValue) }

  init(
    estimate: Double, standardError: Double, degreesOfFreedom: Double, low: Double, high: Double
  ) {
    precondition(low < high, "an equivalence has room between its bounds")
    lowerTStatistic = (estimate - low) / standardError
    upperTStatistic = (estimate - high) / standardError
    lowerPValue = StudentT.upperTail(lowerTStatistic, degreesOfFreedom: degreesOfFreedom)
    upperPValue = StudentT.cumulative(upperTStatistic, degreesOfFreedom: degreesOfFreedom)
  }
}
