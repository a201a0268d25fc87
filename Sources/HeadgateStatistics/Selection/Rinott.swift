/// The choice of the best of several independent systems in two stages (Rinott, 1978): after n₀
/// replications of each, N = max(n₀, ⌈h² S²/δ²⌉) in all, and then the best mean.
///
/// Not for common random numbers, which it cannot use; `KimNelson` can.
public enum Rinott {
  /// h, the solution of ∫ [∫ Φ(h / √((n₀−1)(1/x + 1/y))) f(x) dx]^(k−1) f(y) dy = P with f the
  /// density of χ² with n₀ − 1 degrees of freedom; to about six digits.
  public static func h(systems: Int, firstStage: Int, probability: Double = 0.95) -> Double {
    precondition(systems >= 2, "a choice is between two systems at least")
    precondition(firstStage >= 2, "a variance needs two replications")
    precondition(
      probability > 1 / Double(systems) && probability < 1, "a guess does as well as such a P")
    let rule = Quadrature(degreesOfFreedom: Double(firstStage - 1))
    var (low, high) = (0.0, 1.0)
    while rule.probability(h: high, systems: systems) < probability {
      (low, high) = (high, 2 * high)
    }
    while high - low > 1e-7 * high {
      let middle = (low + high) / 2
      if rule.probability(h: middle, systems: systems) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// N, the replications that a system takes in all.
  public static func replications(
    h: Double, firstStage: Int, variance: Double, delta: Double
  ) -> Int {
    precondition(delta > 0, "an indifference zone has a width")
    return max(firstStage, Int((h * h * variance / (delta * delta)).rounded(.up)))
  }

  /// The trapezoidal rule in ln x, which for such a density converges faster than any power.
  private struct Quadrature {
    /// (n₀−1)/x at each node.
    var inverses: [Double] = []
    var weights: [Double] = []

    init(degreesOfFreedom: Double) {
      let half = degreesOfFreedom / 2
      // In ln x the density is about √(2/ν) wide, with a longer tail to the left.
      let width = (2 / degreesOfFreedom).squareRoot()
      for node in -150...75 {
        let x = degreesOfFreedom * SpecialFunctions.exp(Double(node) * width / 8)
        // x f(x), as the Poisson mass at ν/2 of mean x/2 times ν/2.
        let weight = half * PoissonMass.of(half, mean: x / 2)
        guard weight > 1e-14 else { continue }
        inverses.append(degreesOfFreedom / x)
        weights.append(weight)
      }
      let total = weights.reduce(0, +)
      weights = weights.map { $0 / total }
    }

    func probability(h: Double, systems: Int) -> Double {
      zip(inverses, weights).reduce(0) { sum, outer in
        let inner = zip(inverses, weights).reduce(0) {
          $0 + $1.1 * NormalDistribution.cumulative(h / ($1.0 + outer.0).squareRoot())
        }
        return sum + outer.1 * (1..<systems).reduce(1) { product, _ in product * inner }
      }
    }
  }
}
