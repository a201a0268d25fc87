/// The gamma function's logarithm and its first two derivatives.
package enum GammaFunctions {
  /// ln Γ(x) for positive `x`.
  package static func logGamma(_ x: Double) -> Double {
    // ln Γ(x) = ln Γ(x + 1) − ln x, with the Stirling error of Loader (2000).
    0.5 * SpecialFunctions.log(2 * .pi) + (x + 0.5) * SpecialFunctions.log(x) - x
      + StirlingError.of(x) - SpecialFunctions.log(x)
  }

  /// ψ(x), the derivative of ln Γ, for positive `x`, to about 14 digits.
  ///
  /// The recurrence ψ(x) = ψ(x+1) − 1/x up to 12, then the asymptotic series (Abramowitz and Stegun,
  /// 6.3.5 and 6.3.18).
  package static func digamma(_ x: Double) -> Double {
    precondition(x > 0, "the digamma function is taken at positive numbers")
    var (x, shift) = (x, 0.0)
    while x < 12 {
      shift -= 1 / x
      x += 1
    }
    let inverse = 1 / (x * x)
    let series =
      inverse
      * (1.0 / 12 - inverse
        * (1.0 / 120 - inverse
          * (1.0 / 252 - inverse
            * (1.0 / 240 - inverse * (1.0 / 132 - inverse * (691.0 / 32_760 - inverse / 12))))))
    return shift + SpecialFunctions.log(x) - 0.5 / x - series
  }

  /// ψ′(x) for positive `x`, to about 14 digits (Abramowitz and Stegun, 6.4.6 and 6.4.12).
  package static func trigamma(_ x: Double) -> Double {
    precondition(x > 0, "the trigamma function is taken at positive numbers")
    var (x, shift) = (x, 0.0)
    while x < 12 {
      shift += 1 / (x * x)
      x += 1
    }
    let inverse = 1 / (x * x)
    let series =
      inverse
      * (1.0 / 6 - inverse
        * (1.0 / 30 - inverse
          * (1.0 / 42 - inverse * (1.0 / 30 - inverse * (5.0 / 66 - inverse * 691 / 2730)))))
    return shift + 1 / x + 0.5 * inverse + series / x
  }
}
