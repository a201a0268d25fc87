extension Distribution {
  /// The lognormal with the given mean and coefficient of variation.
  public static func lognormal(mean: Double, cv: Double) -> Distribution {
    let variance = DeterministicMath.log(1 + cv * cv)
    return .lognormal(mu: DeterministicMath.log(mean) - variance / 2, sigma: variance.squareRoot())
  }

  /// The lognormal with the given median and 95th percentile, which is at least the median.
  public static func lognormal(median: Double, p95: Double) -> Distribution {
    let mu = DeterministicMath.log(median)
    return .lognormal(
      mu: mu,
      sigma: (DeterministicMath.log(p95) - mu) / DeterministicMath.normalQuantile(0.95))
  }

  /// The mean before any cap; `nil` where it is infinite (Pareto with alpha ≤ 1) or capped.
  public var mean: Double? {
    switch self {
    case .constant(let value): value
    case .exponential(let mean), .gamma(let mean, _), .erlang(_, let mean), .weibull(_, let mean),
      .hyperexponential(let mean, _):
      mean
    case .uniform(let min, let max): (min + max) / 2
    case .lognormal(let mu, let sigma): DeterministicMath.exp(mu + sigma * sigma / 2)
    case .pareto(let min, let alpha): alpha > 1 ? min * alpha / (alpha - 1) : nil
    case .mixture(let parts): Self.mixtureMean(parts)
    case .empirical(let values): values.reduce(0, +) / Double(values.count)
    case .capped: nil
    }
  }

  private static func mixtureMean(_ parts: [MixtureComponent]) -> Double? {
    var sum = 0.0
    var weights = 0.0
    for part in parts {
      guard let mean = part.distribution.mean else { return nil }
      sum += part.weight * mean
      weights += part.weight
    }
    return sum / weights
  }
}
