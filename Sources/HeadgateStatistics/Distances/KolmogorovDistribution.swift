/// The null distribution of a Kolmogorov-Smirnov distance, for independent values only.
public enum KolmogorovDistribution {
  /// P(K > λ) in the limit of large samples, K = √n D (Kolmogorov, 1933).
  ///
  /// Two series that are each other's theta transform, each where it converges at once.
  public static func upperTail(_ lambda: Double) -> Double {
    if lambda <= 0.03 { return 1 }
    let square = lambda * lambda
    if lambda < 1 {
      let sum = stride(from: 1.0, through: 15, by: 2).reduce(0) {
        $0 + SpecialFunctions.exp(-$1 * $1 * .pi * .pi / (8 * square))
      }
      return 1 - (2 * Double.pi).squareRoot() / lambda * sum
    }
    var (sum, sign) = (0.0, 1.0)
    for k in 1...6 {
      sum += sign * SpecialFunctions.exp(-2 * Double(k * k) * square)
      sign = -sign
    }
    return 2 * sum
  }

  /// P(D ≥ `distance`) for a sample of `count` values from the hypothetical distribution.
  ///
  /// The n-th power of a matrix of 2⌊nD⌋ + 1 rows (Marsaglia, Tsang and Wang, 2003), kept in range
  /// by powers of two: O((nD)³ log n).
  public static func upperTail(ofDistance distance: Double, count: Int) -> Double {
    precondition(count > 0, "an empty sample has no distance")
    let scaled = Double(count) * distance
    if scaled <= 0.5 { return 1 }
    if distance >= 1 { return 0 }
    let k = Int(scaled) + 1
    let step = KolmogorovMatrix(k: k, rest: Double(k) - scaled)
    let power = step.power(count)
    var value = power.matrix[k - 1][k - 1]
    var exponent = power.exponent
    for i in 1...count {
      value *= Double(i) / Double(count)
      if value < 0x1p-400 {
        value *= 0x1p400
        exponent -= 400
      }
    }
    return max(0, 1 - Double(sign: .plus, exponent: exponent, significand: value))
  }
}
