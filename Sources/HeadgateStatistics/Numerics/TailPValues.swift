/// One-sided and two-sided p values of one test.
public struct TailPValues: Sendable, Equatable {
  /// The probability of so small a statistic where nothing differs.
  public let less: Double
  /// The probability of so large a statistic where nothing differs.
  public let greater: Double
  /// Of so extreme a statistic on either side.
  public let twoSided: Double

  /// With twice the smaller one-sided value, at most 1, as the two-sided.
  init(less: Double, greater: Double) {
    self.less = less
    self.greater = greater
    twoSided = min(1, 2 * min(less, greater))
  }

  /// Those of a statistic that is about normal.
  ///
  /// - Parameters:
  ///   - deviation: The statistic less its mean.
  ///   - correction: Half the step from one value of the statistic to the next, or 0.
  init(deviation: Double, standardDeviation: Double, correction: Double) {
    self.init(
      less: NormalDistribution.cumulative((deviation + correction) / standardDeviation),
      greater: NormalDistribution.upperTail((deviation - correction) / standardDeviation))
  }
}
