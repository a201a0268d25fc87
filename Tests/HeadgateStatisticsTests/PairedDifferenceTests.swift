import HeadgateStatistics
import Testing

@Suite struct PairedDifferenceTests {
  struct Pairs: Decodable { var x: [Double], y: [Double] }
  struct Bounded: Decodable { var x: [Double], y: [Double], low: Double, high: Double }
  struct TestExpected: Decodable {
    var t: Double
    var p: Double
    var difference: Double
    var deviation: Double
    var ci95: [Double]
    var correlation: Double
    var reduction: Double

    private enum CodingKeys: String, CodingKey {
      case t, ci95, correlation
      case p = "p_two_sided"
      case difference = "mean_diff"
      case deviation = "sd_diff"
      case reduction = "variance_reduction_vs_independent"
    }
  }
  struct RatioExpected: Decodable {
    var ratio: Double
    var ci95: [Double]
    var p: Double

    private enum CodingKeys: String, CodingKey {
      case ratio, ci95
      case p = "p_two_sided"
    }
  }
  struct EquivalenceExpected: Decodable { var p: Double }

  @Test func onTheDifferenceScaleThePairedTestIsThatOfTheReference() throws {
    for vector in try ReferenceVector<Pairs, TestExpected>.all("paired_t_test") {
      let paired = try #require(
        PairedDifference(
          baseline: vector.inputs.y, candidate: vector.inputs.x, scale: .difference))
      vector.expect(paired.tStatistic, vector.expected.t)
      vector.expect(paired.twoSidedPValue, vector.expected.p)
      vector.expect(paired.estimate, vector.expected.difference)
      vector.expect(paired.interval.standardDeviation, vector.expected.deviation)
      vector.expect(paired.low, vector.expected.ci95[0])
      vector.expect(paired.high, vector.expected.ci95[1])
      vector.expect(paired.correlation, vector.expected.correlation)
      vector.expect(paired.varianceReduction, vector.expected.reduction)
    }
  }

  @Test func onTheLogRatioScaleTheRatioIsThatOfTheReference() throws {
    for vector in try ReferenceVector<Pairs, RatioExpected>.all("paired_log_ratio_ci") {
      let paired = try #require(
        PairedDifference(
          baseline: vector.inputs.y, candidate: vector.inputs.x, scale: .logRatio))
      vector.expect(1 + paired.estimate, vector.expected.ratio)
      vector.expect(paired.low.map { 1 + $0 }, vector.expected.ci95[0])
      vector.expect(paired.high.map { 1 + $0 }, vector.expected.ci95[1])
      vector.expect(paired.twoSidedPValue, vector.expected.p)
    }
  }

  @Test func equivalenceIsThatOfTheReference() throws {
    for vector in try ReferenceVector<Bounded, EquivalenceExpected>.all("tost_paired") {
      try #require(vector.inputs.low == -vector.inputs.high)
      let paired = try #require(
        PairedDifference(
          baseline: vector.inputs.y, candidate: vector.inputs.x, scale: .difference))
      vector.expect(
        paired.equivalencePValue(margin: vector.inputs.high), vector.expected.p)
    }
  }

  @Test func theSignedRankTestIsOfTheSameDifferences() {
    let paired = PairedDifference(
      baseline: [1, 1, 1, 1], candidate: [2, 3, 4, 0.5], scale: .difference)
    #expect(paired?.signedRankPValue == 4.0 / 16)
  }

  @Test func pairsThatDifferByTheSameAmountAreExactAndNotTested() {
    let paired = PairedDifference(baseline: [1, 2, 4], candidate: [2, 4, 8], scale: .logRatio)
    #expect(paired?.isExact == true)
    #expect(paired?.estimate == 1)
    #expect(paired?.low == 1)
    #expect(paired?.high == 1)
    #expect(paired?.tStatistic == nil)
    #expect(paired?.twoSidedPValue == nil)
    #expect(paired?.varianceReduction == nil)
  }

  @Test func onePairHasAnEstimateOnly() {
    let paired = PairedDifference(baseline: [2], candidate: [5], scale: .difference)
    #expect(paired?.estimate == 3)
    #expect(paired?.isExact == false)
    #expect(paired?.low == nil)
    #expect(paired?.tStatistic == nil)
    #expect(paired?.minimumDetectableEffect == nil)
    #expect(paired?.replicationsNeeded(margin: 1) == nil)
  }

  @Test func withoutPairsOrALogarithmThereIsNoDifference() {
    #expect(PairedDifference(baseline: [], candidate: [], scale: .difference) == nil)
    #expect(PairedDifference(baseline: [0, 1], candidate: [1, 1], scale: .logRatio) == nil)
    #expect(PairedDifference(baseline: [1, 1], candidate: [1, -1], scale: .logRatio) == nil)
  }

  @Test func theDetectableEffectIsWhatTheNeededNumberOfPairsIsFor() throws {
    // Differences −1, 0, 1, 2, 3: s = √2.5, (t(0.975, 4) + 1.2816) s = 6.41634.
    let paired = try #require(
      PairedDifference(
        baseline: [0, 0, 0, 0, 0], candidate: [-1, 0, 1, 2, 3], scale: .difference))
    let factor = (2.7764451051977934 + 1.2816) * 2.5.squareRoot()
    let effect = try #require(paired.minimumDetectableEffect)
    #expect(abs(effect - factor / 5.0.squareRoot()) < 1e-12)
    #expect(paired.replicationsNeeded(margin: 1) == 42)
    #expect(paired.replicationsNeeded(margin: 100) == 6)
    #expect(paired.replicationsNeeded(margin: 1e-30) == nil)
  }
}
