/// The smallest two-sided p value that rank tests can give, which only the number of runs decides.
///
/// The most extreme of all equally likely arrangements, in either direction: 2/2ⁿ of n pairs
/// (signed rank), 2/C(n+m, n) of n and m runs (Mann and Whitney). What it does not reach, no
/// difference however large makes significant.
public enum AttainableSignificance {
  /// 2/2ⁿ, at most 1.
  public static func paired(pairs: Int) -> Double {
    precondition(pairs >= 0, "a number of pairs is not negative")
    return min(1, Double(sign: .plus, exponent: 1 - pairs, significand: 1))
  }

  /// 2/C(n+m, n), at most 1.
  public static func unpaired(_ first: Int, _ second: Int) -> Double {
    precondition(first >= 0 && second >= 0, "a number of runs is not negative")
    var smallest = 2.0
    for i in 0..<first { smallest *= Double(i + 1) / Double(second + i + 1) }
    return min(1, smallest)
  }

  /// The fewest pairs whose smallest p value is at most `level`: 6 for 0.05, 8 for 0.01.
  public static func pairsNeeded(level: Double) -> Int {
    needed(level: level) { paired(pairs: $0) }
  }

  /// The fewest runs on either side, as many on both, whose smallest p value is at most `level`: 4
  /// for 0.05, 5 for 0.01.
  public static func runsNeeded(level: Double) -> Int {
    needed(level: level) { unpaired($0, $0) }
  }

  private static func needed(level: Double, _ smallest: (Int) -> Double) -> Int {
    precondition(level > 0 && level <= 1, "a level of significance lies between 0 and 1")
    var count = 1
    // A p value halves at least with each, and no positive `Double` is below 2⁻¹⁰⁷⁴.
    while smallest(count) > level * (1 + 1e-12) { count += 1 }
    return count
  }
}
