/// The largest gap between two distribution functions.
public enum KolmogorovSmirnov {
  /// D = sup |F(x) − G(x)|, from 0 to 1; an effect size, without a p-value: latencies of one run are
  /// not independent.
  ///
  /// With a tolerance ε, values that lie within ε of each other count as the same:
  /// sup max(F(x) − G(x + ε), G(x) − F(x + ε), 0), as in the Lévy metric. O(n + m).
  public static func statistic(
    _ a: EmpiricalDistribution, _ b: EmpiricalDistribution, tolerance: Double = 0
  ) -> Double {
    precondition(tolerance >= 0, "a tolerance is not negative")
    return max(excess(of: a, over: b, tolerance), excess(of: b, over: a, tolerance))
  }

  /// sup F(x) − G(x + ε): F grows at its values alone, and between them the difference falls.
  private static func excess(
    of a: EmpiricalDistribution, over b: EmpiricalDistribution, _ tolerance: Double
  ) -> Double {
    let own = a.shares(atOrBelow: a.values)
    let others = b.shares(atOrBelow: a.values.lazy.map { $0 + tolerance })
    return zip(own, others).reduce(0) { max($0, $1.0 - $1.1) }
  }
}
