/// A distribution of positive values with its parameters. Parameters are those of scenario files:
/// means and coefficients of variation.
public enum FittedFamily: Sendable, Equatable {
  case constant(Double)
  case exponential(mean: Double)
  case gamma(mean: Double, cv: Double)
  case erlang(k: Int, mean: Double)
  case lognormal(mu: Double, sigma: Double)
  case weibull(shape: Double, mean: Double)
  /// Two exponentials with balanced means.
  case hyperexponential(mean: Double, cv: Double)
  /// Two lognormals, the weight that of the first.
  case mixture(weight: Double, first: LognormalParameters, second: LognormalParameters)

  public struct LognormalParameters: Sendable, Equatable {
    public var mu: Double
    public var sigma: Double

    public init(mu: Double, sigma: Double) {
      self.mu = mu
      self.sigma = sigma
    }
  }

  /// As a scenario file calls it.
  public var name: String {
    switch self {
    case .constant: "constant"
    case .exponential: "exponential"
    case .gamma: "gamma"
    case .erlang: "erlang"
    case .lognormal: "lognormal"
    case .weibull: "weibull"
    case .hyperexponential: "hyperexponential"
    case .mixture: "mixture"
    }
  }

  /// Free parameters.
  public var parameters: Int {
    switch self {
    case .constant, .exponential: 1
    case .gamma, .erlang, .lognormal, .weibull, .hyperexponential: 2
    case .mixture: 5
    }
  }
}

extension FittedFamily {
  /// The logarithm of the density at a positive value; of a constant there is none.
  public func logDensity(_ x: Double) -> Double {
    switch self {
    case .constant: return -.infinity
    case .exponential(let mean): return -x / mean - SpecialFunctions.log(mean)
    case .gamma(let mean, let cv): return Self.gammaLog(x, shape: 1 / (cv * cv), mean: mean)
    case .erlang(let k, let mean): return Self.gammaLog(x, shape: Double(k), mean: mean)
    case .lognormal(let mu, let sigma):
      return Self.lognormalLog(x, LognormalParameters(mu: mu, sigma: sigma))
    case .weibull(let shape, let mean):
      let ratio = SpecialFunctions.log(x / Self.weibullScale(shape: shape, mean: mean))
      return SpecialFunctions.log(shape / x) + shape * ratio
        - SpecialFunctions.exp(shape * ratio)
    case .hyperexponential(let mean, let cv):
      let (p, first, second) = Self.branches(mean: mean, cv: cv)
      return SpecialFunctions.log(
        p * SpecialFunctions.exp(-x / first) / first
          + (1 - p) * SpecialFunctions.exp(-x / second) / second)
    case .mixture(let weight, let first, let second):
      return SpecialFunctions.log(
        weight * SpecialFunctions.exp(Self.lognormalLog(x, first))
          + (1 - weight) * SpecialFunctions.exp(Self.lognormalLog(x, second)))
    }
  }

  /// P(X ≤ x).
  public func cumulative(_ x: Double) -> Double {
    if case .constant(let value) = self { return x < value ? 0 : 1 }
    guard x > 0 else { return 0 }
    switch self {
    case .constant: return 1
    case .exponential(let mean): return 1 - SpecialFunctions.exp(-x / mean)
    case .gamma(let mean, let cv):
      return IncompleteGamma.lower(x / (mean * cv * cv), a: 1 / (cv * cv))
    case .erlang(let k, let mean):
      return IncompleteGamma.lower(x * Double(k) / mean, a: Double(k))
    case .lognormal(let mu, let sigma):
      return NormalDistribution.cumulative((SpecialFunctions.log(x) - mu) / sigma)
    case .weibull(let shape, let mean):
      let ratio = SpecialFunctions.log(x / Self.weibullScale(shape: shape, mean: mean))
      return 1 - SpecialFunctions.exp(-SpecialFunctions.exp(shape * ratio))
    case .hyperexponential(let mean, let cv):
      let (p, first, second) = Self.branches(mean: mean, cv: cv)
      return 1 - p * SpecialFunctions.exp(-x / first)
        - (1 - p) * SpecialFunctions.exp(-x / second)
    case .mixture(let weight, let first, let second):
      return [(weight, first), (1 - weight, second)].reduce(0) { sum, part in
        let deviation = (SpecialFunctions.log(x) - part.1.mu) / part.1.sigma
        return sum + part.0 * NormalDistribution.cumulative(deviation)
      }
    }
  }

  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean), .gamma(let mean, _), .erlang(_, let mean), .weibull(_, let mean),
      .hyperexponential(let mean, _):
      mean
    case .lognormal(let mu, let sigma): SpecialFunctions.exp(mu + sigma * sigma / 2)
    case .mixture(let weight, let first, let second):
      weight * SpecialFunctions.exp(first.mu + first.sigma * first.sigma / 2)
        + (1 - weight) * SpecialFunctions.exp(second.mu + second.sigma * second.sigma / 2)
    }
  }

  static func weibullScale(shape: Double, mean: Double) -> Double {
    mean / SpecialFunctions.exp(GammaFunctions.logGamma(1 + 1 / shape))
  }

  /// The first branch's probability, and both means (balanced: p₁/μ₁ = p₂/μ₂; Whitt, 1982).
  static func branches(mean: Double, cv: Double) -> (p: Double, first: Double, second: Double) {
    let square = cv * cv
    let p = 0.5 * (1 + ((square - 1) / (square + 1)).squareRoot())
    return (p, mean / (2 * p), mean / (2 * (1 - p)))
  }

  private static func gammaLog(_ x: Double, shape: Double, mean: Double) -> Double {
    let scale = mean / shape
    return (shape - 1) * SpecialFunctions.log(x) - x / scale
      - shape * SpecialFunctions.log(scale) - GammaFunctions.logGamma(shape)
  }

  static func lognormalLog(_ x: Double, _ parameters: LognormalParameters) -> Double {
    let logarithm = SpecialFunctions.log(x)
    let deviation = (logarithm - parameters.mu) / parameters.sigma
    return -logarithm - SpecialFunctions.log(parameters.sigma) - 0.5
      * SpecialFunctions.log(2 * .pi) - 0.5 * deviation * deviation
  }
}
