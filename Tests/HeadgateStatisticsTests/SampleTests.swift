import HeadgateStatistics
import Testing

@Suite struct SampleTests {
  struct QuantileInput: Decodable { var x: [Double], method: String, q: [Double] }
  struct HarrellDavisInput: Decodable { var x: [Double], q: [Double] }
  struct SeriesInput: Decodable {
    var x: [Double]
    var maximumLag: Int

    private enum CodingKeys: String, CodingKey {
      case x
      case maximumLag = "max_lag"
    }
  }

  @Test func momentsSurviveALargeCommonOffset() {
    let moments = SampleMoments([4, 7, 13, 16].map { 1e9 + $0 })
    #expect(moments.mean == 1e9 + 10)
    #expect(moments.variance == 30)
  }

  @Test func equalValuesHaveExactlyTheirMeanAndNoVariance() {
    let moments = SampleMoments([Double](repeating: 0.1, count: 1_000))
    #expect(moments.mean == 0.1)
    #expect(moments.variance == 0)
  }

  @Test func aVarianceNeedsTwoValues() {
    #expect(SampleMoments([]).variance == nil)
    #expect(SampleMoments([3]).variance == nil)
    #expect(SampleMoments([3]).standardError == nil)
    #expect(SampleMoments([3, 5]).standardError == 1)
  }

  @Test func quantilesOfEveryMethodAreThoseOfTheReference() throws {
    let methods: [String: SampleQuantile] = [
      "linear": .linear, "hazen": .hazen, "weibull": .weibull,
      "median_unbiased": .medianUnbiased, "normal_unbiased": .normalUnbiased,
    ]
    for vector in try ReferenceVector<QuantileInput, [Double]>.all("sample_quantile") {
      let sorted = vector.inputs.x.sorted()
      let method = vector.inputs.method
      for (q, expected) in zip(vector.inputs.q, vector.expected) {
        vector.expect(
          method == "inverted_cdf"
            ? NearestRank.quantile(q, ofSorted: sorted)
            : methods[method]?.quantile(q, ofSorted: sorted), expected)
      }
    }
  }

  @Test func harrellAndDavisQuantilesAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<HarrellDavisInput, [Double]>.all("harrell_davis_quantile") {
      let sorted = vector.inputs.x.sorted()
      for (q, expected) in zip(vector.inputs.q, vector.expected) {
        vector.expect(HarrellDavis.quantile(q, ofSorted: sorted), expected)
      }
    }
  }

  @Test func quantilesOfOneValueAndAtTheEndsAreSampleValues() {
    for method in SampleQuantile.allCases {
      #expect(method.quantile(0.3, ofSorted: [7]) == 7)
      #expect(method.quantile(0, ofSorted: [1, 2, 4]) == 1)
      #expect(method.quantile(1, ofSorted: [1, 2, 4]) == 4)
      #expect((method.quantile(0.5, ofSorted: [1, 2, 4]) - 2).magnitude < 1e-15)
    }
    #expect(HarrellDavis.quantile(0.3, ofSorted: [7]) == 7)
  }

  @Test(arguments: [
    (0.0, 10, 1), (0.05, 10, 1), (0.1, 10, 1), (0.11, 10, 2), (0.5, 10, 5), (0.99, 10, 10),
    (1, 10, 10), (0.5, 1, 1), (0.99, 100, 99), (0.999, 1_000_000_000, 999_000_000),
  ])
  func theRankIsTheCeilingOfQTimesN(quantile: Double, count: Int, rank: Int) {
    #expect(NearestRank.rank(quantile, count: count) == rank)
  }

  @Test(arguments: 1...99)
  func aHundredthTimesAHundredIsAWholeRank(percent: Int) {
    #expect(NearestRank.rank(Double(percent) / 100, count: 100) == percent)
  }

  @Test func autocorrelationsAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<SeriesInput, [Double]>.all("autocorrelation") {
      for lag in 0...vector.inputs.maximumLag {
        vector.expect(Autocorrelation.at(lag: lag, of: vector.inputs.x), vector.expected[lag])
      }
    }
  }

  @Test func aConstantSeriesHasNoAutocorrelation() {
    #expect(Autocorrelation.at(lag: 1, of: [2, 2, 2]) == nil)
  }
}
