import HeadgateStatistics
import Testing

@Suite struct TTestPowerTests {
  struct TwoSamples: Decodable {
    var effect: Double
    var level: Double
    var power: Double

    private enum CodingKeys: String, CodingKey {
      case power
      case effect = "effect_sd_units"
      case level = "alpha_two_sided"
    }
  }
  struct Pairs: Decodable {
    var effect: Double
    var level: Double
    var power: Double

    private enum CodingKeys: String, CodingKey {
      case power
      case effect = "effect_sd_units_of_difference"
      case level = "alpha_two_sided"
    }
  }
  struct SampleSize: Decodable {
    var count: Double

    private enum CodingKeys: String, CodingKey { case count = "n_per_group" }
  }
  struct PairCount: Decodable {
    var count: Double

    private enum CodingKeys: String, CodingKey { case count = "n_pairs" }
  }
  struct Sample: Decodable {
    var count: Double
    var level: Double
    var power: Double

    private enum CodingKeys: String, CodingKey {
      case power
      case count = "n_per_group"
      case level = "alpha_two_sided"
    }
  }
  struct Effects: Decodable {
    var twoSamples: Double
    var pairs: Double

    private enum CodingKeys: String, CodingKey {
      case twoSamples = "mde_sd_units"
      case pairs = "mde_paired_sd_units"
    }
  }

  @Test("Two samples are as large as the reference says")
  func twoSamples() throws {
    for vector in try ReferenceVector<TwoSamples, SampleSize>.all("sample_size_two_sample_t") {
      let input = vector.inputs
      let test = TTestPower(design: .twoSamples, level: input.level)
      vector.expect(test.count(effect: input.effect, power: input.power), vector.expected.count)
    }
  }

  @Test("Pairs are as many as the reference says")
  func pairs() throws {
    for vector in try ReferenceVector<Pairs, PairCount>.all("sample_size_paired_t") {
      let input = vector.inputs
      let test = TTestPower(design: .paired, level: input.level)
      vector.expect(test.count(effect: input.effect, power: input.power), vector.expected.count)
    }
  }

  /// Effects at which the reference's solver stopped up to 3.2 millionths short of its power, solved
  /// anew with 30 digits (mpmath, the power as an integral over χ).
  private static let solvedAnew: [String: Double] = [
    "mde_10 twoSamples": 1.90508425203159, "mde_12 paired": 1.31994525835133,
    "mde_30 paired": 0.747740344239678,
  ]

  @Test("The smallest effect found is that of the reference")
  func effects() throws {
    let function = "minimum_detectable_effect_two_sample_t"
    for vector in try ReferenceVector<Sample, Effects>.all(function) {
      let input = vector.inputs
      for design in TTestPower.Design.allCases {
        let expected =
          design == .paired ? vector.expected.pairs : vector.expected.twoSamples
        let test = TTestPower(design: design, level: input.level)
        let effect = test.detectableEffect(count: input.count, power: input.power)
        if let exact = Self.solvedAnew["\(vector.id) \(design)"] {
          #expect((effect / exact - 1).magnitude < 1e-9)
          #expect((expected / exact - 1).magnitude < 3.2e-6)
          let reached = test.power(effect: expected, count: input.count)
          #expect((reached - input.power).magnitude > 8e-7)
        } else {
          vector.expect(effect, expected)
        }
      }
    }
  }

  @Test("Without an effect the power is the level; a huge effect is surely found")
  func limits() {
    for design in TTestPower.Design.allCases {
      let test = TTestPower(design: design, level: 0.05)
      #expect((test.power(effect: 0, count: 7) - 0.05).magnitude < 1e-12)
      #expect(
        (test.power(effect: 1, count: 9) - test.power(effect: -1, count: 9)).magnitude < 1e-12)
      #expect(test.power(effect: 60, count: 9) > 1 - 1e-12)
      #expect(test.count(effect: 60, power: 0.9) == 2)
    }
  }
}
