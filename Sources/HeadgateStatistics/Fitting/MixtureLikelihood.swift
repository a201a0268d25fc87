/// Mixtures by expectation and maximisation (Dempster, Laird and Rubin, 1977).
extension MaximumLikelihood {
  private static let mostRounds = 500

  /// Two exponentials with balanced means: the mean is x̄, and cv² by golden section on its likelihood;
  /// `nil` where the sample varies less than an exponential does.
  public static func hyperexponential(_ sample: FittingSample) -> FittedFamily? {
    guard sample.cv > 1.02 else { return nil }
    let mean = sample.moments.mean
    func likelihood(_ logCV: Double) -> Double {
      logLikelihood(
        .hyperexponential(mean: mean, cv: SpecialFunctions.exp(logCV)), sample)
    }
    let ratio = 0.618_033_988_749_894_9
    var (low, high) = (1e-3, SpecialFunctions.log(20))
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (likelihood(left), likelihood(right))
    for _ in 0..<40 {
      if atLeft > atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = likelihood(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = likelihood(right)
      }
    }
    return .hyperexponential(mean: mean, cv: SpecialFunctions.exp((low + high) / 2))
  }

  /// Two lognormals, from the halves below and above the median; `nil` where one of them shrinks to
  /// a point or to next to nothing.
  public static func mixture(_ sample: FittingSample) -> FittedFamily? {
    guard sample.count >= 50 else { return nil }
    let logarithms = sample.values.map(SpecialFunctions.log)
    let half = logarithms.count / 2
    var weight = 0.5
    var first = NormalPart(logarithms[..<half])
    var second = NormalPart(logarithms[half...])
    // No part may be narrower than a hundredth of the whole: the likelihood has no bound there.
    let whole = NormalPart(logarithms[...])
    let narrowest = max(whole.deviation / 100, 1e-9)
    for _ in 0..<mostRounds {
      let before = (weight, first, second)
      var (sum, sumFirst, sumSecond) = (0.0, 0.0, 0.0)
      var shares = [Double](repeating: 0, count: logarithms.count)
      for (place, logarithm) in logarithms.enumerated() {
        let own = weight * first.density(logarithm)
        let other = (1 - weight) * second.density(logarithm)
        let share = own + other > 0 ? own / (own + other) : 0.5
        shares[place] = share
        sum += share
        sumFirst += share * logarithm
        sumSecond += (1 - share) * logarithm
      }
      let rest = Double(logarithms.count) - sum
      guard sum > 5, rest > 5 else { return nil }
      weight = sum / Double(logarithms.count)
      (first.mean, second.mean) = (sumFirst / sum, sumSecond / rest)
      var (spread, otherSpread) = (0.0, 0.0)
      for (place, logarithm) in logarithms.enumerated() {
        let (a, b) = (logarithm - first.mean, logarithm - second.mean)
        spread += shares[place] * a * a
        otherSpread += (1 - shares[place]) * b * b
      }
      first.deviation = (spread / sum).squareRoot()
      second.deviation = (otherSpread / rest).squareRoot()
      guard first.deviation > narrowest, second.deviation > narrowest else { return nil }
      let moved =
        (weight - before.0).magnitude + (first.mean - before.1.mean).magnitude
        + (second.mean - before.2.mean).magnitude
      if moved < 1e-8 { break }
    }
    return .mixture(
      weight: weight, first: .init(mu: first.mean, sigma: first.deviation),
      second: .init(mu: second.mean, sigma: second.deviation))
  }

  private struct NormalPart {
    var mean: Double
    var deviation: Double

    init(_ values: ArraySlice<Double>) {
      let moments = SampleMoments(values)
      mean = moments.mean
      deviation = max((moments.sumOfSquares / Double(moments.count)).squareRoot(), 1e-12)
    }

    func density(_ x: Double) -> Double {
      NormalDistribution.density((x - mean) / deviation) / deviation
    }
  }
}
