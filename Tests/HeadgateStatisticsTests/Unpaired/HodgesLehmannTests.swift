import HeadgateStatistics
import Testing

@Suite struct HodgesLehmannTests {
  struct Samples: Decodable { var x: [Double], y: [Double] }
  struct Expected: Decodable {
    struct Interval: Decodable { var k: Int, ci: [Double], coverage: Double }

    var shift: Double
    /// Missing where the reference did not compute it.
    var interval: Interval?

    private enum CodingKeys: String, CodingKey {
      case shift = "hodges_lehmann_x_minus_y"
      case interval = "hodges_lehmann_ci95_exact"
    }
  }

  @Test("The shift and its Moses interval are those of the reference")
  func reference() throws {
    for vector in try ReferenceVector<Samples, Expected>.all("mann_whitney_u") {
      let shift = try #require(HodgesLehmannShift(vector.inputs.x, vector.inputs.y))
      vector.expect(shift.estimate, vector.expected.shift)
      guard let interval = vector.expected.interval else { continue }
      #expect(shift.rank == interval.k)
      vector.expect(shift.low, interval.ci[0])
      vector.expect(shift.high, interval.ci[1])
      vector.expect(shift.coverage, interval.coverage)
    }
  }

  @Test("Three and three values have no interval at 95 %, three and four have none either")
  func tooFew() {
    #expect(HodgesLehmannShift([1, 2, 3], [5, 6, 7])?.low == nil)
    #expect(HodgesLehmannShift([1, 2, 3], [5, 6, 7])?.estimate == -4)
    #expect(HodgesLehmannShift([1, 2, 3], [5, 6, 7, 8])?.rank == 0)
    #expect(HodgesLehmannShift([1, 2, 3, 4], [5, 6, 7, 8])?.low == -7)
    #expect(HodgesLehmannShift([], [1]) == nil)
  }

  @Test("Large samples take the rank of the normal approximation, within one of the exact rank")
  func large() throws {
    let distribution = RankSumDistribution(first: 60, second: 55)
    var below = 0.0
    let rank = distribution.counts.prefix {
      below += $0
      return below <= 0.025 * distribution.total
    }.count
    let shift = try #require(
      HodgesLehmannShift((0..<60).map { Double($0) * 1.01 }, (0..<55).map { Double($0) + 0.5 }))
    #expect((shift.rank - rank).magnitude <= 1)
    #expect(shift.coverage >= 0.95 && shift.coverage < 0.951)
  }
}
