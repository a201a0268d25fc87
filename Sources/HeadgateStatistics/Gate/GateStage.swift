/// One stage of a live gate: so many pairs of runs, and how little may speak against a change for
/// the worse.
///
/// One-sided Wilcoxon test: W⁻, the rank sum of the pairs in which the candidate was not worse, is
/// critical at or below a value. In pairs of random order its null distribution is exact whatever
/// the noise, its drift and its dependence between runs.
public struct GateStage: Sendable, Equatable {
  public let pairs: Int
  /// The largest W⁻ that counts as critical; −1 where none does.
  public let criticalValue: Int
  /// P(W⁻ ≤ critical value) where nothing differs.
  public let falseAlarmRate: Double

  public init(pairs: Int, criticalValue: Int) {
    precondition(pairs > 0, "a stage measures pairs")
    precondition(
      criticalValue >= -1 && criticalValue <= pairs * (pairs + 1) / 2,
      "a critical value is a rank sum")
    self.pairs = pairs
    self.criticalValue = criticalValue
    falseAlarmRate = min(1, Self.distribution(pairs)[0..<(criticalValue + 1)].reduce(0, +))
  }

  /// The stage with the largest critical value whose false-alarm rate does not exceed `level`.
  public init(pairs: Int, level: Double) {
    precondition(pairs > 0, "a stage measures pairs")
    precondition(level > 0 && level < 1, "a level of significance lies between 0 and 1")
    var rate = 0.0
    let reached = Self.distribution(pairs).prefix {
      rate += $0
      return rate <= level
    }
    self.init(pairs: pairs, criticalValue: reached.count - 1)
  }

  /// Whether anything can be critical at all.
  public var canAlarm: Bool { criticalValue >= 0 }

  /// Whether the differences, positive where the candidate is worse, are critical.
  ///
  /// With equal magnitudes, or differences of 0, which are left out, the fixed value would be
  /// passed too easily; the test's own exact p value against the stage's rate is the same rule
  /// without ties, and keeps the rate with them.
  func isCritical(_ test: SignedRankTest?) -> Bool {
    guard let test, canAlarm else { return false }
    return test.greaterPValue <= falseAlarmRate * (1 + 1e-9)
  }

  private static func distribution(_ pairs: Int) -> [Double] {
    SignedRankTest.nullDistribution(ofRanks: Array(1...pairs))
  }
}
