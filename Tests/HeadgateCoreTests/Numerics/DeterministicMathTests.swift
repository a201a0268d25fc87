import HeadgateCore
import Testing

@Suite("Deterministic mathematics (rule R2)")
struct DeterministicMathTests {
  /// How far `value` is from `exact`, in units of the last place of `exact`.
  private func ulps(_ value: Double, _ exact: Double) -> Double {
    (value - exact).magnitude / exact.ulp
  }

  @Test("Logarithms are within one unit in the last place")
  func logarithms() {
    for (x, exact) in DeterministicMathReferences.logarithms {
      #expect(ulps(DeterministicMath.log(x), exact) <= 1, "log \(x)")
    }
  }

  @Test("Logarithms outside the positive numbers are what IEEE 754 says")
  func specialLogarithms() {
    #expect(DeterministicMath.log(0) == -.infinity)
    #expect(DeterministicMath.log(.infinity) == .infinity)
    #expect(DeterministicMath.log(-1).isNaN)
    #expect(DeterministicMath.log(.nan).isNaN)
  }

  @Test("Exponentials are within one unit in the last place, down to the smallest numbers")
  func exponentials() {
    for (x, exact) in DeterministicMathReferences.exponentials {
      #expect(ulps(DeterministicMath.exp(x), exact) <= 1, "exp \(x)")
    }
    #expect(DeterministicMath.exp(709.79) == .infinity)
    #expect(DeterministicMath.exp(-745.14) == 0)
    #expect(DeterministicMath.exp(.nan).isNaN)
  }

  @Test("Cube roots are within two units in the last place, down to the smallest numbers")
  func cubeRoots() {
    let exact: [(Double, Double)] = [
      (27, 3), (1, 1), (2, 1.2599210498948731648), (10, 2.1544346900318837218),
      (0.1, 0.46415888336127788924), (13.2, 2.3633315009350022866), (1e300, 1e100),
      (1e-300, 1e-100), (0x1p-1074, 0x1p-358), (0x1p1023, 0x1p341),
    ]
    for (x, root) in exact { #expect(ulps(DeterministicMath.cubeRoot(x), root) <= 2, "\(x)") }
    #expect(DeterministicMath.cubeRoot(0) == 0)
    #expect(DeterministicMath.cubeRoot(.infinity) == .infinity)
  }

  @Test("Powers are as exact as the product exponent × log base allows")
  func powers() {
    for (base, exponent, exact) in DeterministicMathReferences.powers {
      let size = (exponent * DeterministicMath.log(base)).magnitude
      #expect(ulps(DeterministicMath.pow(base, exponent), exact) <= 1 + 2 * size)
    }
    #expect(DeterministicMath.pow(0, 3) == 0)
  }

  @Test("Normal quantiles are within 1 part in 10¹⁵, and odd about one half")
  func normalQuantiles() {
    for (p, exact) in DeterministicMathReferences.normalQuantiles {
      let value = DeterministicMath.normalQuantile(p)
      #expect((value - exact).magnitude <= 1e-15 * exact.magnitude, "quantile \(p)")
    }
    for p in [0.25, 0x1p-10, 0x1p-53] {
      #expect(DeterministicMath.normalQuantile(p) == -DeterministicMath.normalQuantile(1 - p))
    }
  }

  @Test("Logarithms of the gamma function are good to about 15 digits")
  func logGammas() {
    for (x, exact) in DeterministicMathReferences.logGammas {
      let error = (DeterministicMath.logGamma(x) - exact).magnitude
      #expect(error <= 2e-15 * max(1, exact.magnitude), "logGamma \(x)")
    }
  }

  @Test("Two logarithms at once have the bits that each has alone")
  func pairedLogarithms() {
    var random = SplitMix64(seed: 11)
    for i in 0..<100_000 {
      // Half of them are unit numbers, half any positive normal number.
      let x: SIMD2<Double>
      if i % 2 == 0 {
        x = SIMD2(random.unit() + 0x1p-53, KeyedRandom.unit(random.next()))
      } else {
        x = SIMD2(normal(&random), normal(&random))
      }
      let pair = DeterministicMath.logOfNormal(x)
      guard
        pair[0].bitPattern == DeterministicMath.log(x[0]).bitPattern,
        pair[1].bitPattern == DeterministicMath.log(x[1]).bitPattern
      else {
        Issue.record("log of \(x) is \(pair)")
        return
      }
    }
  }

  private func normal(_ random: inout SplitMix64) -> Double {
    Double(
      sign: .plus, exponent: random.below(2046) - 1022,
      significand: 1 + random.unit())
  }

  @Test("Exp undoes log to within what one last place of the logarithm means")
  func inverse() {
    var random = SplitMix64(seed: 12)
    for _ in 0..<20_000 {
      let x = normal(&random)
      let log = DeterministicMath.log(x)
      guard ulps(DeterministicMath.exp(log), x) <= 2 + 2 * log.magnitude || x > 1e308 else {
        Issue.record("exp(log \(x))")
        return
      }
    }
  }
}
