import HeadgateStatistics
import Testing

@Suite struct Xoshiro256PlusPlusTests {
  struct State: Decodable { var state: [UInt64] }
  struct Seed: Decodable { var seed: UInt64 }
  struct Seeded: Decodable {
    var seed: UInt64
    var state: [String]

    private enum CodingKeys: String, CodingKey {
      case seed
      case state = "state_after_seeding"
    }
  }
  struct Draws: Decodable {
    var words: [String]
    var units: [Double]

    private enum CodingKeys: String, CodingKey {
      case words = "u64"
      case units = "double_(x>>11)*2^-53"
    }
  }
  struct Jumped: Decodable {
    var state: [String]
    var words: [String]

    private enum CodingKeys: String, CodingKey {
      case state = "state_after"
      case words = "u64"
    }
  }

  private func numbers(_ words: [String]) -> [UInt64] {
    words.compactMap { UInt64($0.dropFirst(2), radix: 16) }
  }

  @Test("Draws from a state are those of the reference")
  func draws() throws {
    for vector in try ReferenceVector<State, [String]>.all("xoshiro256pp") {
      var generator = Xoshiro256PlusPlus(state: vector.inputs.state)
      #expect(vector.expected.map { _ in generator.next() } == numbers(vector.expected))
    }
  }

  @Test("Draws from a seed are those of the reference, as words and as numbers in [0, 1)")
  func seeded() throws {
    for vector in try ReferenceVector<Seeded, Draws>.all("xoshiro256pp_seeded_by_splitmix64") {
      var generator = Xoshiro256PlusPlus(seed: vector.inputs.seed)
      #expect(generator.state == numbers(vector.inputs.state))
      var units = generator
      #expect(vector.expected.words.map { _ in generator.next() } == numbers(vector.expected.words))
      #expect(vector.expected.units.map { _ in units.unit() } == vector.expected.units)
    }
  }

  @Test("Jumps lead where the reference's do")
  func jumps() throws {
    for (function, isLong) in [("xoshiro256pp_jump", false), ("xoshiro256pp_long_jump", true)] {
      for vector in try ReferenceVector<Seed, Jumped>.all(function) {
        var generator = Xoshiro256PlusPlus(seed: vector.inputs.seed)
        if isLong { generator.longJump() } else { generator.jump() }
        #expect(generator.state == numbers(vector.expected.state))
        #expect(
          vector.expected.words.map { _ in generator.next() } == numbers(vector.expected.words))
      }
    }
  }

  @Test("Draws below a bound stay there and take every value about as often")
  func below() {
    var generator = Xoshiro256PlusPlus(seed: 3)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
    // Four standard deviations of a count.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 371 })
  }
}
