extension KimNelson {
  /// η = ½ [(2α/(k−1))^(−2/(n₀−1)) − 1].
  public static func eta(systems: Int, firstStage: Int, alpha: Double) -> Double {
    precondition(systems >= 2, "a choice is between two systems at least")
    precondition(firstStage >= 2, "a variance needs two replications")
    precondition(
      alpha > 0 && alpha < 1 - 1 / Double(systems), "a guess does better than such an α")
    let base = SpecialFunctions.log(2 * alpha / Double(systems - 1))
    return 0.5 * (SpecialFunctions.exp(-2 * base / Double(firstStage - 1)) - 1)
  }

  /// h² = 2η(n₀ − 1).
  public static func hSquared(systems: Int, firstStage: Int, alpha: Double) -> Double {
    2 * eta(systems: systems, firstStage: firstStage, alpha: alpha) * Double(firstStage - 1)
  }
}
