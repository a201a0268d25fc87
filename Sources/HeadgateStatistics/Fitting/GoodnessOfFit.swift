/// How far a sample is from a distribution whose parameters were estimated from it.
public struct GoodnessOfFit: Sendable, Equatable {
  /// Kolmogorov and Smirnov's D.
  public var kolmogorovSmirnov: Double
  /// Anderson and Darling's A², which weighs the tails.
  public var andersonDarling: Double
  /// P of so large a D, and of so large an A², under the fitted family; `nil` where it was not asked.
  public var kolmogorovSmirnovPValue: Double?
  public var andersonDarlingPValue: Double?
  /// Values that the p values are of.
  public var tested: Int

  /// Values that are tested at most: with more any family is rejected, however near.
  public static let mostTested = 1_000
  public static let resamples = 199

  /// The p values are from a parametric bootstrap: estimated parameters make the tabled ones far too
  /// large (Lilliefors, 1967; Stute, González Manteiga and Presedo Quindimil, 1993). Samples of the
  /// fitted family are fitted anew; p = (b + 1)/(B + 1).
  public init(_ family: FittedFamily, _ sample: ItemSample, seed: UInt64) {
    let own = Statistics(family, sample)
    let few = sample.thinned(to: Self.mostTested)
    let tested = few.sums.count == sample.sums.count ? own : Statistics(family, few)
    var random = Xoshiro256PlusPlus(seed: seed)
    var (further, heavier, fitted) = (0, 0, 0)
    for _ in 0..<Self.resamples {
      let drawn = ItemSample(
        sums: few.counts.map { count in
          (0..<count).reduce(0) { sum, _ in sum + family.draw(&random) }
        }, counts: few.counts)
      guard let again = MaximumLikelihood.again(family, drawn) else { continue }
      let other = Statistics(again, drawn)
      fitted += 1
      if other.distance >= tested.distance { further += 1 }
      if other.weighted >= tested.weighted { heavier += 1 }
    }
    kolmogorovSmirnov = own.distance
    andersonDarling = own.weighted
    kolmogorovSmirnovPValue = Double(further + 1) / Double(fitted + 1)
    andersonDarlingPValue = Double(heavier + 1) / Double(fitted + 1)
    self.tested = few.sums.count
  }

  /// Without p values.
  public init(distanceOf family: FittedFamily, _ sample: ItemSample) {
    let own = Statistics(family, sample)
    kolmogorovSmirnov = own.distance
    andersonDarling = own.weighted
    tested = sample.sums.count
  }

  /// Both statistics of the values' places under the distribution, uniform where it is right.
  private struct Statistics {
    var distance = 0.0
    var weighted = 0.0

    init(_ family: FittedFamily, _ sample: ItemSample) {
      let places = zip(sample.sums, sample.counts).map { sum, count in
        family.sum(of: count)?.cumulative(sum) ?? 0
      }.sorted()
      let n = Double(places.count)
      for (rank, place) in places.enumerated() {
        let (below, above) = (place - Double(rank) / n, Double(rank + 1) / n - place)
        distance = max(distance, below, above)
        let lower = min(max(place, 1e-300), 1 - 1e-16)
        let upper = min(max(1 - places[places.count - 1 - rank], 1e-300), 1)
        weighted -=
          Double(2 * rank + 1) * (SpecialFunctions.log(lower) + SpecialFunctions.log(upper))
      }
      weighted = weighted / n - n
    }
  }
}
