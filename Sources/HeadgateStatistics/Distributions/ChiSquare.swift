/// The χ² distribution; the degrees of freedom are positive and need not be whole.
public enum ChiSquare {
  /// P(X ≤ x).
  public static func cumulative(_ x: Double, degreesOfFreedom: Double) -> Double {
    IncompleteGamma.lower(x / 2, a: degreesOfFreedom / 2)
  }

  /// P(X > x).
  public static func upperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
    IncompleteGamma.upper(x / 2, a: degreesOfFreedom / 2)
  }

  /// The `p` quantile, `p` in (0, 1).
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile's probability lies between 0 and 1")
    precondition(degreesOfFreedom > 0, "the χ² distribution needs positive degrees of freedom")
    // The smaller tail has the digits.
    func excess(_ x: Double) -> Double {
      p <= 0.5
        ? cumulative(x, degreesOfFreedom: degreesOfFreedom) - p
        : (1 - p) - upperTail(x, degreesOfFreedom: degreesOfFreedom)
    }
    var high = degreesOfFreedom
    while excess(high) < 0 { high *= 2 }
    return Root.rising(between: 0, and: high, excess)
  }
}
