/// What a two-sided t test can find: its power, the sample that a power takes, and the effect that
/// a sample finds. Effects are in standard deviations.
///
/// The t statistic of a true effect is noncentral t (Cohen, 1988); as in statsmodels both tails
/// count.
public struct TTestPower: Sendable, Equatable {
  public enum Design: Sendable, CaseIterable {
    /// Pairs; effects in standard deviations of their difference.
    case paired
    /// Two samples of the same size; effects in standard deviations of one of them.
    case twoSamples
  }

  public let design: Design
  /// The two-sided level of significance.
  public let level: Double

  public init(design: Design, level: Double = 0.05) {
    precondition(level > 0 && level < 1, "a level of significance lies between 0 and 1")
    self.design = design
    self.level = level
  }

  /// The chance that an effect is found.
  ///
  /// - Parameter count: Pairs, or values a sample; above 1, and not only whole.
  public func power(effect: Double, count: Double) -> Double {
    precondition(count > 1, "a t test needs more than one value")
    let freedom = design == .paired ? count - 1 : 2 * (count - 1)
    let noncentrality = effect * (design == .paired ? count : count / 2).squareRoot()
    let critical = StudentT.quantile(1 - level / 2, degreesOfFreedom: freedom)
    return NoncentralT.upperTail(
      critical, degreesOfFreedom: freedom, noncentrality: noncentrality)
      + NoncentralT.cumulative(
        -critical, degreesOfFreedom: freedom, noncentrality: noncentrality)
  }

  /// Pairs, or values a sample, with which an effect is found with a power; a fraction, to be
  /// rounded up, and never below 2.
  public func count(effect: Double, power: Double = 0.9) -> Double {
    precondition(effect != 0, "no sample finds the absence of an effect")
    checkPower(power)
    var high = 2.0
    while self.power(effect: effect, count: high) < power { high *= 2 }
    guard high > 2 else { return 2 }
    return Self.solved(between: high / 2, and: high) {
      self.power(effect: effect, count: $0) - power
    }
  }

  /// The effect that so many pairs, or values a sample, find with a power.
  public func detectableEffect(count: Double, power: Double = 0.9) -> Double {
    checkPower(power)
    var high = 1.0
    while self.power(effect: high, count: count) < power { high *= 2 }
    return Self.solved(between: high == 1 ? 0 : high / 2, and: high) {
      self.power(effect: $0, count: count) - power
    }
  }

  private func checkPower(_ power: Double) {
    precondition(power > level && power < 1, "a power lies between the level and 1")
  }

  /// Halved until ten digits stand: more than a sample size needs.
  private static func solved(
    between low: Double, and high: Double, _ excess: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    while high - low > 1e-10 * high {
      let middle = (low + high) / 2
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
