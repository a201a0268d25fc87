/// The regularized incomplete beta function I_x(a, b), on which Student's t and the binomial rest.
///
/// The continued fraction is evaluated by the modified Lentz method (Thompson and Barnett, 1986).
/// The factor before it is Loader's saddle-point form ("Fast and accurate computation of binomial
/// probabilities", 2000), which keeps full precision where a difference of log-gammas would not.
package enum IncompleteBeta {
  /// I_x(a, b) for positive `a` and `b`.
  ///
  /// - Parameter complement: 1 − x, handed over because the caller often knows it more exactly.
  package static func regularized(
    _ x: Double, complement: Double, a: Double, b: Double
  ) -> Double {
    precondition(a > 0 && b > 0, "the incomplete beta function needs positive parameters")
    if x <= 0 { return 0 }
    if complement <= 0 { return 1 }
    // The fraction converges fast below this point only; beyond it the mirror image does.
    if x > (a + 1) / (a + b + 2) {
      return 1 - lowerTail(complement, complement: x, a: b, b: a)
    }
    return lowerTail(x, complement: complement, a: a, b: b)
  }

  /// P(X ≤ successes) for a binomial X.
  package static func binomialCumulative(
    _ successes: Int, trials: Int, probability: Double
  ) -> Double {
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    return regularized(
      1 - probability, complement: probability,
      a: Double(trials - successes), b: Double(successes + 1))
  }

  private static func lowerTail(_ x: Double, complement: Double, a: Double, b: Double) -> Double {
    binomialMass(x, complement: complement, a: a, b: b) * b / (a + b)
      * continuedFraction(x, a: a, b: b)
  }

  /// xᵃ yᵇ Γ(a+b+1) / (Γ(a+1) Γ(b+1)).
  private static func binomialMass(
    _ x: Double, complement: Double, a: Double, b: Double
  ) -> Double {
    let total = a + b
    let exponent =
      StirlingError.of(total) - StirlingError.of(a) - StirlingError.of(b)
      - deviance(a, expected: total * x) - deviance(b, expected: total * complement)
    return SpecialFunctions.exp(exponent) * (total / (2 * .pi * a * b)).squareRoot()
  }

  /// Loader's D: x ln(x / expected) + expected − x.
  package static func deviance(_ x: Double, expected: Double) -> Double {
    let difference = x - expected
    guard difference.magnitude < 0.1 * (x + expected) else {
      return x * SpecialFunctions.log(x / expected) - difference
    }
    let ratio = difference / (x + expected)
    var sum = difference * ratio
    var term = 2 * x * ratio
    for divisor in stride(from: 3.0, to: 1_000, by: 2) {
      term *= ratio * ratio
      let next = sum + term / divisor
      if next == sum { break }
      sum = next
    }
    return sum
  }

  private static func continuedFraction(_ x: Double, a: Double, b: Double) -> Double {
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var fraction = d
    // About √max(a, b) steps are needed; the bound only keeps the loop finite.
    for step in 1...100_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      let change = d * c
      fraction *= change
      if (change - 1).magnitude <= 1e-16 { break }
    }
    return fraction
  }
}
