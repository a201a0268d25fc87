import HeadgateStatistics
import Testing

/// Fits of one fixed sample against those of SciPy 1.17.1 (`scipy.special`, `scipy.stats`; roots by
/// `scipy.optimize.brentq` to 1e-15).
@Suite struct FittedFamilyTests {
  private static let sample = [
    0.31, 0.47, 0.52, 0.58, 0.66, 0.71, 0.79, 0.83, 0.90, 0.94, 1.02, 1.07, 1.15, 1.21, 1.30, 1.38,
    1.47, 1.56, 1.68, 1.80, 1.93, 2.08, 2.26, 2.47, 2.73, 3.05, 3.49, 4.12, 5.21, 7.84,
  ]
  private static let spread = [
    0.02, 0.05, 0.09, 0.11, 0.16, 0.2, 0.27, 0.31, 0.4, 0.44, 0.52, 0.61, 0.7, 0.83, 0.95, 1.1, 1.3,
    1.6, 2.1, 2.9, 4.4, 6.8, 9.3, 14.7,
  ]

  private func near(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-10) -> Bool {
    (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
  }

  @Test(
    "ln Γ, ψ and ψ′ are the reference's",
    arguments: [
      (0.1, 2.252712651734206, -10.423754940411076, 101.43329915079275),
      (0.5, 0.5723649429247, -1.9635100260214235, 4.93480220054468),
      (1, 0.0, -0.5772156649015329, 1.6449340668482266),
      (2.5, 0.2846828704729192, 0.7031566406452432, 0.4903577561002349),
      (7.3, 7.147892523022249, 1.917820335637986, 0.14679576813142703),
      (40, 106.63176026064345, 3.6763273740348428, 0.025315103841291032),
    ])
  func gammaFunctions(x: Double, logGamma: Double, digamma: Double, trigamma: Double) {
    #expect(near(GammaFunctions.logGamma(x), logGamma, 1e-13))
    #expect(near(GammaFunctions.digamma(x), digamma, 1e-13))
    #expect(near(GammaFunctions.trigamma(x), trigamma, 1e-13))
  }

  @Test("Estimates are the reference's")
  func estimates() {
    let sample = FittingSample(Self.sample)
    guard case .gamma(let mean, let cv)? = MaximumLikelihood.gamma(sample),
      case .lognormal(let mu, let sigma)? = MaximumLikelihood.lognormal(sample),
      case .weibull(let shape, let weibullMean)? = MaximumLikelihood.weibull(sample),
      case .exponential(let exponential)? = MaximumLikelihood.exponential(sample),
      case .erlang(let k, let erlangMean)? = MaximumLikelihood.erlang(sample)
    else {
      Issue.record("a family did not suit the sample")
      return
    }
    #expect(near(mean, 1.851) && near(cv, 0.7187658998893628))
    #expect(near(mu, 0.33570516264024014) && near(sigma, 0.732793496045218))
    #expect(near(shape, 1.3347062750492646) && near(weibullMean, 1.8700343023764054))
    #expect(near(exponential, 1.851))
    // Of k = 1 and 2 around the gamma's 1.9356 the likelier one.
    #expect(k == 2 && near(erlangMean, 1.851))
  }

  @Test("A hyperexponential's estimate has the reference's likelihood")
  func hyperexponential() {
    let sample = FittingSample(Self.spread)
    guard case .hyperexponential(let mean, let cv)? = MaximumLikelihood.hyperexponential(sample)
    else {
      Issue.record("it did not suit the sample")
      return
    }
    #expect(near(mean, 2.0775))
    // The peak is flat: its place is known to the root of what its height is known to.
    #expect(near(cv, 1.8131201521605174, 1e-6))
    let height = MaximumLikelihood.logLikelihood(.hyperexponential(mean: mean, cv: cv), sample)
    #expect(near(height, -37.174564444444684))
  }

  @Test(
    "Likelihood, distribution function, D and A² are the reference's",
    arguments: [
      (
        FittedFamily.gamma(mean: 1.851, cv: 0.7187658998893628), -45.27414460137026,
        0.09461702402259176, 0.4292357714153354, 0.41432579586115065
      ),
      (
        .lognormal(mu: 0.33570516264024014, sigma: 0.732793496045218), -43.3125706409749,
        0.04513969897694081, 0.07840535212585209, 0.46013882214550805
      ),
      (
        .weibull(shape: 1.3347062750492646, mean: 1.8700343023764054), -46.418993616780384,
        0.09853149231486777, 0.5907425280580156, 0.42293677826331255
      ),
      (
        .exponential(mean: 1.851), -48.47178100774081, 0.19091032571854738, 1.3667078313011025,
        0.5045669590297985
      ),
      (
        .erlang(k: 2, mean: 1.851), -45.28357630267771, 0.09773853440668034, 0.45051513505270435,
        0.4097702321035914
      ),
    ])
  func families(
    family: FittedFamily, likelihood: Double, distance: Double, weighted: Double, below: Double
  ) {
    let values = FittingSample(Self.sample)
    #expect(near(MaximumLikelihood.logLikelihood(family, values), likelihood))
    #expect(near(family.cumulative(1.3), below))
    let fit = GoodnessOfFit(distanceOf: family, DrawnSample.items(Self.sample))
    #expect(near(fit.kolmogorovSmirnov, distance))
    #expect(near(fit.andersonDarling, weighted, 1e-9))
  }

  @Test("A density is the slope of its distribution function, and the mean its integral")
  func densities() {
    let families: [FittedFamily] = [
      .exponential(mean: 2), .gamma(mean: 2, cv: 0.6), .gamma(mean: 2, cv: 1.7),
      .erlang(k: 3, mean: 2), .lognormal(mu: 0.4, sigma: 0.7), .weibull(shape: 0.7, mean: 2),
      .weibull(shape: 3, mean: 2), .hyperexponential(mean: 2, cv: 2.5),
      .mixture(
        weight: 0.3, first: .init(mu: 0, sigma: 0.2), second: .init(mu: 1.5, sigma: 0.4)),
    ]
    for family in families {
      for x in [0.3, 1.1, 2.4, 6.0] {
        let step = 1e-5 * x
        let slope = (family.cumulative(x + step) - family.cumulative(x - step)) / (2 * step)
        #expect(near(slope, SpecialFunctions.exp(family.logDensity(x)), 1e-7), "\(family) at \(x)")
      }
      // ∫ (1 − F) over quantiles of a fine grid of the logarithm.
      let (low, high, steps) = (1e-9, 1e4, 4_000)
      let ratio = SpecialFunctions.exp(SpecialFunctions.log(high / low) / Double(steps))
      var (x, mean) = (low, low)
      for _ in 0..<steps {
        let middle = x * ratio.squareRoot()
        mean += (1 - family.cumulative(middle)) * x * (ratio - 1)
        x *= ratio
      }
      #expect(near(mean, family.mean, 1e-5), "\(family)")
    }
  }
}
