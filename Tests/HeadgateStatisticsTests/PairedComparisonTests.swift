import HeadgateStatistics
import Testing

@Suite struct PairedComparisonTests {
  private static let ratio = ComparisonRule(scale: .logRatio, margin: 0.02)

  @Test func positiveValuesAreComparedOnTheScaleOfTheRule() throws {
    let compared = try #require(
      PairedComparison(
        baseline: [10, 20, 30], candidate: [11, 22.5, 33], rule: Self.ratio, better: .lower))
    #expect(compared.difference.scale == .logRatio)
    #expect(compared.margin == 0.02)
    #expect(compared.baselineMean == 20)
    #expect(compared.candidateMean == 22.166666666666668)
    #expect(compared.missingPairs == 0)
    #expect(compared.verdict == .worse)
  }

  @Test func aZeroFallsBackToDifferencesAndAShareOfTheBaselinesMean() throws {
    let compared = try #require(
      PairedComparison(
        baseline: [0, 20, 40], candidate: [1, 21, 41], rule: Self.ratio, better: .lower))
    #expect(compared.difference.scale == .difference)
    #expect(compared.difference.estimate == 1)
    #expect(compared.margin == 0.4)
    #expect(compared.verdict == .worse)
  }

  @Test func aMissingValueLeavesItsPairOutAndFallsBackToDifferences() throws {
    let compared = try #require(
      PairedComparison(
        baseline: [10, nil, 30, 50], candidate: [12, 21, nil, 52], rule: Self.ratio,
        better: .lower))
    #expect(compared.missingPairs == 2)
    #expect(compared.difference.scale == .difference)
    #expect(compared.difference.differences == [2, 2])
    #expect(compared.baselineMean == 30)
    #expect(compared.candidateMean == 32)
  }

  @Test func zerosThroughoutHaveNoMarginAndAreIdentical() throws {
    let compared = try #require(
      PairedComparison(
        baseline: [0, 0], candidate: [0, 0], rule: Self.ratio, better: .lower))
    #expect(compared.margin == nil)
    #expect(compared.verdict == .identical)
  }

  @Test func differencesKeepTheRulesMargin() throws {
    let compared = try #require(
      PairedComparison(
        baseline: [0.1, 0.2], candidate: [0.1, nil],
        rule: ComparisonRule(scale: .difference, margin: 0.01), better: .lower))
    #expect(compared.margin == 0.01)
    #expect(compared.difference.count == 1)
  }

  @Test func withoutACommonReplicationThereIsNoComparison() {
    #expect(
      PairedComparison(
        baseline: [1, nil], candidate: [nil, 1], rule: Self.ratio, better: .lower) == nil)
  }
}

@Suite struct ComparisonRuleTests {
  @Test(arguments: [
    ("throughput", QuantityKind.rate, ComparisonScale.logRatio, Double?(0.01)),
    ("throughput{phase: hold}", .rate, .logRatio, 0.01),
    ("latency.mean", .duration, .logRatio, 0.02),
    ("latency.p50", .duration, .logRatio, 0.02),
    ("latency.p90", .duration, .logRatio, 0.03),
    ("latency.p95", .duration, .logRatio, 0.03),
    ("latency.p99", .duration, .logRatio, 0.05),
    ("latency.p99{workload: a.p50}", .duration, .logRatio, 0.05),
    ("embed.service.p999", .duration, .logRatio, 0.05),
    ("queue.wait.max", .duration, .logRatio, 0.05),
    ("time.backoff", .duration, .logRatio, 0.02),
    ("embed.utilization", .share, .difference, 0.01),
    ("failed", .count, .difference, nil),
    ("queue.depth.max", .count, .difference, nil),
    ("system.mean", .ratio, .difference, nil),
  ])
  func eachMetricHasItsScaleAndMargin(
    metric: String, kind: QuantityKind, scale: ComparisonScale, margin: Double?
  ) {
    #expect(
      ComparisonRule.standard(metric: metric, kind: kind)
        == ComparisonRule(scale: scale, margin: margin))
  }

  @Test(arguments: ["failed", "rejected", "shed", "cancelled", "inFlight", "shed{priority: 10}"])
  func lostJobsMayDifferByATenthOfAPercentagePointOfTheOffered(metric: String) {
    let rule = ComparisonRule.standard(metric: metric, kind: .count, offered: 5_000)
    #expect(rule == ComparisonRule(scale: .difference, margin: 5))
  }

  @Test func otherCountsHaveNoMarginAndNorHaveLossesOfNothing() {
    #expect(ComparisonRule.standard(metric: "completed", kind: .count, offered: 5).margin == nil)
    #expect(ComparisonRule.standard(metric: "failed", kind: .count, offered: 0).margin == nil)
  }
}

@Suite struct HeadroomTests {
  @Test(arguments: [
    (1.5, 2.0, Headroom.Side.below, Double?(0.25)),
    (3.0, 2.0, .below, -0.5),
    (2.0, 2.0, .below, 0),
    (3.0, 2.0, .above, 0.5),
    (1.5, 2.0, .above, -0.25),
    (1.5, 2.0, .exactly, -0.25),
    (2.5, 2.0, .exactly, -0.25),
    (-3.0, -2.0, .below, 0.5),
    (1.0, 0.0, .below, nil),
  ])
  func theDistanceIsAShareOfTheLimit(
    observed: Double, limit: Double, side: Headroom.Side, share: Double?
  ) {
    #expect(Headroom.share(observed: observed, limit: limit, allowed: side) == share)
  }
}
