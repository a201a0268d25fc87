extension MannWhitneyTest {
  /// Cliff's δ (1993): P(first > second) − P(first < second), from −1 to 1; 2U/(n₁n₂) − 1.
  public var cliffsDelta: Double { 2 * probabilityOfSuperiority - 1 }

  /// Vargha and Delaney's A₁₂ (2000): P(first > second) + ½ P(first = second); U/(n₁n₂).
  public var probabilityOfSuperiority: Double { u / Double(firstCount * secondCount) }
}
