import HeadgateStatistics
import Testing

@Suite struct NoncentralTTests {
  @Test("Without noncentrality it is Student's t", arguments: [1.0, 2.5, 30, 400])
  func central(freedom: Double) {
    for t in [-3, -0.4, 0, 0.7, 2, 12] {
      let found = NoncentralT.cumulative(t, degreesOfFreedom: freedom, noncentrality: 0)
      #expect((found - StudentT.cumulative(t, degreesOfFreedom: freedom)).magnitude < 1e-13)
    }
  }

  @Test("Both tails add up to one, and mirror each other", arguments: [-8.0, -1, 0.3, 2, 11, 50])
  func tails(noncentrality: Double) {
    for t in [-9, -0.5, 0, 1.5, 8, 49, 60] {
      let below = NoncentralT.cumulative(t, degreesOfFreedom: 7, noncentrality: noncentrality)
      let above = NoncentralT.upperTail(t, degreesOfFreedom: 7, noncentrality: noncentrality)
      #expect((below + above - 1).magnitude < 1e-12)
      #expect(
        above == NoncentralT.cumulative(-t, degreesOfFreedom: 7, noncentrality: -noncentrality)
          || (above
            - NoncentralT.cumulative(-t, degreesOfFreedom: 7, noncentrality: -noncentrality))
            .magnitude < 1e-12
      )
    }
  }

  @Test("It is the distribution of (Z + δ)/√(χ²/ν), integrated over χ²")
  func integrated() {
    let (freedom, noncentrality) = (5.0, 1.7)
    // ∫ Φ(t √(u/ν) − δ) dF(u), F the χ² distribution, by the midpoint rule in F.
    let steps = 1_000
    let nodes = (0..<steps).map {
      ChiSquare.quantile((Double($0) + 0.5) / Double(steps), degreesOfFreedom: freedom)
    }
    for t in [-1, 0.5, 2, 6] {
      let sum = nodes.reduce(0.0) {
        $0 + NormalDistribution.cumulative(t * ($1 / freedom).squareRoot() - noncentrality)
      }
      let found = NoncentralT.cumulative(
        t, degreesOfFreedom: freedom, noncentrality: noncentrality)
      #expect((found - sum / Double(steps)).magnitude < 1e-4)
    }
  }
}
