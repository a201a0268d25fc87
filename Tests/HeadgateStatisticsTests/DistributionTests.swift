import Foundation
import HeadgateStatistics
import Testing

@Suite struct DistributionTests {
  struct Probability: Decodable { var p: Double }
  struct Argument: Decodable { var x: Double }
  struct Tails: Decodable { var cdf: Double, sf: Double }
  struct StudentProbability: Decodable { var p: Double, df: Double }
  struct StudentArgument: Decodable { var t: Double, df: Double }
  struct StudentTail: Decodable {
    var sf: Double
    var twoSided: Double

    private enum CodingKeys: String, CodingKey {
      case sf
      case twoSided = "two_sided_p"
    }
  }
  struct BetaArgument: Decodable { var a: Double, b: Double, x: Double }

  @Test func normalQuantilesAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<Probability, Double>.all("normal_quantile") {
      // The reference is for p as written. Its `Double` is off by up to 2⁻⁵⁴, which near 1 moves the
      // quantile by more than the tolerance; the complement as written is off by far less.
      let p = vector.inputs.p
      let complement = NSDecimalNumber(decimal: 1 - Decimal(string: "\(p)")!).doubleValue
      vector.expect(
        p > 0.5 ? -NormalDistribution.quantile(complement) : NormalDistribution.quantile(p),
        vector.expected)
    }
  }

  @Test(arguments: [0.5, 0.51, 0.75, 0.9, 0.975, 0.999999, 1 - 0x1p-53])
  func theNormalQuantileIsOdd(p: Double) {
    #expect(NormalDistribution.quantile(p) == -NormalDistribution.quantile(1 - p))
  }

  @Test func theNormalQuantileReachesTheSmallestProbability() {
    let x = NormalDistribution.quantile(.leastNonzeroMagnitude)
    // −38.4674… solves ln Φ(x) = ln 2⁻¹⁰⁷⁴.
    #expect(abs(x + 38.46740561714434) < 1e-12)
  }

  @Test func normalTailsAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<Argument, Tails>.all("normal_cdf_and_sf") {
      vector.expect(NormalDistribution.cumulative(vector.inputs.x), vector.expected.cdf)
      vector.expect(NormalDistribution.upperTail(vector.inputs.x), vector.expected.sf)
    }
  }

  @Test func studentQuantilesAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<StudentProbability, Double>.all("student_t_quantile") {
      let (p, df) = (vector.inputs.p, vector.inputs.df)
      vector.expect(StudentT.quantile(p, degreesOfFreedom: df), vector.expected)
    }
  }

  @Test func studentTailsAreThoseOfTheReference() throws {
    for vector in try ReferenceVector<StudentArgument, StudentTail>.all("student_t_sf") {
      let (t, df) = (vector.inputs.t, vector.inputs.df)
      vector.expect(StudentT.upperTail(t, degreesOfFreedom: df), vector.expected.sf)
      vector.expect(StudentT.cumulative(-t, degreesOfFreedom: df), vector.expected.sf)
      vector.expect(
        t < 0
          ? 2 - 2 * vector.expected.sf : StudentT.twoSidedPValue(t, degreesOfFreedom: df),
        vector.expected.twoSided)
    }
  }

  @Test func theIncompleteBetaFunctionIsThatOfTheReference() throws {
    for vector in try ReferenceVector<BetaArgument, Double>.all("regularised_incomplete_beta") {
      let input = vector.inputs
      vector.expect(
        IncompleteBeta.regularized(input.x, complement: 1 - input.x, a: input.a, b: input.b),
        vector.expected)
    }
  }

  @Test(
    arguments: [0.3, 1, 1.7, 2, 5, 29, 500, 1e4], [1e-12, 0.001, 0.2, 0.4999, 0.5, 0.51, 0.9999])
  func aStudentQuantileLeavesItsProbabilityBelow(degreesOfFreedom: Double, p: Double) {
    let t = StudentT.quantile(p, degreesOfFreedom: degreesOfFreedom)
    let found = StudentT.cumulative(t, degreesOfFreedom: degreesOfFreedom)
    #expect(abs(found - p) <= 1e-11 * p)
  }

  @Test func withManyDegreesOfFreedomStudentIsNormal() {
    let t = StudentT.quantile(0.975, degreesOfFreedom: 1e9)
    #expect(abs(t - 1.959963984540054) < 1e-8)
  }
}
