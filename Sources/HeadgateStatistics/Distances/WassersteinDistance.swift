/// How far the mass of one distribution must be moved to become another.
public enum WassersteinDistance {
  /// W₁ = ∫ |F(x) − G(x)| dx, which is ∫ |F⁻¹(u) − G⁻¹(u)| du, in the unit of the values.
  ///
  /// It is at least the difference of the means, and equals it where one distribution is the other
  /// shifted (Vallender, 1974). O(n + m).
  public static func first(_ a: EmpiricalDistribution, _ b: EmpiricalDistribution) -> Double {
    let points = merged(a.values, b.values)
    let (below, others) = (a.shares(atOrBelow: points), b.shares(atOrBelow: points))
    var sum = 0.0
    for i in 1..<max(points.count, 1) {
      sum += (below[i - 1] - others[i - 1]).magnitude * (points[i] - points[i - 1])
    }
    return sum
  }

  /// The part of W₁ that no shift explains: W₁ − |mean of a − mean of b|, never below 0.
  public static func beyondShift(
    _ a: EmpiricalDistribution, _ b: EmpiricalDistribution
  ) -> Double {
    max(0, first(a, b) - (a.mean - b.mean).magnitude)
  }

  /// Both ascending lists as one.
  private static func merged(_ a: [Double], _ b: [Double]) -> [Double] {
    var points: [Double] = []
    points.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i] <= b[j]) {
        points.append(a[i])
        i += 1
      } else {
        points.append(b[j])
        j += 1
      }
    }
    return points
  }
}
