import HeadgateCore
import HeadgateStatistics
import Testing

/// Estimates come back to the parameters that a sample was drawn with, within four of the estimator's
/// standard errors: those of maximum likelihood, 1/√(n I), unless another is stated.
@Suite struct RecoveryTests {
  private static let count = 20_000
  private static let n = Double(count)

  private func sample(_ distribution: Distribution) -> FittingSample {
    FittingSample(DrawnSample.values(distribution, count: Self.count))
  }

  private func isWithin(_ value: Double, of expected: Double, error: Double) -> Bool {
    (value - expected).magnitude <= 4 * error
  }

  @Test("The exponential's mean: error mean/√n")
  func exponential() throws {
    let found = try #require(MaximumLikelihood.exponential(sample(.exponential(mean: 30))))
    #expect(isWithin(found.mean, of: 30, error: 30 / Self.n.squareRoot()))
  }

  @Test("The lognormal's μ and σ: errors σ/√n and σ/√2n")
  func lognormal() {
    let sample = sample(.lognormal(mu: 2, sigma: 0.8))
    guard case .lognormal(let mu, let sigma)? = MaximumLikelihood.lognormal(sample) else {
      Issue.record("no estimate")
      return
    }
    #expect(isWithin(mu, of: 2, error: 0.8 / Self.n.squareRoot()))
    #expect(isWithin(sigma, of: 0.8, error: 0.8 / (2 * Self.n).squareRoot()))
  }

  /// I of the shape beside the scale is ψ′(k) − 1/k, and cv = k^−½.
  @Test("The gamma's mean and cv", arguments: [0.3, 0.7, 1.6])
  func gamma(cv: Double) {
    let sample = sample(.gamma(mean: 30, cv: cv))
    guard case .gamma(let mean, let found)? = MaximumLikelihood.gamma(sample) else {
      Issue.record("no estimate")
      return
    }
    let shape = 1 / (cv * cv)
    let shapeError = 1 / (Self.n * (GammaFunctions.trigamma(shape) - 1 / shape)).squareRoot()
    #expect(isWithin(mean, of: 30, error: 30 * cv / Self.n.squareRoot()))
    #expect(isWithin(found, of: cv, error: shapeError * cv * cv * cv / 2))
  }

  @Test("The Erlang's k comes out whole and right", arguments: [2, 5])
  func erlang(k: Int) {
    let sample = sample(.erlang(k: k, mean: 30))
    guard case .erlang(let found, let mean)? = MaximumLikelihood.erlang(sample) else {
      Issue.record("no estimate")
      return
    }
    #expect(found == k)
    #expect(isWithin(mean, of: 30, error: 30 / (Double(k) * Self.n).squareRoot()))
  }

  /// Johnson, Kotz and Balakrishnan, 1994, 21.4: shape √6/π k/√n; the mean at most as far as the
  /// sample's.
  @Test("The Weibull's shape and mean", arguments: [0.6, 1.5, 4.0])
  func weibull(shape: Double) {
    let sample = sample(.weibull(shape: shape, mean: 30))
    guard case .weibull(let found, let mean)? = MaximumLikelihood.weibull(sample) else {
      Issue.record("no estimate")
      return
    }
    #expect(isWithin(found, of: shape, error: 0.7797 * shape / Self.n.squareRoot()))
    let square = SpecialFunctions.exp(
      GammaFunctions.logGamma(1 + 2 / shape) - 2 * GammaFunctions.logGamma(1 + 1 / shape))
    let cv = (square - 1).squareRoot()
    #expect(isWithin(mean, of: 30, error: 30 * cv / Self.n.squareRoot()))
  }

  /// The error of cv from the curvature of the likelihood at the truth, as no formula is known.
  @Test("The hyperexponential's mean and cv", arguments: [1.5, 3.0])
  func hyperexponential(cv: Double) {
    let sample = sample(.hyperexponential(mean: 30, cv: cv))
    guard case .hyperexponential(let mean, let found)? = MaximumLikelihood.hyperexponential(sample)
    else {
      Issue.record("no estimate")
      return
    }
    func height(_ cv: Double) -> Double {
      MaximumLikelihood.logLikelihood(.hyperexponential(mean: 30, cv: cv), sample)
    }
    let step = 0.01
    let curvature = (2 * height(cv) - height(cv - step) - height(cv + step)) / (step * step)
    // The mean's error moves cv, too: Var(cv) ≤ 1/curvature + (∂cv/∂mean)² Var(mean), where a mean
    // that is off by a share moves cv by about as large a share.
    let share = cv / Self.n.squareRoot()
    let error = (1 / curvature + share * share * cv * cv).squareRoot()
    #expect(isWithin(mean, of: 30, error: 30 * share))
    #expect(isWithin(found, of: cv, error: error))
  }

  /// Parts so far apart that each value's is known: then each has the errors of its own share.
  @Test("A mixture's weight and parts")
  func mixture() {
    let (first, second) = ((mu: 1.0, sigma: 0.2), (mu: 4.0, sigma: 0.3))
    let sample = sample(
      .mixture([
        MixtureComponent(weight: 0.7, distribution: .lognormal(mu: first.mu, sigma: first.sigma)),
        MixtureComponent(weight: 0.3, distribution: .lognormal(mu: second.mu, sigma: second.sigma)),
      ]))
    guard case .mixture(let weight, let low, let high)? = MaximumLikelihood.mixture(sample)
    else {
      Issue.record("no estimate")
      return
    }
    #expect(isWithin(weight, of: 0.7, error: (0.7 * 0.3 / Self.n).squareRoot()))
    for (found, known, share) in [(low, first, 0.7), (high, second, 0.3)] {
      #expect(isWithin(found.mu, of: known.mu, error: known.sigma / (share * Self.n).squareRoot()))
      #expect(
        isWithin(
          found.sigma, of: known.sigma, error: known.sigma / (2 * share * Self.n).squareRoot()))
    }
  }

  @Test("What a family cannot be is no estimate of it")
  func unsuited() {
    let constant = FittingSample([Double](repeating: 3, count: 60))
    #expect(MaximumLikelihood.gamma(constant) == nil)
    #expect(MaximumLikelihood.erlang(constant) == nil)
    #expect(MaximumLikelihood.lognormal(constant) == nil)
    #expect(MaximumLikelihood.weibull(constant) == nil)
    #expect(MaximumLikelihood.mixture(constant) == nil)
    // It varies at least as an exponential does.
    #expect(MaximumLikelihood.hyperexponential(sample(.gamma(mean: 30, cv: 0.5))) == nil)
  }
}
