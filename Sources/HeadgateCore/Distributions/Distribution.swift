/// A distribution of a duration (nanoseconds) or a size (bytes); values are never negative.
///
/// Parameters follow SCENARIO's names: `mean`, `cv` (standard deviation over mean), `shape`.
public indirect enum Distribution: Sendable, Equatable {
  case constant(Double)
  case exponential(mean: Double)
  case uniform(min: Double, max: Double)
  /// exp(mu + sigma·Z), Z standard normal.
  case lognormal(mu: Double, sigma: Double)
  case gamma(mean: Double, cv: Double)
  /// Sum of `k` exponentials with the given total mean.
  case erlang(k: Int, mean: Double)
  case weibull(shape: Double, mean: Double)
  /// Pareto of the first kind: P(X > x) = (min/x)^alpha.
  case pareto(min: Double, alpha: Double)
  /// Two exponentials with balanced means; `cv` at least 1.
  case hyperexponential(mean: Double, cv: Double)
  case mixture([MixtureComponent])
  /// Recorded values, each equally likely.
  case empirical([Double])
  /// The inner distribution, cut off (not redrawn) at `max`.
  case capped(Distribution, max: Double)

  /// Always 0.
  public static let zero = Distribution.constant(0)
}

/// One part of a mixture.
public struct MixtureComponent: Sendable, Equatable {
  /// Above 0, relative to the sum over the parts.
  public var weight: Double
  public var distribution: Distribution

  public init(weight: Double, distribution: Distribution) {
    self.weight = weight
    self.distribution = distribution
  }
}
