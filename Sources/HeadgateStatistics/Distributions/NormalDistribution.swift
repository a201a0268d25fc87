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
    let tail = fromMiddle < 0 ? p : 1 - p
    let start = roughUpperQuantile(tail)
    let value: Double
    if tail > 0.1 {
      value = solve(from: start) { x in (fromMiddle.magnitude - centre(x)) / density(x) }
    } else {
      // On the log scale the tail is nearly a parabola, and nothing underflows.
      let logTail = SpecialFunctions.log(tail)
      value = solve(from: start) { x in
        let ratio = millsRatio(x)
        let logUpper = SpecialFunctions.log(ratio / (2 * Double.pi).squareRoot()) - 0.5 * x * x
        return (logUpper - logTail) * ratio
      }
    }
    return fromMiddle < 0 ? -value : value
  }

  /// The x with P(Z > x) = `tail` for a tail up to ½, to within 0.00045.
  ///
  /// Hastings' rational approximation (Abramowitz and Stegun, 26.2.23).
  static func roughUpperQuantile(_ tail: Double) -> Double {
    let t = (-2 * SpecialFunctions.log(tail)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return t - numerator / denominator
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

  /// Newton's method: a step this small squares to less than the last place.
  private static func solve(from start: Double, _ step: (Double) -> Double) -> Double {
    var x = start
    for _ in 0..<100 {
      let change = step(x)
      x += change
      if change.magnitude <= 1e-9 * x.magnitude { break }
    }
    return x
  }
}
