import HeadgateStatistics
import Testing

@Suite struct MeanIntervalTests {
  struct Input: Decodable { var x: [Double], level: Double }
  struct Expected: Decodable {
    var mean: Double
    var sd: Double
    var halfWidth: Double

    private enum CodingKeys: String, CodingKey {
      case mean, sd
      case halfWidth = "half_width"
    }
  }

  @Test func meanDeviationAndWidthAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<Input, Expected>.all("t_confidence_interval") {
      let interval = try #require(MeanInterval(vector.inputs.x, level: vector.inputs.level))
      vector.expect(interval.mean, vector.expected.mean)
      vector.expect(interval.standardDeviation, vector.expected.sd)
      vector.expect(interval.halfWidth, vector.expected.halfWidth)
      #expect(interval.low == interval.mean - (interval.halfWidth ?? 0))
      #expect(interval.high == interval.mean + (interval.halfWidth ?? 0))
    }
  }

  @Test func noValueHasNoIntervalAndOneHasNoWidth() {
    #expect(MeanInterval([]) == nil)
    let one = MeanInterval([5])
    #expect(one?.mean == 5)
    #expect(one?.halfWidth == nil)
    #expect(one?.low == nil)
    #expect(one?.high == nil)
  }

  /// Law's experiment: 90 % intervals for the mean delay of the first 25 customers of M/M/1 at
  /// ρ = 0.9, which is 2.12448934653 exactly. Coverage and mean relative half width over 40,000
  /// experiments: 0.836 and 0.670 with 5 replications, 0.858 and 0.436 with 10.
  @Test(arguments: [(5, 0.836, 0.670), (10, 0.858, 0.436)])
  func intervalsOverReplicationsCoverAsOftenAsTheLiteratureSays(
    replications: Int, coverage: Double, relativeHalfWidth: Double
  ) throws {
    let experiments = 3_000
    var random = SplitMix64(state: UInt64(replications))
    var covered = 0
    var widths = SampleMoments()
    for _ in 0..<experiments {
      let delays = (0..<replications).map { _ in meanDelay(customers: 25, &random) }
      let interval = try #require(MeanInterval(delays, level: 0.9))
      let half = try #require(interval.halfWidth)
      if abs(interval.mean - 2.12448934653) <= half { covered += 1 }
      widths.add(half / interval.mean)
    }
    let share = Double(covered) / Double(experiments)
    let standardError = (coverage * (1 - coverage) / Double(experiments)).squareRoot()
    #expect(abs(share - coverage) < 3 * standardError)
    #expect(abs(widths.mean - relativeHalfWidth) < 3 * (widths.standardError ?? 0) + 0.001)
  }

  /// Lindley's recursion from an empty M/M/1 queue, mean service 0.9, mean gap 1.
  private func meanDelay(customers: Int, _ random: inout SplitMix64) -> Double {
    var delay = 0.0
    var sum = 0.0
    for _ in 1..<customers {
      delay = max(0, delay + 0.9 * random.exponential() - random.exponential())
      sum += delay
    }
    return sum / Double(customers)
  }
}

/// Steele, Lea and Flood's generator.
private struct SplitMix64 {
  var state: UInt64

  mutating func exponential() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return -SpecialFunctions.log((Double((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53)
  }
}
