extension TwoStageGate {
  /// The smallest change for the worse that the gate finds with a probability of about 90 %, as a
  /// share.
  ///
  /// max(1.7 σ, ln(1+δ) + z_{.9} √(π/3 · 2/n₂) σ), with σ the standard deviation of one run's
  /// logarithm, of which a pair's difference has √2 times as much. The first term is what 20,000
  /// simulated gates of 10 and 20 pairs needed to pass both tests (normal noise); for other numbers
  /// of pairs it is scaled by what the tests' normal theory says of them. The second is where the
  /// fresh pairs' pseudo-median, of asymptotic variance π/3 · s²/n (Hodges and Lehmann, 1963),
  /// exceeds the minimum effect δ nine times in ten: 0.41 σ beyond it for 20 pairs. Where both terms
  /// are about equal, the chance is rather 85 %.
  ///
  /// - Parameter pairDeviation: The standard deviation of the pairs' log ratios.
  /// - Returns: ∞ where a stage can never alarm.
  public func minimumDetectableEffect(pairDeviation: Double) -> Double {
    precondition(pairDeviation >= 0, "a standard deviation is not negative")
    guard screening.canAlarm, confirmation.canAlarm else { return .infinity }
    let standard = TwoStageGate(minimumEffect: 0)
    let testing =
      Self.measuredFactor / 2.0.squareRoot() * normalTheoryEffect / standard.normalTheoryEffect
    let estimating = Self.ninetyPercent * (.pi / 3 / Double(confirmation.pairs)).squareRoot()
    let needed = max(
      testing * pairDeviation,
      SpecialFunctions.log(1 + minimumEffect) + estimating * pairDeviation)
    return SpecialFunctions.exp(needed) - 1
  }

  /// Whether the gate would miss a change of `limit`, a share, more often than one time in ten.
  public func isUnderpowered(pairDeviation: Double, limit: Double = 0.1) -> Bool {
    minimumDetectableEffect(pairDeviation: pairDeviation) > limit
  }

  /// In standard deviations of one run, for 10 and 20 pairs.
  private static let measuredFactor = 1.7
  private static let ninetyPercent = NormalDistribution.quantile(0.9)

  /// The shift, in standard deviations of a pair, at which both tests are passed nine times in ten
  /// by their asymptotic power: Φ(√(3n/π) shift − z_{1−α}) each.
  private var normalTheoryEffect: Double {
    func power(_ stage: GateStage, _ shift: Double) -> Double {
      // A rate of 1 is always passed.
      guard stage.falseAlarmRate < 1 else { return 1 }
      return NormalDistribution.cumulative(
        (3 * Double(stage.pairs) / .pi).squareRoot() * shift
          + NormalDistribution.quantile(stage.falseAlarmRate))
    }
    var (low, high) = (0.0, 100.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if power(screening, middle) * power(confirmation, middle) < 0.9 {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }
}
