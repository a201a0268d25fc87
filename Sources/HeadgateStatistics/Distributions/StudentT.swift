/// Student's t distribution; the degrees of freedom are positive and need not be whole.
///
/// Twelve digits hold up to 10⁴ degrees of freedom; each tenfold of them beyond costs one digit.
public enum StudentT {
  /// P(T ≤ t).
  public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    upperTail(-t, degreesOfFreedom: degreesOfFreedom)
  }

  /// P(T > t) = ½ I_{ν/(ν+t²)}(ν/2, ½) for t ≥ 0.
  public static func upperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
    precondition(degreesOfFreedom > 0, "Student's t needs positive degrees of freedom")
    if t < 0 { return 1 - upperTail(-t, degreesOfFreedom: degreesOfFreedom) }
    let square = t * t
    let sum = degreesOfFreedom + square
    guard sum.isFinite else { return 0 }
    return 0.5
      * IncompleteBeta.regularized(
        degreesOfFreedom / sum, complement: square / sum, a: degreesOfFreedom / 2, b: 0.5)
  }

  /// P(|T| > |t|).
  public static func twoSidedPValue(_ t: Double, degreesOfFreedom: Double) -> Double {
    2 * upperTail(t.magnitude, degreesOfFreedom: degreesOfFreedom)
  }

  /// The `p` quantile, `p` in (0, 1).
  ///
  /// The upper tail is convex, so Newton's method climbs to the root from the left, and the first
  /// terms of the expansion in 1/ν around the normal quantile start there (Abramowitz and Stegun,
  /// 26.7.5).
  public static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile's probability lies between 0 and 1")
    if p < 0.5 { return -upperQuantile(p, degreesOfFreedom: degreesOfFreedom) }
    // 1 − p is exact here.
    return upperQuantile(1 - p, degreesOfFreedom: degreesOfFreedom)
  }

  private static func upperQuantile(_ tail: Double, degreesOfFreedom: Double) -> Double {
    if tail == 0.5 { return 0 }
    let half = degreesOfFreedom / 2
    let normal = NormalDistribution.roughUpperQuantile(tail)
    var t = normal + normal * (normal * normal + 1) / (4 * degreesOfFreedom)
    let logDensityAtZero = logCentralDensity(half)
    for _ in 0..<1_100 {
      let spread = 1 + t * t / degreesOfFreedom
      let density =
        SpecialFunctions.exp(logDensityAtZero - half * SpecialFunctions.log(spread))
        / (2 * Double.pi * spread).squareRoot()
      let change = (upperTail(t, degreesOfFreedom: degreesOfFreedom) - tail) / density
      t += change
      // A step this small squares to less than the last place.
      if change.magnitude <= 1e-9 * t.magnitude { break }
    }
    return t
  }

  /// ln(√2π times the density at 0), in Loader's form, for half the degrees of freedom.
  private static func logCentralDensity(_ half: Double) -> Double {
    StirlingError.of(half + 0.5) - StirlingError.of(half)
      - IncompleteBeta.deviance(half, expected: half + 0.5)
  }
}
