import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateStatistics
import Synchronization
import Testing

/// Gates on runs whose figures a test draws: what is found, what is not, and at what rate.
struct LiveGateTests {
  private static let rule = TwoStageGate(minimumEffect: 0.03)

  private static func result(
    _ figures: [(String, Double)], variant: String = "default", verdict: Verdict = .pass
  ) -> RunResult {
    let replication = ReplicationResult(
      Scenario.fake().variants[0].specification, 0, metrics: figures)
    return RunResult(
      scenarioName: "fake", scenarioSHA256: "00", scenarioText: "", scenarioPath: "fake.yaml",
      seed: 7,
      variants: [
        VariantResult(
          name: variant, settings: [], mode: .live, replications: [replication],
          summary: figures.map { name, value in
            MetricSummary(
              name: name, mean: value, low: nil, high: nil,
              unit: name.hasPrefix("latency") ? .seconds : .perSecond,
              better: name.hasPrefix("latency") ? .lower : .higher)
          })
      ], thresholds: [], verdict: verdict, environment: .fake)
  }

  /// Runs one after another on a machine that drifts, with noise of one per cent: each later run is
  /// slower, the second of a pair most.
  private final class Machine: Sendable {
    private let state: Mutex<(noise: SplitMix64, runs: Int)>
    let slowdown: Double
    let drift: Double

    init(seed: UInt64, slowdown: Double = 1, drift: Double = 0) {
      state = Mutex((SplitMix64(seed: seed), 0))
      self.slowdown = slowdown
      self.drift = drift
    }

    func run(_ side: LiveGate.Side) -> RunResult {
      let (noise, runs) = state.withLock { state in
        state.runs += 1
        // Twelve uniform numbers make a normal one, near enough.
        let sum = (0..<12).reduce(0.0) { sum, _ in
          sum + Double(state.noise.next() >> 11) / 0x1p53
        }
        return (sum - 6, state.runs)
      }
      let own = side == .candidate ? slowdown : 1
      let latency = 0.2 * own * (1 + 0.01 * noise + drift * Double(runs))
      return LiveGateTests.result([
        ("throughput", 50 / own), ("completed", 1000), ("latency.p50", latency),
        ("latency.p99", latency * 3),
      ])
    }

    var runs: Int { state.withLock { $0.runs } }
  }

  private static func outcome(
    _ machine: Machine, orderSeed: UInt64 = 1
  ) async throws -> LiveGate.Outcome {
    try await LiveGate(rule: rule, orderSeed: orderSeed, seed: 7) { side, _ in machine.run(side) }
      .outcome()
  }

  @Test("A slowdown of ten per cent fails by fresh pairs, and what is equal is clear")
  func slowdown() async throws {
    let machine = Machine(seed: 3, slowdown: 1.1)
    let outcome = try await Self.outcome(machine)
    let outcomes = Dictionary(
      uniqueKeysWithValues: outcome.metrics.map { ($0.name, $0.outcome) })
    #expect(outcomes["latency.p50"] == .worse)
    #expect(outcomes["latency.p99"] == .worse)
    #expect(outcomes["throughput"] == .worse)
    #expect(outcomes["completed"] == .clear)
    #expect((outcome.screeningPairs, outcome.confirmingPairs) == (10, 20))
    #expect(machine.runs == 60)
    let latency = try #require(outcome.metrics.first { $0.name == "latency.p50" })
    let change = try #require(latency.change)
    #expect(abs(change - 0.1) < 0.02)
    let low = try #require(latency.low)
    let high = try #require(latency.high)
    #expect(low < change && change < high)
  }

  @Test("What is faster passes after the first pairs")
  func faster() async throws {
    let machine = Machine(seed: 3, slowdown: 0.9)
    let outcome = try await Self.outcome(machine)
    #expect(outcome.metrics.allSatisfy { $0.outcome == .clear })
    #expect(machine.runs == 20)
  }

  @Test("A change that is there but below the least effect is not confirmed")
  func small() async throws {
    let outcome = try await Self.outcome(Machine(seed: 3, slowdown: 1.02))
    let latency = try #require(outcome.metrics.first { $0.name == "latency.p50" })
    #expect(latency.outcome == .notConfirmed)
  }

