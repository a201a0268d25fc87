/// Maximum-likelihood estimates from sums of items.
extension MaximumLikelihood {
  static func logLikelihood(_ family: FittedFamily, _ sample: ItemSample) -> Double {
    zip(sample.sums, sample.counts).reduce(0) { sum, batch in
      sum + (family.sum(of: batch.1)?.logDensity(batch.0) ?? -.infinity)
    }
  }

  /// The estimates of all families that suit the sample.
  static func candidates(_ sample: ItemSample) -> [FittedFamily] {
    if sample.isSingle {
      let values = FittingSample(sample.sums)
      return [
        exponential(values), erlang(values), lognormal(values), gamma(values), weibull(values),
        hyperexponential(values), mixture(values),
      ].compactMap { $0 }
    }
    return [.exponential(mean: sample.mean)]
      + [erlang(sample), lognormal(sample), gamma(sample)].compactMap { $0 }
  }

  /// The estimate of the same family.
  static func again(_ family: FittedFamily, _ sample: ItemSample) -> FittedFamily? {
    let single = sample.isSingle ? FittingSample(sample.sums) : nil
    switch family {
    case .constant: return .constant(sample.mean)
    case .exponential: return .exponential(mean: sample.mean)
    case .gamma: return single.map(gamma) ?? gamma(sample)
    case .erlang: return single.map(erlang) ?? erlang(sample)
    case .lognormal: return single.map(lognormal) ?? lognormal(sample)
    case .weibull: return single.flatMap(weibull)
    case .hyperexponential: return single.flatMap(hyperexponential)
    case .mixture: return single.flatMap(mixture)
    }
  }

  /// Given its shape, a gamma distribution's mean is the sample's.
  private static func gamma(_ sample: ItemSample) -> FittedFamily? {
    peak(sample) { .gamma(mean: sample.mean, cv: $0) }
  }

  private static func lognormal(_ sample: ItemSample) -> FittedFamily? {
    peak(sample) { .lognormal(mean: sample.mean, squaredVariation: $0 * $0) }
  }

  private static func erlang(_ sample: ItemSample) -> FittedFamily? {
    guard case .gamma(let mean, let cv)? = gamma(sample), 1 / (cv * cv) < 1_000 else { return nil }
    let shape = 1 / (cv * cv)
    return [shape.rounded(.down), shape.rounded(.up)].filter { $0 >= 1 }
      .map { FittedFamily.erlang(k: Int($0), mean: mean) }
      .max { logLikelihood($0, sample) < logLikelihood($1, sample) }
  }

  /// The likelihood's peak over coefficients of variation around the sample's, by golden section of
  /// their logarithms.
  private static func peak(
    _ sample: ItemSample, _ family: (Double) -> FittedFamily
  ) -> FittedFamily? {
    let start = sample.cv
    guard start > 1e-6 else { return nil }
    let ratio = 0.618_033_988_749_894_9
    func at(_ logarithm: Double) -> Double {
      logLikelihood(family(SpecialFunctions.exp(logarithm)), sample)
    }
    let middle = SpecialFunctions.log(start)
    var (low, high) = (middle - 1.2, middle + 1.2)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (at(left), at(right))
    while high - low > 1e-5 {
      if atLeft > atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = at(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = at(right)
      }
    }
    return family(SpecialFunctions.exp((low + high) / 2))
  }
}
