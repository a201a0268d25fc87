import HeadgateCore
import HeadgateStatistics

extension FittedFamily {
  /// As a scenario file can say it: means to five significant digits, shapes to four after the point.
  ///
  /// - Parameter scale: how many of the distribution's units are one of the sample's.
  func distribution(scale: Double) -> Distribution {
    func whole(_ value: Double) -> Double { Rounding.digits(value * scale) }
    switch self {
    case .constant(let value): return .constant(whole(value))
    case .exponential(let mean): return .exponential(mean: whole(mean))
    case .gamma(let mean, let cv): return .gamma(mean: whole(mean), cv: Rounding.shape(cv))
    case .erlang(let k, let mean): return .erlang(k: k, mean: whole(mean))
    case .lognormal(_, let sigma):
      let cv = (SpecialFunctions.exp(sigma * sigma) - 1).squareRoot()
      return .lognormal(mean: whole(mean), cv: Rounding.shape(cv))
    case .weibull(let shape, let mean):
      return .weibull(shape: Rounding.shape(shape), mean: whole(mean))
    case .hyperexponential(let mean, let cv):
      return .hyperexponential(mean: whole(mean), cv: max(Rounding.shape(cv), 1))
    case .mixture(let weight, let first, let second):
      return .mixture(
        [(weight, first), (1 - weight, second)].map { weight, part in
          let own = FittedFamily.lognormal(mu: part.mu, sigma: part.sigma)
          return MixtureComponent(
            weight: Rounding.shape(weight), distribution: own.distribution(scale: scale))
        })
    }
  }
}

/// Numbers as short as what is known of them.
enum Rounding {
  /// A whole number of five significant digits; 0 for what is not above it.
  static func digits(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var unit = 1.0
    while value / unit >= 1e5 { unit *= 10 }
    return (value / unit).rounded() * unit
  }

  static func duration(seconds: Double) -> Nanoseconds { Nanoseconds(digits(seconds * 1e9)) }

  /// Five significant digits of a rate.
  static func rate(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var scale = 1.0
    while value * scale < 1e4, scale < 1e9 { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  /// Four digits after the point, never nothing.
  static func shape(_ value: Double) -> Double { max((value * 1e4).rounded() / 1e4, 1e-4) }
}
