/// The standard normal distribution.
public enum NormalDistribution {
  /// P(Z ≤ x), to about 13 digits in both tails.
  public static func cumulative(_ x: Double) -> Double {
    upperTail(-x)
  }

  /// P(Z > x), to about 13 digits in both tails.
  public static func upperTail(_ x: Double) -> Double {
    if x < 0 { return 1 - upperTail(-x) }
    return x < seriesLimit ? 0.5 - centre(x) : density(x) * millsRatio(x)
  }

  /// The `p` quantile, `p` in (0, 1).
  ///
  /// Newton's method on the central mass near the middle and on the tail elsewhere, so that neither
  /// end loses digits.
  public static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a quantile's probability lies between 0 and 1")
    let fromMiddle = p - 0.5
    if fromMiddle.magnitude < 0.4 {
      return solve(from: 0) { x in (fromMiddle.magnitude - centre(x)) / density(x) }
        * (fromMiddle < 0 ? -1 : 1)
    }
    let tail = fromMiddle < 0 ? p : 1 - p
    let logTail = SpecialFunctions.log(tail)
    // On the log scale the tail is concave: from the right of the root Newton comes down to it, and
    // P(Z > x) ≤ exp(−x²/2) puts the start there.
    let value = solve(from: (-2 * logTail).squareRoot()) { x in
      let ratio = millsRatio(x)
      let logUpper = SpecialFunctions.log(ratio / (2 * Double.pi).squareRoot()) - 0.5 * x * x
      return (logUpper - logTail) * ratio
    }
    return fromMiddle < 0 ? -value : value
  }

  private static let seriesLimit = 1.5

  static func density(_ x: Double) -> Double {
    SpecialFunctions.exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
  }

  /// P(0 < Z ≤ x) for moderate positive `x`: φ(x) (x + x³/3 + x⁵/(3·5) + …).
  private static func centre(_ x: Double) -> Double {
    var sum = x
    var term = x
    for divisor in stride(from: 3.0, to: 400, by: 2) {
      term *= x * x / divisor
      if sum + term == sum { break }
      sum += term
    }
    return density(x) * sum
  }

  /// P(Z > x) / φ(x) by Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/(x + …)))).
  private static func millsRatio(_ x: Double) -> Double {
    // The error falls as exp(−2x √(2 · steps)), and x is 1.28 or more here.
    let steps = x < 5 ? 150.0 : 20.0
    var fraction = x
    for step in stride(from: steps, through: 1, by: -1) { fraction = x + step / fraction }
    return 1 / fraction
  }

  private static func solve(from start: Double, _ step: (Double) -> Double) -> Double {
    var x = start
    for _ in 0..<100 {
      let change = step(x)
      x += change
      if change.magnitude <= 1e-16 * x.magnitude { break }
    }
    return x
  }
}
