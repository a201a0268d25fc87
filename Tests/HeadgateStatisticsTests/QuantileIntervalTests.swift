import HeadgateStatistics
import Testing

@Suite struct QuantileIntervalTests {
  struct Input: Decodable { var n: Int, q: Double, confidence: Double }
  struct Expected: Decodable {
    var low: Int
    var high: Int
    var coverage: Double

    private enum CodingKeys: String, CodingKey {
      case coverage
      case low = "lo_order_1based"
      case high = "hi_order_1based"
    }
  }
  struct MinimumInput: Decodable {
    var q: Double
    var confidence: Double

    private enum CodingKeys: String, CodingKey {
      case q
      case confidence = "one_sided_confidence"
    }
  }
  struct MinimumExpected: Decodable { var n: Int }

  @Test func ranksAndCoverageAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<Input, Expected>.all(
      "quantile_ci_order_statistics_equal_tailed")
    {
      let interval = QuantileInterval(
        quantile: vector.inputs.q, count: vector.inputs.n, level: vector.inputs.confidence)
      #expect((interval.lowerRank ?? 0) == vector.expected.low, "\(vector.id)")
      #expect(
        (interval.upperRank ?? vector.inputs.n + 1) == vector.expected.high, "\(vector.id)")
      vector.expect(interval.coverage, vector.expected.coverage)
    }
  }

  @Test func theSmallestSampleWithAFiniteBoundIsThatOfTheReference() throws {
    for vector in try ReferenceVector<MinimumInput, MinimumExpected>.all(
      "min_n_for_finite_upper_quantile_bound")
    {
      let count = QuantileInterval.minimumCount(
        quantile: vector.inputs.q, confidence: vector.inputs.confidence)
      #expect(count == vector.expected.n)
    }
  }

  @Test func boundsAreOrderStatisticsAndInfiniteWithoutOne() {
    let ten = (1...10).map(Double.init)
    #expect(QuantileInterval(quantile: 0.5, count: 10).bounds(inSorted: ten) == (2, 9))
    #expect(QuantileInterval(quantile: 0.99, count: 10).bounds(inSorted: ten) == (9, .infinity))
    #expect(QuantileInterval(quantile: 0.01, count: 10).bounds(inSorted: ten) == (-.infinity, 2))
  }
}
