import HeadgateStatistics
import Testing

@Suite struct ProportionIntervalTests {
  struct Trials: Decodable { var k: Int, n: Int }
  struct Expected: Decodable {
    var wilson: [Double]
    var clopperPearson: [Double]

    private enum CodingKeys: String, CodingKey {
      case wilson
      case clopperPearson = "clopper_pearson"
    }
  }

  @Test("Both intervals are those of the reference")
  func reference() throws {
    for vector in try ReferenceVector<Trials, Expected>.all("proportion_ci95") {
      let (k, n) = (vector.inputs.k, vector.inputs.n)
      let wilson = ProportionInterval.wilson(successes: k, trials: n)
      // Without successes the bound is 0; statsmodels leaves 2e-19 of rounding there once.
      if k == 0 {
        #expect(wilson.low == 0)
        #expect(vector.expected.wilson[0] < 1e-18)
      } else {
        vector.expect(wilson.low, vector.expected.wilson[0])
      }
      vector.expect(wilson.high, vector.expected.wilson[1])
      let exact = ProportionInterval.clopperPearson(successes: k, trials: n)
      vector.expect(exact.low, vector.expected.clopperPearson[0])
      vector.expect(exact.high, vector.expected.clopperPearson[1])
    }
  }

  @Test("The exact interval's ends leave their tail each")
  func tails() {
    for k in 1..<20 {
      let (low, high) = ProportionInterval.clopperPearson(successes: k, trials: 20, level: 0.9)
      let above = 1 - IncompleteBeta.binomialCumulative(k - 1, trials: 20, probability: low)
      let below = IncompleteBeta.binomialCumulative(k, trials: 20, probability: high)
      #expect((above - 0.05).magnitude < 1e-12)
      #expect((below - 0.05).magnitude < 1e-12)
    }
  }
}
