extension FittedFamily {
  /// A value of the distribution: by inversion, compositions by a second number, gamma by Marsaglia
  /// and Tsang (2000).
  public func draw(_ random: inout Xoshiro256PlusPlus) -> Double {
    switch self {
    case .constant(let value): return value
    case .exponential(let mean): return -SpecialFunctions.log(Self.unit(&random)) * mean
    case .gamma(let mean, let cv):
      let shape = 1 / (cv * cv)
      return Self.gamma(shape, &random) * mean / shape
    case .erlang(let k, let mean): return Self.gamma(Double(k), &random) * mean / Double(k)
    case .lognormal(let mu, let sigma):
      return SpecialFunctions.exp(mu + sigma * Self.normal(&random))
    case .weibull(let shape, let mean):
      let scale = Self.weibullScale(shape: shape, mean: mean)
      let exponential = -SpecialFunctions.log(Self.unit(&random))
      return scale * SpecialFunctions.exp(SpecialFunctions.log(exponential) / shape)
    case .hyperexponential(let mean, let cv):
      let (p, first, second) = Self.branches(mean: mean, cv: cv)
      let branch = Self.unit(&random) < p ? first : second
      return -SpecialFunctions.log(Self.unit(&random)) * branch
    case .mixture(let weight, let first, let second):
      let part = Self.unit(&random) < weight ? first : second
      return SpecialFunctions.exp(part.mu + part.sigma * Self.normal(&random))
    }
  }

  /// In (0, 1).
  private static func unit(_ random: inout Xoshiro256PlusPlus) -> Double {
    (Double(random.next() >> 12) + 0.5) * 0x1p-52
  }

  /// The polar method (Marsaglia and Bray, 1964), its second value left.
  private static func normal(_ random: inout Xoshiro256PlusPlus) -> Double {
    while true {
      let (a, b) = (2 * unit(&random) - 1, 2 * unit(&random) - 1)
      let square = a * a + b * b
      if square < 1, square > 0 {
        return a * (-2 * SpecialFunctions.log(square) / square).squareRoot()
      }
    }
  }

  private static func gamma(_ shape: Double, _ random: inout Xoshiro256PlusPlus) -> Double {
    if shape < 1 {
      let boost = SpecialFunctions.exp(SpecialFunctions.log(unit(&random)) / shape)
      return gamma(shape + 1, &random) * boost
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal(&random)
      let base = 1 + c * x
      guard base > 0 else { continue }
      let v = base * base * base
      let bound = 0.5 * x * x + d - d * v + d * SpecialFunctions.log(v)
      if SpecialFunctions.log(unit(&random)) < bound { return d * v }
    }
  }
}
