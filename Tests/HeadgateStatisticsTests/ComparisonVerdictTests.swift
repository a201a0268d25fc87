import HeadgateStatistics
import Testing

@Suite struct ComparisonVerdictTests {
  /// Twenty differences around a mean, alternately `spread` above and below.
  private static func paired(mean: Double, spread: Double) throws -> PairedDifference {
    try #require(
      PairedDifference(
        baseline: [Double](repeating: 0, count: 20),
        candidate: (0..<20).map { mean + ($0.isMultiple(of: 2) ? spread : -spread) },
        scale: .difference))
  }

  // With spread 1 the 95 % interval is ±0.48020 wide, the 90 % interval ±0.39671.
  @Test(arguments: [
    (2.0, 1.0, PreferredDirection.lower, ComparisonVerdict.worse),
    (2.0, 1.0, .higher, .better),
    (-2.0, 1.0, .lower, .better),
    (-2.0, 1.0, .higher, .worse),
    (2.0, 1.0, .neither, .different),
    (1.0, 1.0, .lower, .worse),
    (0.5, 1.0, .lower, .differentButSmall),
    (-0.5, 1.0, .neither, .differentButSmall),
    (0.51, 0.99, .lower, .differentButSmall),
    (0.4, 1.0, .lower, .equivalent),
    (0.0, 1.0, .lower, .equivalent),
    (0.55, 1.0, .lower, .equivalent),
    (0.65, 1.0, .lower, .inconclusive(replicationsNeeded: 21)),
    (0.4, 2.0, .lower, .inconclusive(replicationsNeeded: 48)),
    (1.5, 4.0, .lower, .inconclusive(replicationsNeeded: 192)),
  ])
  func aDifferenceIsJudgedAgainstAMarginOfOne(
    mean: Double, spread: Double, better: PreferredDirection, verdict: ComparisonVerdict
  ) throws {
    let paired = try Self.paired(mean: mean, spread: spread)
    #expect(paired.verdict(margin: 1, better: better) == verdict)
  }

  @Test func withoutAMarginWhatIsThereCountsAndNothingIsShownToBeAbsent() throws {
    let there = try Self.paired(mean: 0.5, spread: 1)
    #expect(there.verdict(margin: nil, better: .lower) == .worse)
    #expect(there.verdict(margin: nil, better: .neither) == .different)
    let unclear = try Self.paired(mean: 0.4, spread: 1)
    #expect(
      unclear.verdict(margin: nil, better: .lower) == .inconclusive(replicationsNeeded: nil))
  }

  @Test func onePairSaysNothing() throws {
    let paired = try #require(
      PairedDifference(baseline: [1], candidate: [9], scale: .difference))
    #expect(paired.verdict(margin: 1, better: .lower) == .inconclusive(replicationsNeeded: nil))
  }

  @Test(arguments: [
    (1.0, Double?(0.05), ComparisonVerdict.identical),
    (1.0, nil, .identical),
    (1.25, 0.5, .differentButSmall),
    (1.25, 0.25, .worse),
    (0.5, 0.25, .better),
    (1.25, nil, .worse),
  ])
  func equalRatiosAreJudgedAsTheyStand(
    ratio: Double, margin: Double?, verdict: ComparisonVerdict
  ) throws {
    let paired = try #require(
      PairedDifference(
        baseline: [1, 2, 4], candidate: [1, 2, 4].map { $0 * ratio }, scale: .logRatio))
    #expect(paired.verdict(margin: margin, better: .lower) == verdict)
  }

  @Test(arguments: [0.5, 0.9, 0.96, 0.98, 0.995, 1.003, 1.03, 1.2])
  func swappingTheSidesSwapsBetterAndWorse(ratio: Double) throws {
    let baseline = (1...12).map(Double.init)
    let candidate = baseline.map { $0 * ratio * (1 + Double(Int($0 * 7) % 5 - 2) * 0.004) }
    let forth = try #require(
      PairedDifference(baseline: baseline, candidate: candidate, scale: .logRatio))
    let back = try #require(
      PairedDifference(baseline: candidate, candidate: baseline, scale: .logRatio))
    let swapped: ComparisonVerdict =
      switch forth.verdict(margin: 0.02, better: .higher) {
      case .better: .worse
      case .worse: .better
      case let verdict: verdict
      }
    #expect(back.verdict(margin: 0.02, better: .higher) == swapped)
  }
}
