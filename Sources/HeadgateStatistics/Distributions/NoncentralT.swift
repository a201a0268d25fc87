/// Student's t distribution about a noncentrality δ: (Z + δ) / √(χ²/ν), which a t statistic has
/// where there is a difference.
public enum NoncentralT {
  /// P(T ≤ t).
  ///
  /// Lenth's series of incomplete beta functions (AS 243, 1989), its Poisson weights in Loader's
  /// form and summed about the largest, so that no noncentrality underflows.
  public static func cumulative(
    _ t: Double, degreesOfFreedom: Double, noncentrality: Double
  ) -> Double {
    precondition(degreesOfFreedom > 0, "Student's t needs positive degrees of freedom")
    if t < 0 {
      return upperTail(-t, degreesOfFreedom: degreesOfFreedom, noncentrality: -noncentrality)
    }
    let below = NormalDistribution.cumulative(-noncentrality)
    return min(1, max(0, below + series(t, degreesOfFreedom, noncentrality, isUpper: false)))
  }

  /// P(T > t).
  public static func upperTail(
    _ t: Double, degreesOfFreedom: Double, noncentrality: Double
  ) -> Double {
    precondition(degreesOfFreedom > 0, "Student's t needs positive degrees of freedom")
    if t < 0 {
      return cumulative(-t, degreesOfFreedom: degreesOfFreedom, noncentrality: -noncentrality)
    }
    return min(1, max(0, series(t, degreesOfFreedom, noncentrality, isUpper: true)))
  }

  /// P(0 < T ≤ t), or P(T > t), for t ≥ 0: ½ Σ [p_j I(j+½, ν/2) + q_j I(j+1, ν/2)], with I below
  /// or above t²/(ν+t²).
  private static func series(
    _ t: Double, _ degreesOfFreedom: Double, _ noncentrality: Double, isUpper: Bool
  ) -> Double {
    let square = t * t
    let x = square / (degreesOfFreedom + square)
    let complement = degreesOfFreedom / (degreesOfFreedom + square)
    let half = degreesOfFreedom / 2
    func part(_ a: Double) -> Double {
      isUpper
        ? IncompleteBeta.regularized(complement, complement: x, a: half, b: a)
        : IncompleteBeta.regularized(x, complement: complement, a: a, b: half)
    }
    let mean = noncentrality * noncentrality / 2
    // Beyond nine deviations no weight counts any more.
    let reach = 9 * mean.squareRoot() + 40
    let first = max(0, (mean - reach).rounded(.down))
    let last = (mean + reach).rounded(.up)
    let sign = noncentrality < 0 ? -1.0 : 1.0
    return stride(from: first, through: last, by: 1).reduce(0) { sum, j in
      let even = PoissonMass.of(j, mean: mean) * part(j + 0.5)
      let odd = sign * PoissonMass.of(j + 0.5, mean: mean) * part(j + 1)
      return sum + 0.5 * (even + odd)
    }
  }
}