  @Test("On a machine that drifts by a tenth over the runs, 2,000 equal gates raise no alarm")
  func drift() async throws {
    var alarms = 0
    for seed in 0..<2000 {
      let machine = Machine(seed: UInt64(seed), drift: 0.002)
      let outcome = try await Self.outcome(machine, orderSeed: UInt64(seed) &* 7919)
      if outcome.metrics.contains(where: { $0.outcome == .worse }) { alarms += 1 }
    }
    // The bound over four metrics is 3.1e-4: 0.6 gates are to be expected at the most.
    #expect(alarms <= 3)
  }

  @Test("The runs of a pair share a seed, each pair has its own, and a coin decides the order")
  func orders() async throws {
    let seen = Mutex<[(LiveGate.Side, UInt64)]>([])
    let machine = Machine(seed: 1)
    _ = try await LiveGate(rule: Self.rule, orderSeed: 5, seed: 100) { side, seed in
      seen.withLock { $0.append((side, seed)) }
      return machine.run(side)
    }.outcome()
    let runs = seen.withLock { $0 }
    let expected = PairOrder.random(pairs: 30, seed: 5).prefix(10)
    for pair in 0..<10 {
      let (first, second) = (runs[2 * pair], runs[2 * pair + 1])
      #expect(first.1 == UInt64(100 + pair) && second.1 == first.1)
      let isBaselineFirst = expected[pair] == .baselineFirst
      #expect(first.0 == (isBaselineFirst ? .baseline : .candidate))
      #expect(second.0 != first.0)
    }
  }

  @Test("Sides with other variants are refused, unless each has one")
  func variants() async throws {
    let machine = Machine(seed: 1)
    func gate(_ names: @escaping @Sendable (LiveGate.Side) -> [String]) -> LiveGate {
      LiveGate(rule: Self.rule, orderSeed: 1, seed: 7) { side, _ in
        var result = machine.run(side)
        result.variants = names(side).map { name in
          var variant = result.variants[0]
          variant.name = name
          return variant
        }
        return result
      }
    }
    let presets = try await gate { [$0 == .baseline ? "balanced" : "aggressive"] }.outcome()
    #expect(Set(presets.metrics.map(\.variant)) == ["aggressive against balanced"])
    await #expect(
      throws: LiveGateError.variants(baseline: ["a", "b"], candidate: ["a", "c"])
    ) {
      try await gate { ["a", $0 == .baseline ? "b" : "c"] }.outcome()
    }
    await #expect(throws: LiveGateError.variants(baseline: [], candidate: [])) {
      try await gate { _ in [] }.outcome()
    }
  }

  @Test("A metric that some run lacks is not judged, and no verdict rests on it")
  func missing() async throws {
    let runs = Mutex(0)
    let outcome = try await LiveGate(rule: Self.rule, orderSeed: 1, seed: 7) { side, _ in
      let count = runs.withLock { runs in
        runs += 1
        return runs
      }
      return Self.result(
        [("throughput", 50)] + (count == 5 ? [] : [("latency.p50", side == .baseline ? 1 : 9)]))
    }.outcome()
    #expect(outcome.metrics.map(\.name).contains("latency.p50"))
    #expect(outcome.metrics.allSatisfy { $0.outcome != .worse })
    #expect(outcome.metrics.first { $0.name == "latency.p50" }?.outcome == .unjudged)
  }

  @Test("Stopped before its pairs are there, a gate is interrupted and says nothing else")
  func interrupted() async throws {
    let machine = Machine(seed: 1, slowdown: 2)
    for limit in [0, 7, 33] {
      let before = machine.runs
      let outcome = try await LiveGate(
        rule: Self.rule, orderSeed: 1, seed: 7, isCancelled: { machine.runs - before >= limit }
      ) { side, _ in machine.run(side) }.outcome()
      #expect(outcome.isInterrupted)
      #expect(outcome.metrics.allSatisfy { $0.outcome != .worse })
      #expect(machine.runs - before == limit)
    }
  }
}
