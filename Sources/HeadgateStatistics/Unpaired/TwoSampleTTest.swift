/// The t test of the difference of two independent samples' means.
public struct TwoSampleTTest: Sendable, Equatable {
  /// What is taken to hold for the two variances.
  public enum Variances: Sendable, CaseIterable {
    /// Each sample has its own: t = (x̄−ȳ)/√(v₁+v₂) with v = s²/n and (v₁+v₂)² / (v₁²/(n₁−1) +
    /// v₂²/(n₂−1)) degrees of freedom (Welch, 1947).
    case separate
    /// Both are the same, estimated together, with n₁+n₂−2 degrees of freedom (Student, 1908).
    case pooled
  }

  /// The first mean less the second.
  public let difference: Double
  public let standardError: Double
  public let degreesOfFreedom: Double

  /// - Returns: `nil` where a sample has fewer than two values, or where neither varies.
  public init?(_ first: [Double], _ second: [Double], variances: Variances = .separate) {
    let (one, other) = (SampleMoments(first), SampleMoments(second))
    guard let a = one.variance, let b = other.variance, a + b > 0 else { return nil }
    let (n, m) = (Double(one.count), Double(other.count))
    difference = one.mean - other.mean
    switch variances {
    case .separate:
      let (v, w) = (a / n, b / m)
      standardError = (v + w).squareRoot()
      degreesOfFreedom = (v + w) * (v + w) / (v * v / (n - 1) + w * w / (m - 1))
    case .pooled:
      degreesOfFreedom = n + m - 2
      let variance = (one.sumOfSquares + other.sumOfSquares) / degreesOfFreedom
      standardError = (variance * (1 / n + 1 / m)).squareRoot()
    }
  }

  public var tStatistic: Double { difference / standardError }

  public var pValues: TailPValues {
    TailPValues(
      less: StudentT.cumulative(tStatistic, degreesOfFreedom: degreesOfFreedom),
      greater: StudentT.upperTail(tStatistic, degreesOfFreedom: degreesOfFreedom))
  }

  /// The interval of the difference.
  public func interval(level: Double = 0.95) -> (low: Double, high: Double) {
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
    let half =
      StudentT.quantile(0.5 + level / 2, degreesOfFreedom: degreesOfFreedom) * standardError
    return (difference - half, difference + half)
  }

  /// Two one-sided tests that the difference lies between two bounds.
  public func equivalence(low: Double, high: Double) -> EquivalenceTest {
    EquivalenceTest(
      estimate: difference, standardError: standardError, degreesOfFreedom: degreesOfFreedom,
      low: low, high: high)
  }
}
