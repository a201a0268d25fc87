import HeadgateStatistics
import Testing

@Suite struct FriedmanTests {
  struct Blocks: Decodable {
    var values: [[Double]]
    var level: Double

    private enum CodingKeys: String, CodingKey {
      case values = "blocks_by_treatment"
      case level = "alpha"
    }
  }
  struct Expected: Decodable {
    var chi2: Double
    var p: Double
    var rankSums: [Double]
    var critical: Double

    private enum CodingKeys: String, CodingKey {
      case chi2, p
      case rankSums = "rank_sums"
      case critical = "critical_rank_difference"
    }
  }

  @Test("The test and Conover's critical difference are those of the reference")
  func reference() throws {
    for vector in try ReferenceVector<Blocks, Expected>.all("friedman_and_conover_posthoc") {
      let test = try #require(FriedmanTest(vector.inputs.values))
      #expect(test.rankSums == vector.expected.rankSums)
      vector.expect(test.statistic, vector.expected.chi2)
      vector.expect(test.pValue, vector.expected.p)
      vector.expect(test.criticalDifference(level: vector.inputs.level), vector.expected.critical)
    }
  }

  @Test("Two treatments of one order make T the number of blocks, and shared ranks shrink nothing")
  func small() throws {
    let test = try #require(FriedmanTest([[1, 2], [3, 4], [5, 6], [7, 8]]))
    #expect(test.statistic == 4)
    #expect(test.criticalDifference() == 0)
    let tied = try #require(FriedmanTest([[1, 2], [4, 4], [5, 6], [7, 8]]))
    #expect(tied.rankSums == [4.5, 7.5])
    #expect(tied.statistic == 3)
    #expect(FriedmanTest([[1, 1], [2, 2]]) == nil)
    #expect(FriedmanTest([[1, 2]]) == nil)
  }
}
