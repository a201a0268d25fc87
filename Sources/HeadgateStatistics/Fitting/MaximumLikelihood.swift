/// Maximum-likelihood estimates of distributions of positive values; `nil` where a family does not
/// suit the sample.
public enum MaximumLikelihood {
  /// Below this coefficient of variation nothing varies that could be told from a clock's noise.
  static let leastVariation = 1e-9

  public static func exponential(_ sample: FittingSample) -> FittedFamily? {
    .exponential(mean: sample.moments.mean)
  }

  public static func lognormal(_ sample: FittingSample) -> FittedFamily? {
    let variance = sample.logMoments.sumOfSquares / Double(sample.count)
    guard variance > leastVariation else { return nil }
    return .lognormal(mu: sample.logMoments.mean, sigma: variance.squareRoot())
  }

  /// ln k − ψ(k) = ln x̄ − mean of ln x, by Newton's method from Minka's start ("Estimating a gamma
  /// distribution", 2002); the mean is x̄.
  public static func gamma(_ sample: FittingSample) -> FittedFamily? {
    let mean = sample.moments.mean
    let spread = SpecialFunctions.log(mean) - sample.logMoments.mean
    guard spread > leastVariation else { return nil }
    var shape =
      (3 - spread + ((spread - 3) * (spread - 3) + 24 * spread).squareRoot()) / (12 * spread)
    for _ in 0..<50 {
      let excess = SpecialFunctions.log(shape) - GammaFunctions.digamma(shape) - spread
      let next = shape - excess / (1 / shape - GammaFunctions.trigamma(shape))
      let change = (next - shape).magnitude
      shape = next > 0 ? next : shape / 2
      if change <= 1e-12 * shape { break }
    }
    return .gamma(mean: mean, cv: (1 / shape).squareRoot())
  }

  /// The better of the two whole shapes around the gamma distribution's.
  public static func erlang(_ sample: FittingSample) -> FittedFamily? {
    guard case .gamma(let mean, let cv)? = gamma(sample) else { return nil }
    let shape = 1 / (cv * cv)
    guard shape < 1_000 else { return nil }
    let candidates = [shape.rounded(.down), shape.rounded(.up)].filter { $0 >= 1 }
      .map { FittedFamily.erlang(k: Int($0), mean: mean) }
    return candidates.max { logLikelihood($0, sample) < logLikelihood($1, sample) }
  }

  /// 1/k = Σ xᵏ ln x / Σ xᵏ − mean of ln x, whose right side grows with k: by halving.
  public static func weibull(_ sample: FittingSample) -> FittedFamily? {
    let logarithms = sample.values.map(SpecialFunctions.log)
    guard let largest = logarithms.last, let smallest = logarithms.first, largest > smallest else {
      return nil
    }
    let mean = sample.logMoments.mean
    func excess(_ shape: Double) -> Double {
      var (weighted, sum) = (0.0, 0.0)
      for logarithm in logarithms {
        // Relative to the largest, so that nothing overflows.
        let power = SpecialFunctions.exp(shape * (logarithm - largest))
        weighted += power * logarithm
        sum += power
      }
      return weighted / sum - mean - 1 / shape
    }
    var high = 1.0
    while excess(high) < 0, high < 1e6 { high *= 2 }
    guard high < 1e6 else { return nil }
    let shape = Root.rising(between: 1e-3, and: high, excess)
    let powers = logarithms.reduce(0) { $0 + SpecialFunctions.exp(shape * ($1 - largest)) }
    let logScale = largest + SpecialFunctions.log(powers / Double(sample.count)) / shape
    return .weibull(
      shape: shape,
      mean: SpecialFunctions.exp(logScale + GammaFunctions.logGamma(1 + 1 / shape)))
  }

  /// Σ ln f of a sample.
  public static func logLikelihood(_ family: FittedFamily, _ sample: FittingSample) -> Double {
    sample.values.reduce(0) { $0 + family.logDensity($1) }
  }
}
