import HeadgateStatistics
import Testing

@Suite struct GatePowerTests {
  @Test(
    "The smallest effect found is the larger of 1.7 σ and δ + 0.41 σ",
    arguments: [0.001, 0.01, 0.02, 0.03, 0.05, 0.1], [0.0, 0.01, 0.03, 0.05])
  func stated(sigma: Double, minimum: Double) {
    let gate = TwoStageGate(minimumEffect: minimum)
    let effect = gate.minimumDetectableEffect(pairDeviation: sigma * 2.0.squareRoot())
    let needed = max(1.7 * sigma, SpecialFunctions.log(1 + minimum) + 0.41 * sigma)
    // The method rounds 0.4147 to 0.41.
    #expect((SpecialFunctions.log(1 + effect) - needed).magnitude <= 0.005 * sigma)
  }

  @Test("A gate is underpowered where what it can find is above the limit")
  func underpowered() {
    let gate = TwoStageGate(minimumEffect: 0.05)
    // 1.7 σ reaches ln 1.1 at σ = 5.61 %, a pair's deviation of 7.93 %.
    #expect(!gate.isUnderpowered(pairDeviation: 0.0790))
    #expect(gate.isUnderpowered(pairDeviation: 0.0796))
    #expect(!gate.isUnderpowered(pairDeviation: 0.0796, limit: 0.2))
    #expect(!gate.isUnderpowered(pairDeviation: 0, limit: 0.05 + 1e-12))
  }

  @Test("More pairs find less, and a stage that cannot alarm finds nothing")
  func pairs() {
    func effect(_ first: Int, _ second: Int) -> Double {
      TwoStageGate(
        screening: GateStage(pairs: first, level: 0.05),
        confirmation: GateStage(pairs: second, level: 0.002), minimumEffect: 0
      ).minimumDetectableEffect(pairDeviation: 0.05)
    }
    #expect(effect(10, 20) > effect(20, 40))
    #expect(effect(20, 40) > effect(40, 80))
    #expect(effect(4, 20) == .infinity)
    #expect(effect(10, 8) == .infinity)
  }

  @Test("The orders of pairs are a fair coin's, and a seed's own")
  func orders() {
    #expect(PairOrder.random(pairs: 20, seed: 5) == PairOrder.random(pairs: 20, seed: 5))
    #expect(PairOrder.random(pairs: 20, seed: 5) != PairOrder.random(pairs: 20, seed: 6))
    #expect(PairOrder.random(pairs: 0, seed: 5).isEmpty)
    let heads = PairOrder.random(pairs: 10_000, seed: 1).count { $0 == .baselineFirst }
    // Four standard deviations.
    #expect(abs(heads - 5_000) < 200)
  }
}
