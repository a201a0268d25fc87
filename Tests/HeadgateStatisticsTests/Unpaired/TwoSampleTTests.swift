import HeadgateStatistics
import Testing

@Suite struct TwoSampleTTests {
  struct Samples: Decodable { var x: [Double], y: [Double] }
  struct WelchExpected: Decodable {
    var t: Double
    var df: Double
    var twoSided: Double
    var less: Double
    var greater: Double
    var difference: Double
    var ci95: [Double]
    var ci90: [Double]

    private enum CodingKeys: String, CodingKey {
      case t, df, ci95, ci90
      case twoSided = "p_two_sided"
      case less = "p_less"
      case greater = "p_greater"
      case difference = "mean_diff"
    }
  }
  struct PooledExpected: Decodable {
    var t: Double
    var df: Double
    var twoSided: Double

    private enum CodingKeys: String, CodingKey {
      case t, df
      case twoSided = "p_two_sided"
    }
  }
  struct Bounded: Decodable { var x: [Double], y: [Double], low: Double, high: Double }
  struct EquivalenceExpected: Decodable {
    var p: Double
    var lowerT: Double
    var lowerP: Double
    var upperT: Double
    var upperP: Double

    private enum CodingKeys: String, CodingKey {
      case p
      case lowerT = "t_lower"
      case lowerP = "p_lower"
      case upperT = "t_upper"
      case upperP = "p_upper"
    }
  }

  @Test("Welch's test is that of the reference")
  func welch() throws {
    for vector in try ReferenceVector<Samples, WelchExpected>.all("welch_t_test") {
      let test = try #require(TwoSampleTTest(vector.inputs.x, vector.inputs.y))
      let expected = vector.expected
      vector.expect(test.tStatistic, expected.t)
      vector.expect(test.degreesOfFreedom, expected.df)
      vector.expect(test.pValues.twoSided, expected.twoSided)
      vector.expect(test.pValues.less, expected.less)
      vector.expect(test.pValues.greater, expected.greater)
      vector.expect(test.difference, expected.difference)
      vector.expect(test.interval().low, expected.ci95[0])
      vector.expect(test.interval().high, expected.ci95[1])
      vector.expect(test.interval(level: 0.9).low, expected.ci90[0])
      vector.expect(test.interval(level: 0.9).high, expected.ci90[1])
    }
  }

  @Test("Student's pooled test is that of the reference")
  func pooled() throws {
    for vector in try ReferenceVector<Samples, PooledExpected>.all("student_t_test_pooled") {
      let test = try #require(
        TwoSampleTTest(vector.inputs.x, vector.inputs.y, variances: .pooled))
      vector.expect(test.tStatistic, vector.expected.t)
      vector.expect(test.degreesOfFreedom, vector.expected.df)
      vector.expect(test.pValues.twoSided, vector.expected.twoSided)
    }
  }

  @Test("Equivalence of independent samples is that of the reference")
  func welchEquivalence() throws {
    for vector in try ReferenceVector<Bounded, EquivalenceExpected>.all("tost_welch") {
      let test = try #require(TwoSampleTTest(vector.inputs.x, vector.inputs.y))
      expect(
        test.equivalence(low: vector.inputs.low, high: vector.inputs.high), vector)
    }
  }

  @Test("Equivalence of pairs is that of the reference")
  func pairedEquivalence() throws {
    for vector in try ReferenceVector<Bounded, EquivalenceExpected>.all("tost_paired") {
      let paired = try #require(
        PairedDifference(
          baseline: vector.inputs.y, candidate: vector.inputs.x, scale: .difference))
      expect(
        try #require(paired.equivalence(low: vector.inputs.low, high: vector.inputs.high)), vector)
    }
  }

  private func expect(
    _ test: EquivalenceTest, _ vector: ReferenceVector<Bounded, EquivalenceExpected>
  ) {
    vector.expect(test.pValue, vector.expected.p)
    vector.expect(test.lowerTStatistic, vector.expected.lowerT)
    vector.expect(test.lowerPValue, vector.expected.lowerP)
    vector.expect(test.upperTStatistic, vector.expected.upperT)
    vector.expect(test.upperPValue, vector.expected.upperP)
  }

  @Test("Without two values a side, or without any spread, there is nothing to test")
  func degenerate() {
    #expect(TwoSampleTTest([1], [1, 2]) == nil)
    #expect(TwoSampleTTest([1, 1], [2, 2]) == nil)
    #expect(TwoSampleTTest([1, 1], [2, 3])?.degreesOfFreedom == 1)
  }
}
