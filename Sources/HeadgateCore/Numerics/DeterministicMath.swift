/// Elementary functions built from IEEE 754 basic operations only (rule R2).
///
/// The C library's `log` and `exp` differ in the last bit between processors, and one such bit can
/// flip the order of two events. These give the same bits everywhere: no fused multiply-add, no
/// tables computed at run time. The argument reductions and minimax polynomials are those published
/// with fdlibm (Sun Microsystems, 1993): errors stay under one unit in the last place.
public enum DeterministicMath {
  @usableFromInline static let ln2High = 6.93147180369123816490e-01
  @usableFromInline static let ln2Low = 1.90821492927058770002e-10

  /// Natural logarithm. Not a number below 0, −∞ at 0.
  public static func log(_ x: Double) -> Double {
    if x < 0x1p-1022 || !x.isFinite {
      if x == 0 { return -.infinity }
      if x < 0 || x.isNaN { return .nan }
      if x == .infinity { return x }
      return logOfNormal(x * 0x1p54) - 54 * 0.693147180559945309417
    }
    return logOfNormal(x)
  }

  /// Natural logarithm of a positive normal number.
  @inline(__always)
  package static func logOfNormal(_ x: Double) -> Double {
    // x = 2^k · m with m in [√½, √2).
    let bits = x.bitPattern &+ (0x3FF0_0000_0000_0000 &- 0x3FE6_A09E_0000_0000)
    let k = Double(Int64(bits >> 52) &- 1023)
    let m = Double(bitPattern: (bits & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_0000_0000)
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01
        + w
        * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let halfSquare = 0.5 * f * f
    return k * ln2High - ((halfSquare - (s * (halfSquare + (even + odd)) + k * ln2Low)) - f)
  }

  /// Natural logarithms of two positive normal numbers: the same steps, so the same bits, at once.
  @inline(__always)
  package static func logOfNormal(_ x: SIMD2<Double>) -> SIMD2<Double> {
    let bits =
      unsafeBitCast(x, to: SIMD2<UInt64>.self) &+ (0x3FF0_0000_0000_0000 &- 0x3FE6_A09E_0000_0000)
    // Exponents as numbers, without a conversion: they go into the low bits of 2⁵².
    let magic = unsafeBitCast((bits &>> 52) | 0x4330_0000_0000_0000, to: SIMD2<Double>.self)
    let k = magic - (0x1p52 + 1023)
    let m = unsafeBitCast(
      (bits & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_0000_0000, to: SIMD2<Double>.self)
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even =
      w
      * (3.999999999940941908e-01
        + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01
        + w
        * (2.857142874366239149e-01
          + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let halfSquare = 0.5 * f * f
    return k * ln2High - ((halfSquare - (s * (halfSquare + (even + odd)) + k * ln2Low)) - f)
  }

  /// e to the power of `x`: 0 below −745.2, infinite above 709.8.
  public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.782712893383973096 { return .infinity }
    if x < -745.13321910194110842 { return 0 }
    let k = (x * 1.44269504088896338700).rounded(.toNearestOrEven)
    let high = x - k * ln2High
    let low = k * ln2Low
    let r = high - low
    let t = r * r
    let c =
      r - t
      * (1.66666666666666019037e-01
        + t
        * (-2.77777777770155933842e-03
          + t
          * (6.61375632143793436117e-05
            + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))))
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    let exponent = Int(k)
    if exponent >= -1021 && exponent <= 1023 {
      return y * Double(sign: .plus, exponent: exponent, significand: 1)
    }
    let half = exponent / 2
    return y * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
  }

  /// `base` to the power of `exponent`, for a positive base; relative error about |exponent·ln base| · 2⁻⁵³.
  public static func pow(_ base: Double, _ exponent: Double) -> Double {
    base == 0 ? 0 : exp(exponent * log(base))
  }

  /// The cube root of a number that is not below 0.
  ///
  /// From a guess with a third of the exponent, by Halley's method: each step triples the right digits.
  public static func cubeRoot(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x }
    if x < 0x1p-1022 { return cubeRoot(x * 0x1p54) * 0x1p-18 }
    if x > 0x1p1020 { return cubeRoot(x * 0x1p-54) * 0x1p18 }
    var root = Double(bitPattern: x.bitPattern / 3 + 0x2A9F_7893_0000_0000)
    for _ in 0..<4 {
      let cube = root * root * root
      root *= (cube + 2 * x) / (2 * cube + x)
    }
    return root
  }

  /// Logarithm of the gamma function for positive `x`, to about 15 digits.
  ///
  /// Lanczos approximation with g = 7 and nine coefficients (Godfrey, 2001).
  public static func logGamma(_ x: Double) -> Double {
    let coefficients = [
      676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
      12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ]
    let z = x - 1
    var sum = 0.99999999999980993
    for (i, coefficient) in coefficients.enumerated() { sum += coefficient / (z + Double(i + 1)) }
    let t = z + 7.5
    return 0.91893853320467274178 + (z + 0.5) * log(t) - t + log(sum)
  }

  /// The standard normal quantile of `p` in (0, 1), to about 16 digits.
  ///
  /// Algorithm AS 241, PPND16 (Wichura, Applied Statistics 37, 1988).
  public static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q
        * polynomial(
          r,
          (
            3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
            1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
            3.3430575583588128105e+4, 2.5090809287301226727e+3
          ))
        / polynomial(
          r,
          (
            1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
            2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
            5.2264952788528545610e+3
          ))
    }
    var r = (-log(q < 0 ? p : 1 - p)).squareRoot()
    let value: Double
    if r <= 5 {
      r -= 1.6
      value =
        polynomial(
          r,
          (
            1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
            3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
            2.27238449892691845833e-2, 7.74545014278341407640e-4
          ))
        / polynomial(
          r,
          (
            1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
            1.05075007164441684324e-9
          ))
    } else {
      r -= 5
      value =
        polynomial(
          r,
          (
            6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
            2.71155556874348757815e-5, 2.01033439929228813265e-7
          ))
        / polynomial(
          r,
          (
            1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
            2.04426310338993978564e-15
          ))
    }
    return q < 0 ? -value : value
  }

  @inline(__always)
  private static func polynomial(
    _ x: Double, _ c: (Double, Double, Double, Double, Double, Double, Double, Double)
  ) -> Double {
    ((((((c.7 * x + c.6) * x + c.5) * x + c.4) * x + c.3) * x + c.2) * x + c.1) * x + c.0
  }
}
