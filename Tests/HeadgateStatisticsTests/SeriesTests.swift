import HeadgateStatistics
import Testing

@Suite struct SeriesTests {
  struct SeriesInput: Decodable { var x: [Double] }
  struct MSERExpected: Decodable {
    var batches: Int
    var observations: Int
    var statistic: Double
    var mean: Double
    var firstTwelve: [Double]
    var isAtLimit: Bool

    private enum CodingKeys: String, CodingKey {
      case batches = "batches_deleted"
      case observations = "observations_deleted"
      case statistic = "mser_statistic"
      case mean = "truncated_mean"
      case firstTwelve = "mser_first_12"
      case isAtLimit = "d_at_limit"
    }
  }
  struct BatchInput: Decodable { var x: [Double], batches: Int, level: Double }
  struct BatchExpected: Decodable {
    var mean: Double
    var se: Double
    var halfWidth: Double
    var autocorrelation: Double
    var vonNeumannRatio: Double

    private enum CodingKeys: String, CodingKey {
      case mean, se
      case halfWidth = "half_width"
      case autocorrelation = "lag1_autocorr_of_batch_means"
      case vonNeumannRatio = "von_neumann_ratio"
    }
  }

  @Test func theTruncationIsThatOfTheReference() throws {
    for vector in try ReferenceVector<SeriesInput, MSERExpected>.all("mser5_truncation") {
      let found = try #require(MSER5(vector.inputs.x))
      #expect(found.batchesDeleted == vector.expected.batches)
      #expect(found.observationsDeleted == vector.expected.observations)
      #expect(found.isTooShort == vector.expected.isAtLimit)
      vector.expect(found.statistics[found.batchesDeleted], vector.expected.statistic)
      vector.expect(found.truncatedMean, vector.expected.mean)
      for (statistic, expected) in zip(found.statistics, vector.expected.firstTwelve) {
        vector.expect(statistic, expected)
      }
    }
  }

  @Test func ofEqualMinimaTheSmallestTruncationCounts() {
    #expect(MSER5([Double](repeating: 3, count: 100))?.batchesDeleted == 0)
    let late = [Double](repeating: 9, count: 10) + [Double](repeating: 3, count: 90)
    #expect(MSER5(late)?.batchesDeleted == 2)
    #expect(MSER5(late)?.truncatedMean == 3)
  }

  @Test func aSeriesThatNeverSettlesIsTooShort() {
    let falling = (0..<100).map { 100 - Double($0) }
    #expect(MSER5(falling)?.batchesDeleted == 10)
    #expect(MSER5(falling)?.isTooShort == true)
    #expect(MSER5([1, 2, 3, 4, 5])?.isTooShort == true)
    #expect(MSER5([1, 2, 3, 4]) == nil)
  }

  @Test func observationsAfterTheLastWholeBatchAreLeftOut() {
    let series = [Double](repeating: 3, count: 50)
    #expect(MSER5(series + [1e9])?.batches == 10)
    #expect(MSER5(series + [1e9])?.truncatedMean == 3)
  }

  @Test func batchMeansAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<BatchInput, BatchExpected>.all("non_overlapping_batch_means")
    {
      let means = try #require(
        BatchMeans(
          vector.inputs.x, batches: vector.inputs.batches, level: vector.inputs.level))
      vector.expect(means.interval.mean, vector.expected.mean)
      vector.expect(
        means.interval.standardDeviation.map {
          $0 / Double(vector.inputs.batches).squareRoot()
        }, vector.expected.se)
      vector.expect(means.interval.halfWidth, vector.expected.halfWidth)
      vector.expect(means.lagOneAutocorrelation, vector.expected.autocorrelation)
      vector.expect(means.vonNeumannRatio, vector.expected.vonNeumannRatio)
    }
  }

  @Test func whatDoesNotFillTheBatchesIsLeftOutAtTheStart() {
    let means = BatchMeans([1e9, 1e9, 1, 3, 5, 7, 9, 11], batches: 3)
    #expect(means?.batchSize == 2)
    #expect(means?.interval.mean == 6)
    #expect(BatchMeans([1, 2], batches: 3) == nil)
  }

  @Test func equalBatchMeansHaveNoCorrelation() {
    let means = BatchMeans([Double](repeating: 2, count: 40))
    #expect(means?.interval.halfWidth == 0)
    #expect(means?.lagOneAutocorrelation == nil)
    #expect(means?.vonNeumannRatio == nil)
  }
}
