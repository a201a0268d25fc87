import HeadgateCore
import HeadgateStatistics
import Testing

@Suite struct GoodnessOfFitTests {
  /// The exponential's quantiles of an even grid, bent to a power: D and A² grow with the bend.
  private func bent(_ power: Double, count: Int) -> ItemSample {
    DrawnSample.items(
      (0..<count).map { place in
        let unit = (Double(place) + 0.5) / Double(count)
        let exponential = -SpecialFunctions.log(1 - unit)
        return SpecialFunctions.exp(power * SpecialFunctions.log(exponential))
      })
  }

  private func fitted(_ sample: ItemSample) -> FittedFamily { .exponential(mean: sample.mean) }

  /// A sample whose statistic is the one asked for.
  private func sample(
    count: Int, where statistic: (GoodnessOfFit) -> Double, is wanted: Double
  ) -> ItemSample {
    var (low, high) = (1.0, 3.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let sample = bent(middle, count: count)
      if statistic(GoodnessOfFit(distanceOf: fitted(sample), sample)) < wanted {
        low = middle
      } else {
        high = middle
      }
    }
    return bent(high, count: count)
  }

  /// Of the bootstrap with 199 resamples, four of them.
  private func tolerance(_ level: Double) -> Double {
    4 * standardError(ofShare: level, experiments: GoodnessOfFit.resamples) + 1.0 / 200
  }

  /// Critical values of (D − 0.2/n)(√n + 0.26 + 0.5/√n) for exponentials of estimated mean: Stephens
  /// (1974), Journal of the American Statistical Association 69, table 1.
  @Test(
    "The bootstrap's p of D is the level of the tabled critical value",
    arguments: [(0.15, 0.926), (0.10, 0.990), (0.05, 1.094), (0.01, 1.308)])
  func kolmogorovSmirnov(level: Double, critical: Double) {
    let root = 100.0.squareRoot()
    let sample = sample(
      count: 100, where: \.kolmogorovSmirnov, is: critical / (root + 0.26 + 0.5 / root) + 0.2 / 100)
    let fit = GoodnessOfFit(fitted(sample), sample, seed: 3)
    #expect(((fit.kolmogorovSmirnovPValue ?? 2) - level).magnitude <= tolerance(level))
  }

  /// A²(1 + 0.6/n): the same table.
  @Test(
    "The bootstrap's p of A² is the level of the tabled critical value",
    arguments: [(0.15, 0.922), (0.10, 1.078), (0.05, 1.341), (0.01, 1.957)])
  func andersonDarling(level: Double, critical: Double) {
    let sample = sample(count: 100, where: \.andersonDarling, is: critical / (1 + 0.6 / 100))
    let fit = GoodnessOfFit(fitted(sample), sample, seed: 3)
    #expect(((fit.andersonDarlingPValue ?? 2) - level).magnitude <= tolerance(level))
  }

  @Test("Samples of the family are rejected as often as the level says")
  func level() {
    let (experiments, level) = (DrawnSample.count(200), 0.1)
    var (far, heavy) = (0, 0)
    for seed in 0..<UInt64(experiments) {
      let sample = DrawnSample.items(
        DrawnSample.values(.exponential(mean: 2), count: 40, seed: seed))
      let fit = GoodnessOfFit(fitted(sample), sample, seed: seed)
      if (fit.kolmogorovSmirnovPValue ?? 1) <= level { far += 1 }
      if (fit.andersonDarlingPValue ?? 1) <= level { heavy += 1 }
    }
    for rejected in [far, heavy] {
      let share = Double(rejected) / Double(experiments)
      #expect(
        (share - level).magnitude <= 4 * standardError(ofShare: level, experiments: experiments))
    }
  }

  @Test("Another family is seen, and only so many values are tested")
  func power() {
    let sample = DrawnSample.items(
      DrawnSample.values(.gamma(mean: 2, cv: 0.5), count: DrawnSample.count(6_000)))
    let fit = GoodnessOfFit(fitted(sample), sample, seed: 3)
    #expect(fit.tested == GoodnessOfFit.mostTested)
    #expect(fit.kolmogorovSmirnovPValue == 1.0 / 200 && fit.andersonDarlingPValue == 1.0 / 200)
  }
}
