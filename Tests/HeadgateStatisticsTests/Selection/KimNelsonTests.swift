import HeadgateStatistics
import Testing

@Suite struct KimNelsonTests {
  struct Constants: Decodable { var k: Int, n0: Int, alpha: Double, c: Int }
  struct ConstantsExpected: Decodable { var eta: Double, h2: Double }
  struct Run: Decodable {
    var values: [[Double]]
    var n0: Int
    var alpha: Double
    var delta: Double

    private enum CodingKeys: String, CodingKey {
      case n0, alpha, delta
      case values = "x_system_by_replication"
    }
  }
  struct RunExpected: Decodable {
    var best: Int
    var last: Int
    var eliminations: [[Int]]
    var eta: Double
    var h2: Double

    private enum CodingKeys: String, CodingKey {
      case best, eliminations, eta, h2
      case last = "r_final"
    }
  }

  @Test("η and h² are those of the reference")
  func constants() throws {
    for vector in try ReferenceVector<Constants, ConstantsExpected>.all("kn_eta_h2") {
      let input = vector.inputs
      try #require(input.c == 1)
      vector.expect(
        KimNelson.eta(systems: input.k, firstStage: input.n0, alpha: input.alpha),
        vector.expected.eta)
      vector.expect(
        KimNelson.hSquared(systems: input.k, firstStage: input.n0, alpha: input.alpha),
        vector.expected.h2)
    }
  }

  @Test("The procedure drops the same systems at the same replications as the reference")
  func procedure() throws {
    for vector in try ReferenceVector<Run, RunExpected>.all("kim_nelson_minimise") {
      let input = vector.inputs
      var race = KimNelson(
        systems: input.values.count, firstStage: input.n0, alpha: input.alpha, delta: input.delta)
      while race.best == nil {
        let replication = race.replications
        race.add(race.survivors.map { input.values[$0][replication] })
      }
      #expect(race.best == vector.expected.best)
      #expect(race.replications == vector.expected.last)
      #expect(
        race.eliminations.map { [$0.replications, $0.system] } == vector.expected.eliminations)
      vector.expect(race.hSquared, vector.expected.h2)
    }
  }

  @Test("The best is chosen at least as often as promised where it lies δ below the others")
  func guarantee() {
    var noise = Noise(seed: 5)
    let right = (0..<1_000).count { _ in
      var race = KimNelson(systems: 4, firstStage: 10, alpha: 0.1, delta: 1)
      while race.best == nil {
        let common = noise.normal()
        race.add(race.survivors.map { ($0 == 2 ? 0 : 1) + common + 1.5 * noise.normal() })
      }
      return race.best == 2
    }
    // Four standard errors below 90 %.
    #expect(right > 862)
  }

  @Test("Systems that are equal to the last bit come to an end")
  func equal() {
    var race = KimNelson(systems: 3, firstStage: 3, delta: 0.5)
    for value in [1.0, 2, 3] where race.best == nil {
      race.add([Double](repeating: value, count: race.survivors.count))
    }
    #expect(race.best == 0)
    #expect(race.replications == 3)
  }

  @Test("A race cut short has a leader")
  func leader() {
    var race = KimNelson(systems: 3, firstStage: 5, delta: 0.01)
    race.add([3, 1, 2])
    #expect(race.leader == 1)
    #expect(race.best == nil)
    #expect(race.survivors == [0, 1, 2])
  }
}
