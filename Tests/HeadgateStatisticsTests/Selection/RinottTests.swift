import HeadgateStatistics
import Testing

@Suite struct RinottTests {
  struct Inputs: Decodable {
    var k: Int
    var n0: Int
    var probability: Double

    private enum CodingKeys: String, CodingKey {
      case k, n0
      case probability = "P"
    }
  }
  struct Expected: Decodable { var h: Double }

  @Test("h is that of the reference")
  func reference() throws {
    for vector in try ReferenceVector<Inputs, Expected>.all("rinott_h") {
      let input = vector.inputs
      vector.expect(
        Rinott.h(systems: input.k, firstStage: input.n0, probability: input.probability),
        vector.expected.h)
    }
  }

  @Test("With many replications in the first stage two systems come to the normal quantile")
  func normal() {
    let h = Rinott.h(systems: 2, firstStage: 2_001)
    #expect((h / (2.0.squareRoot() * NormalDistribution.quantile(0.95)) - 1).magnitude < 2e-3)
  }

  @Test("The second stage has what the variance asks for, and never less than the first")
  func replications() {
    #expect(Rinott.replications(h: 2, firstStage: 10, variance: 9, delta: 1) == 36)
    #expect(Rinott.replications(h: 2, firstStage: 10, variance: 9.1, delta: 1) == 37)
    #expect(Rinott.replications(h: 2, firstStage: 10, variance: 1, delta: 1) == 10)
  }
}
