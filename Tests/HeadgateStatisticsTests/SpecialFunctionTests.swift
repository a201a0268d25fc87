import Foundation
import HeadgateStatistics
import Testing

@Suite struct SpecialFunctionTests {
  /// 2,000 magnitudes from the smallest normal number to the largest.
  private static let magnitudes = stride(from: -1022.0, to: 1024, by: 1.0231).map { pow(2, $0) }

  @Test func theLogarithmIsWithinTwoUnitsInTheLastPlace() {
    let nearOne = (1...1_000).map { 1 + (Double($0) - 500) * 1e-6 }
    for x in Self.magnitudes + nearOne where x != 1 {
      let exact = Foundation.log(x)
      #expect(abs(SpecialFunctions.log(x) - exact) <= 2 * exact.ulp, "ln \(x)")
    }
  }

  @Test func theExponentialIsWithinTwoUnitsInTheLastPlace() {
    for x in stride(from: -708.0, to: 709.7, by: 0.3517) {
      let exact = Foundation.exp(x)
      #expect(abs(SpecialFunctions.exp(x) - exact) <= 2 * exact.ulp, "e^\(x)")
    }
  }

  @Test func theEdgesOfTheLogarithm() {
    #expect(SpecialFunctions.log(1) == 0)
    #expect(SpecialFunctions.log(0) == -.infinity)
    #expect(SpecialFunctions.log(.infinity) == .infinity)
    #expect(SpecialFunctions.log(-1).isNaN)
    #expect(SpecialFunctions.log(.nan).isNaN)
    #expect(SpecialFunctions.log(.leastNonzeroMagnitude) == -744.4400719213812)
  }

  @Test func theEdgesOfTheExponential() {
    #expect(SpecialFunctions.exp(0) == 1)
    #expect(SpecialFunctions.exp(-.infinity) == 0)
    #expect(SpecialFunctions.exp(.infinity) == .infinity)
    #expect(SpecialFunctions.exp(710) == .infinity)
    #expect(SpecialFunctions.exp(-746) == 0)
    #expect(SpecialFunctions.exp(-745) == .leastNonzeroMagnitude)
    #expect(SpecialFunctions.exp(.nan).isNaN)
  }
}
