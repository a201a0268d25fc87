/// The regularized incomplete gamma function, on which the χ² distribution rests.
///
/// The series below a + 1 and the continued fraction above (Abramowitz and Stegun, 6.5.29 and
/// 6.5.31), the latter by the modified Lentz method (Thompson and Barnett, 1986).
package enum IncompleteGamma {
  /// P(a, x), the part below `x`.
  package static func lower(_ x: Double, a: Double) -> Double {
    precondition(a > 0, "the incomplete gamma function needs a positive parameter")
    if x <= 0 { return 0 }
    return x < a + 1 ? series(x, a: a) : 1 - fraction(x, a: a)
  }

  /// Q(a, x) = 1 − P(a, x), with its own digits where it is small.
  package static func upper(_ x: Double, a: Double) -> Double {
    precondition(a > 0, "the incomplete gamma function needs a positive parameter")
    if x <= 0 { return 1 }
    return x < a + 1 ? 1 - series(x, a: a) : fraction(x, a: a)
  }

  private static func series(_ x: Double, a: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    // About 8 √a terms are needed; the bound only keeps the loop finite.
    for step in 1...1_000_000 {
      term *= x / (a + Double(step))
      sum += term
      if term <= sum * 1e-17 { break }
    }
    return PoissonMass.of(a, mean: x) * sum
  }

  private static func fraction(_ x: Double, a: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var value = d
    for step in 1...1_000_000 {
      let i = Double(step)
      let numerator = -i * (i - a)
      b += 2
      d = numerator * d + b
      if d.magnitude < tiny { d = tiny }
      c = b + numerator / c
      if c.magnitude < tiny { c = tiny }
      d = 1 / d
      value *= d * c
      if (d * c - 1).magnitude <= 1e-16 { break }
    }
    return PoissonMass.of(a, mean: x) * a * value
  }
}
