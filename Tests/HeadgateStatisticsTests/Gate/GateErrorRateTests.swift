import HeadgateStatistics
import Testing

/// The rates that the method states, found again in synthetic experiments with seeded noise.
@Suite struct GateErrorRateTests {
  private static let experiments = 20_000

  /// One run's ln, given its place in time and which side of the pair it is.
  private typealias Run = (_ place: Int, _ noise: inout Noise) -> Double

  /// Pairs of runs in their orders, weighed.
  private static func evidence(
    _ stage: GateStage, orders: [PairOrder], shift: Double, noise: inout Noise, run: Run
  ) -> GateEvidence {
    var (before, after): ([Double], [Double]) = ([], [])
    for (pair, order) in orders.enumerated() {
      let runs = (run(2 * pair, &noise), run(2 * pair + 1, &noise))
      let isFirst = order == .baselineFirst
      before.append(SpecialFunctions.exp(isFirst ? runs.0 : runs.1))
      after.append(SpecialFunctions.exp((isFirst ? runs.1 : runs.0) + shift))
    }
    return GateEvidence(baseline: before, candidate: after, better: .lower, stage: stage)!
  }

  /// The share of experiments in which the gate fails a candidate slower by a share.
  private static func failures(
    _ gate: TwoStageGate, slower share: Double, sigma: Double, shape: Noise.Shape, seed: UInt64,
    experiments: Int = experiments
  ) -> Double {
    let shift = SpecialFunctions.log(1 + share)
    var noise = Noise(seed: seed)
    func stage(_ stage: GateStage, _ experiment: Int) -> GateEvidence {
      let orders = PairOrder.random(
        pairs: stage.pairs, seed: UInt64(experiment * 64 + stage.pairs))
      return evidence(stage, orders: orders, shift: shift, noise: &noise) { _, noise in
        sigma * noise.value(shape)
      }
    }
    let failed = (0..<experiments).count { experiment in
      let screening = stage(gate.screening, experiment)
      guard gate.verdict(screening: screening) == .suspicious else { return false }
      return gate.verdict(
        screening: screening, confirmation: stage(gate.confirmation, experiment)
      ).isFailure
    }
    return Double(failed) / Double(experiments)
  }

  /// How far a simulated share may lie from a true one: four standard errors.
  private static func slack(_ share: Double) -> Double {
    4 * standardError(ofShare: share, experiments: experiments)
  }

  @Test(
    "A slowdown is caught as often as the method states",
    arguments: [
      (0.02, 0.03, 0.05, 0.991, 0.997), (0.03, 0.05, 0.08, 0.994, 0.997),
      (0.03, 0.05, 0.05, 0.46, 0.47), (0.05, 0.05, 0.08, 0.80, 0.89),
      (0.05, 0.05, 0.10, 0.96, 0.97),
    ], [Noise.Shape.normal])
  func power(rates: (Double, Double, Double, Double, Double), shape: Noise.Shape) {
    let (sigma, effect, slower, low, high) = rates
    let found = Self.failures(
      TwoStageGate(minimumEffect: effect), slower: slower, sigma: sigma, shape: shape,
      seed: 17)
    // The statement is rounded to its last digit.
    let rounding = low > 0.99 ? 0.0005 : 0.005
    #expect(found >= low - rounding - Self.slack(low))
    #expect(found <= high + rounding + Self.slack(high))
  }

  @Test(
    "With heavy-tailed noise a slowdown well above the least that matters is caught as stated too",
    arguments: [
      (0.02, 0.03, 0.05, 0.991, 0.997), (0.03, 0.05, 0.08, 0.994, 0.997),
      (0.05, 0.05, 0.08, 0.80, 0.89), (0.05, 0.05, 0.10, 0.96, 0.97),
    ])
  func heavyTails(rates: (Double, Double, Double, Double, Double)) {
    power(rates: rates, shape: .heavyTailed)
  }

