import HeadgateStatistics
import Testing

@Suite struct ControlVariateTests {
  struct Sample: Decodable {
    var y: [Double]
    var x: [Double]
    var mean: Double

    private enum CodingKeys: String, CodingKey {
      case y, x
      case mean = "mu_x"
    }
  }
  struct Expected: Decodable {
    var beta: Double
    var estimate: Double
    var se: Double
    var halfWidth: Double

    private enum CodingKeys: String, CodingKey {
      case beta, estimate, se
      case halfWidth = "half_width95"
    }
  }

  @Test("The controlled mean and its interval are those of the reference")
  func reference() throws {
    for vector in try ReferenceVector<Sample, Expected>.all("control_variate_regression") {
      let found = try #require(
        ControlVariate(vector.inputs.y, controls: vector.inputs.x, mean: vector.inputs.mean))
      vector.expect(found.slope, vector.expected.beta)
      vector.expect(found.estimate, vector.expected.estimate)
      vector.expect(found.standardError, vector.expected.se)
      vector.expect(found.halfWidth(), vector.expected.halfWidth)
    }
  }

  @Test("A control that explains everything leaves no error; one that does not vary is none")
  func degenerate() throws {
    let found = try #require(ControlVariate([3, 5, 7], controls: [1, 2, 3], mean: 4))
    #expect(found.estimate == 9)
    #expect(found.standardError == 0)
    #expect(ControlVariate([3, 5, 7], controls: [1, 1, 1], mean: 4) == nil)
    #expect(ControlVariate([3, 5], controls: [1, 2], mean: 4) == nil)
  }
}
