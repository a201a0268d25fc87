import HeadgateStatistics
import Testing

@Suite struct SignedRankTests {
  struct Input: Decodable { var d: [Double] }
  struct Expected: Decodable {
    struct Interval: Decodable { var k: Int, ci: [Double], coverage: Double }

    var twoSided: Double
    var less: Double
    var greater: Double
    var positive: Double
    var negative: Double
    var pseudoMedian: Double
    var interval: Interval
    var normalTwoSided: Double
    var normalLess: Double
    var normalGreater: Double
    var correctedTwoSided: Double
    var correctedLess: Double
    var correctedGreater: Double

    private enum CodingKeys: String, CodingKey {
      case twoSided = "p_exact_two_sided"
      case less = "p_exact_less"
      case greater = "p_exact_greater"
      case positive = "W_plus"
      case negative = "W_minus"
      case pseudoMedian = "pseudo_median"
      case interval = "pseudo_median_ci95_exact"
      case normalTwoSided = "p_normal_two_sided"
      case normalLess = "p_normal_less"
      case normalGreater = "p_normal_greater"
      case correctedTwoSided = "p_normal_cc_two_sided"
      case correctedLess = "p_normal_cc_less"
      case correctedGreater = "p_normal_cc_greater"
    }
  }
  struct ApproximationInput: Decodable {
    var d: [Double]
    var zeros: String
    var continuity: Bool

    private enum CodingKeys: String, CodingKey {
      case d, continuity
      case zeros = "zero_method"
    }
  }
  struct ApproximationExpected: Decodable {
    var smaller: Double
    var twoSided: Double

    private enum CodingKeys: String, CodingKey {
      case smaller = "statistic_min"
      case twoSided = "p_two_sided"
    }
  }

  @Test func rankSumsAndExactPValuesAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<Input, Expected>.all("wilcoxon_signed_rank") {
      let test = try #require(SignedRankTest(vector.inputs.d))
      #expect(test.positiveRankSum == vector.expected.positive)
      #expect(test.negativeRankSum == vector.expected.negative)
      vector.expect(test.twoSidedPValue, vector.expected.twoSided)
      vector.expect(test.lessPValue, vector.expected.less)
      vector.expect(test.greaterPValue, vector.expected.greater)
    }
  }

  @Test func theNormalApproximationIsThatOfTheReference() throws {
    for vector in try ReferenceVector<Input, Expected>.all("wilcoxon_signed_rank") {
      let expected = vector.expected
      let plain = try #require(SignedRankApproximation(vector.inputs.d))
      vector.expect(plain.pValues.twoSided, expected.normalTwoSided)
      vector.expect(plain.pValues.less, expected.normalLess)
      vector.expect(plain.pValues.greater, expected.normalGreater)
      let corrected = try #require(
        SignedRankApproximation(vector.inputs.d, correctingContinuity: true))
      vector.expect(corrected.pValues.twoSided, expected.correctedTwoSided)
      vector.expect(corrected.pValues.less, expected.correctedLess)
      vector.expect(corrected.pValues.greater, expected.correctedGreater)
      #expect(plain.positiveRankSum == expected.positive)
      #expect(plain.negativeRankSum == expected.negative)
    }
    #expect(SignedRankApproximation([0, 0]) == nil)
  }

  @Test func theNormalApproximationTakesZerosAsTheReferenceDoes() throws {
    let zeros: [String: SignedRankApproximation.Zeros] = [
      "wilcox": .leftOut, "pratt": .ranked, "zsplit": .split,
    ]
    let function = "wilcoxon_signed_rank_normal"
    for vector in try ReferenceVector<ApproximationInput, ApproximationExpected>.all(function) {
      let input = vector.inputs
      let handling = try #require(zeros[input.zeros])
      let found = try #require(
        SignedRankApproximation(
          input.d, zeros: handling, correctingContinuity: input.continuity))
      vector.expect(
        min(found.positiveRankSum, found.negativeRankSum), vector.expected.smaller)
      vector.expect(found.pValues.twoSided, vector.expected.twoSided)
    }
  }

  @Test func thePseudoMedianAndItsIntervalAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<Input, Expected>.all("wilcoxon_signed_rank") {
      let median = try #require(PseudoMedian(vector.inputs.d))
      vector.expect(median.estimate, vector.expected.pseudoMedian)
      #expect(median.rank == vector.expected.interval.k)
      vector.expect(median.low, vector.expected.interval.ci[0])
      vector.expect(median.high, vector.expected.interval.ci[1])
      vector.expect(median.coverage, vector.expected.interval.coverage)
    }
  }

  @Test func tiedMagnitudesShareTheirMeanRankAndZerosAreLeftOut() throws {
    // Ranks 1.5, 1.5, 3, 4: of 16 sign patterns, sums ≤ 1.5 are 0, 1.5 and 1.5.
    let test = try #require(SignedRankTest([0, 1, -1, -2, -3]))
    #expect(test.count == 4)
    #expect(test.positiveRankSum == 1.5)
    #expect(test.negativeRankSum == 8.5)
    #expect(test.lessPValue == 3.0 / 16)
    #expect(test.greaterPValue == 15.0 / 16)
    #expect(test.twoSidedPValue == 6.0 / 16)
  }

  @Test func withTiesEveryPatternOfSignsCountsOnce() throws {
    let magnitudes = [1.0, 1, 2, 3, 3, 3, 4]
    let test = try #require(SignedRankTest([1, -1, 2, -3, 3, 3, 4]))
    let ranks = [1.5, 1.5, 3, 5, 5, 5, 7]
    let sums = (0..<1 << magnitudes.count).map { pattern in
      ranks.indices.reduce(0) { $0 + (pattern >> $1 & 1 == 1 ? ranks[$1] : 0) }
    }
    let less = sums.filter { $0 <= test.positiveRankSum }.count
    let greater = sums.filter { $0 >= test.positiveRankSum }.count
    #expect(test.lessPValue == Double(less) / Double(sums.count))
    #expect(test.greaterPValue == Double(greater) / Double(sums.count))
  }

  @Test func tenPairsOfOneSignAreTheSmallestPValueThatTheyCanGive() {
    #expect(SignedRankTest((1...10).map(Double.init))?.twoSidedPValue == 2.0 / 1024)
  }

  @Test func withoutADifferenceThereIsNoTest() {
    #expect(SignedRankTest([]) == nil)
    #expect(SignedRankTest([0, 0]) == nil)
  }

  @Test func aPseudoMedianOfFiveValuesHasNoInterval() {
    #expect(PseudoMedian([]) == nil)
    #expect(PseudoMedian([4])?.estimate == 4)
    #expect(PseudoMedian([1, 2, 3, 4, 5])?.low == nil)
    #expect(PseudoMedian([1, 2, 3, 4, 5])?.estimate == 3)
    #expect(PseudoMedian([1, 2, 3, 4, 5, 6])?.low == 1)
    #expect(PseudoMedian([1, 2, 3, 4, 5, 6])?.high == 6)
  }
}