  @Test("Without a change each stage alarms at its exact rate", arguments: Noise.Shape.allCases)
  func falseAlarms(shape: Noise.Shape) {
    for stage in [
      GateStage(pairs: 10, criticalValue: 10), GateStage(pairs: 20, criticalValue: 30),
    ] {
      var noise = Noise(seed: UInt64(stage.pairs))
      let alarms = (0..<Self.experiments).count { experiment in
        Self.evidence(
          stage, orders: PairOrder.random(pairs: stage.pairs, seed: UInt64(experiment)),
          shift: 0, noise: &noise
        ) { _, noise in 0.05 * noise.value(shape) }.isCritical
      }
      let rate = stage.falseAlarmRate
      #expect((Double(alarms) / Double(Self.experiments) - rate).magnitude <= Self.slack(rate))
    }
  }

  @Test("Without a change both stages together fail a handful in 20,000 at most")
  func joint() {
    let gate = TwoStageGate(minimumEffect: 0)
    let found = Self.failures(gate, slower: 0, sigma: 0.05, shape: .normal, seed: 9)
    // 1.5 are expected; more than 8 would have a chance of 2 in 100,000.
    #expect(found * Double(Self.experiments) <= 8)
  }

  @Test(
    "Random order keeps the rate where the second run of a pair is slower; fixed order does not")
  func slowSecondRun() {
    let stage = GateStage(pairs: 10, criticalValue: 10)
    func alarms(_ orders: @escaping (Int) -> [PairOrder], _ trend: @escaping (Int) -> Double)
      -> Double
    {
      var noise = Noise(seed: 77)
      let count = (0..<Self.experiments).count { experiment in
        Self.evidence(stage, orders: orders(experiment), shift: 0, noise: &noise) { place, noise in
          0.05 * (noise.normal() + trend(place))
        }.isCritical
      }
      return Double(count) / Double(Self.experiments)
    }
    let slowSecond = { (place: Int) in place.isMultiple(of: 2) ? 0.0 : 1.0 }
    let drift = { (place: Int) in 0.3 * Double(place) }
    let random = { (experiment: Int) in PairOrder.random(pairs: 10, seed: UInt64(experiment)) }
    let fixed = { (_: Int) in [PairOrder](repeating: .baselineFirst, count: 10) }
    let rate = stage.falseAlarmRate
    #expect((alarms(random, slowSecond) - rate).magnitude <= Self.slack(rate))
    #expect((alarms(random, drift) - rate).magnitude <= Self.slack(rate))
    // The method measured 51 % two-sided with ten pairs, which is above this one-sided alarm.
    #expect(alarms(fixed, slowSecond) > 0.5)
    #expect(alarms(fixed, drift) > 0.1)
  }

  @Test(
    "What the gate says that it can find, it finds about nine times in ten",
    arguments: [
      (10, 10, 20, 30, 0.0), (10, 10, 20, 30, 0.03), (8, 5, 12, 10, 0.0), (16, 35, 40, 200, 0.0),
    ])
  func detectableEffect(design: (Int, Int, Int, Int, Double)) {
    let found = Self.foundAtDetectableEffect(design)
    // With more pairs than the measured design the normal theory errs on the safe side.
    #expect(found > 0.87 && found < 0.96)
  }

  @Test("Where its two conditions bind alike, it finds that effect four times in five at least")
  func bothConditionsBind() {
    // 1.7 σ = ln(1 + δ) + 0.41 σ at σ = 2 %.
    let found = Self.foundAtDetectableEffect((10, 10, 20, 30, 0.0261))
    #expect(found > 0.8 && found < 0.9)
  }

  private static func foundAtDetectableEffect(_ design: (Int, Int, Int, Int, Double)) -> Double {
    let gate = TwoStageGate(
      screening: GateStage(pairs: design.0, criticalValue: design.1),
      confirmation: GateStage(pairs: design.2, criticalValue: design.3), minimumEffect: design.4)
    let sigma = 0.02
    let effect = gate.minimumDetectableEffect(pairDeviation: sigma * 2.0.squareRoot())
    return failures(
      gate, slower: effect, sigma: sigma, shape: .normal, seed: 31, experiments: 5_000)
  }
}
