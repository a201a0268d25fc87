import HeadgateCore

extension StageCalibration {
  /// `15ms`; empty where there is none.
  public var baseText: String { service.base.words(.duration) }

  /// `exponential 30ms`, `lognormal 2ms cv 0.5`; empty where there is nothing per item.
  public var perItemText: String { service.perItem.words(.duration) }

  /// `50us`; empty where size does not matter.
  public var perKiBText: String { service.perKiB.words(.duration) }

  /// Of attempts, from 0 to 1.
  public var failureShares: (transient: Double, permanent: Double) {
    (failures.transient, failures.permanent)
  }

  /// `60us`; empty where the machine adds nothing.
  public var overheadText: String { Distribution.constant(Double(overhead)).words(.duration) }
}

extension Distribution {
  /// The distribution in a few words, with its mean to four digits; empty for nothing.
  fileprivate func words(_ measure: Measure) -> String {
    func value(_ number: Double) -> String { measure.written(Self.short(number)) }
    func plain(_ number: Double) -> String { ValueKind.plain((number * 1000).rounded() / 1000) }
    switch self {
    case .zero: return ""
    case .constant(let mean): return value(mean)
    case .exponential(let mean): return "exponential \(value(mean))"
    case .uniform(let min, let max): return "uniform \(value(min)) to \(value(max))"
    case .lognormal(let mu, let sigma):
      let mean = DeterministicMath.exp(mu + sigma * sigma / 2)
      let cv = (DeterministicMath.exp(sigma * sigma) - 1).squareRoot()
      return "lognormal \(value(mean)) cv \(plain(cv))"
    case .gamma(let mean, let cv): return "gamma \(value(mean)) cv \(plain(cv))"
    case .erlang(let k, let mean): return "erlang \(value(mean)) k \(k)"
    case .weibull(let shape, let mean): return "weibull \(value(mean)) shape \(plain(shape))"
    case .pareto(let min, let alpha): return "pareto \(value(min)) alpha \(plain(alpha))"
    case .hyperexponential(let mean, let cv):
      return "hyperexponential \(value(mean)) cv \(plain(cv))"
    case .mixture(let parts):
      let total = parts.reduce(0) { $0 + $1.weight }
      return parts.map {
        "\(plain($0.weight / total * 100))% \($0.distribution.words(measure))"
      }.joined(separator: " + ")
    case .empirical(let values): return "\(values.count) recorded values"
    case .capped(let inner, let max): return "\(inner.words(measure)) up to \(value(max))"
    }
  }

  /// A whole number of four significant digits.
  private static func short(_ value: Double) -> Double {
    var unit = 1.0
    while value / unit >= 1e4 { unit *= 10 }
    return (value / unit).rounded() * unit
  }
}
