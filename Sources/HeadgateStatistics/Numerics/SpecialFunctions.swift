/// Logarithm and exponential from IEEE 754 basic operations only, so that a statistic has the same
/// bits on every machine.
///
/// Both are plain series after the usual argument reduction; errors stay under two units in the
/// last place.
package enum SpecialFunctions {
  // ln 2 in two parts; a whole number below 2²¹ times the first is exact (fdlibm, Sun, 1993).
  private static let ln2High = 6.93147180369123816490e-01
  private static let ln2Low = 1.90821492927058770002e-10

  /// Natural logarithm; −∞ at 0, not a number below.
  package static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else {
      return x == 0 ? -.infinity : (x == .infinity ? x : .nan)
    }
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m − 1) / (m + 1)).
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var series = 0.0
    for divisor in stride(from: 23.0, through: 3, by: -2) {
      series = (series + 1 / divisor) * square
    }
    let small = 2 * ratio
    return exponent * ln2High + (exponent * ln2Low + small * series + small)
  }

  /// e to the power of `x`; 0 where that is too small for a `Double`.
  package static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.8 { return .infinity }
    if x < -745.2 { return 0 }
    let exponent = (x * 1.44269504088896338700).rounded()
    let rest = (x - exponent * ln2High) - exponent * ln2Low
    var series = 1.0
    for divisor in stride(from: 17.0, through: 1, by: -1) {
      series = 1 + rest / divisor * series
    }
    return Double(sign: .plus, exponent: Int(exponent), significand: series)
  }
}
