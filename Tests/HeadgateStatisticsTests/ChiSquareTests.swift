import HeadgateStatistics
import Testing

@Suite struct ChiSquareTests {
  struct Probability: Decodable { var p: Double, df: Double }
  struct Argument: Decodable { var a: Double, x: Double }

  @Test("Quantiles are those of the reference")
  func quantiles() throws {
    for vector in try ReferenceVector<Probability, Double>.all("chi2_quantile") {
      let input = vector.inputs
      vector.expect(ChiSquare.quantile(input.p, degreesOfFreedom: input.df), vector.expected)
    }
  }

  @Test("The incomplete gamma function is that of the reference")
  func incompleteGamma() throws {
    let function = "regularised_lower_incomplete_gamma"
    for vector in try ReferenceVector<Argument, Double>.all(function) {
      let input = vector.inputs
      vector.expect(IncompleteGamma.lower(input.x, a: input.a), vector.expected)
      #expect(
        (IncompleteGamma.upper(input.x, a: input.a) - (1 - vector.expected)).magnitude < 1e-13)
    }
  }

  @Test("With two degrees of freedom it is the exponential, far into the tail")
  func exponential() {
    for x in [0.001, 1, 5, 100, 1_000] {
      let tail = ChiSquare.upperTail(x, degreesOfFreedom: 2)
      #expect((tail / SpecialFunctions.exp(-x / 2) - 1).magnitude < 1e-12)
    }
    #expect(ChiSquare.upperTail(0, degreesOfFreedom: 2) == 1)
    #expect(ChiSquare.cumulative(0, degreesOfFreedom: 2) == 0)
  }
}
