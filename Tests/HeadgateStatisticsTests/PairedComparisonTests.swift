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
