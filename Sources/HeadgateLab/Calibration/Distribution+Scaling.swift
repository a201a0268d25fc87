import HeadgateCore

extension ServiceSettings {
  /// The same where the machine only adds to a batch; where it stretches one, so many times as long.
  func scaled(by factor: Double) -> ServiceSettings {
    ServiceSettings(
      base: base.scaled(by: factor), perItem: perItem.scaled(by: factor),
      perKiB: perKiB.scaled(by: factor))
  }
}

extension Distribution {
  /// The distribution of so many times its values, which the same draws give.
  func scaled(by factor: Double) -> Distribution {
    func scaled(_ value: Double) -> Double { Rounding.digits(value * factor) }
    switch self {
    case .constant(let value): return .constant(scaled(value))
    case .exponential(let mean): return .exponential(mean: scaled(mean))
    case .uniform(let min, let max): return .uniform(min: scaled(min), max: scaled(max))
    case .lognormal(let mu, let sigma):
      return .lognormal(mu: mu + DeterministicMath.log(factor), sigma: sigma)
    case .gamma(let mean, let cv): return .gamma(mean: scaled(mean), cv: cv)
    case .erlang(let k, let mean): return .erlang(k: k, mean: scaled(mean))
    case .weibull(let shape, let mean): return .weibull(shape: shape, mean: scaled(mean))
    case .pareto(let min, let alpha): return .pareto(min: scaled(min), alpha: alpha)
    case .hyperexponential(let mean, let cv):
      return .hyperexponential(mean: scaled(mean), cv: cv)
    case .mixture(let parts):
      return .mixture(
        parts.map {
          MixtureComponent(weight: $0.weight, distribution: $0.distribution.scaled(by: factor))
        })
    case .empirical(let values): return .empirical(values.map { ($0 * factor).rounded() })
    case .capped(let inner, let max):
      return .capped(inner.scaled(by: factor), max: scaled(max))
    }
  }
}
