import HeadgateCore
import HeadgateLab
import Testing

@Suite("Shrinking")
struct ScenarioShrinkerTests {
  /// A defect that needs a breaker, and a crash at the breaker's stage.
  private static func isBroken(_ specification: RunSpecification) -> Bool {
    specification.faults.contains { fault in
      if case .crash = fault.effect {
        specification.pipeline.stages[fault.stage].breaker != nil
      } else {
        false
      }
    }
  }

  private static func breach(_ scenario: ChaosScenario) -> RuleBreach? {
    isBroken(scenario.specification) ? RuleBreach("F5", "made up") : nil
  }

  @Test("What a failure does not need is taken away")
  func minimal() async throws {
    var shrunk = 0
    for seed in UInt64(1)...400 {
      let scenario = try ChaosScenario(seed: seed)
      guard let breach = Self.breach(scenario) else { continue }
      shrunk += 1
      let outcome = await ScenarioShrinker { Self.breach($0) }.shrink(scenario, breach)
      let small = outcome.scenario.specification
      try #require(Self.isBroken(small))
      #expect(outcome.breach.rule == "F5")
      #expect(small.pipeline.stages.count == 1)
      #expect(small.faults.count == 1)
      #expect(small.workloads.count == 1)
      #expect(small.workloads[0].phases.count <= 1)
      #expect(small.limits.items ?? 1 == 1)
      #expect(small.limits.warmup == 0)
      let stage = small.pipeline.stages[0]
      #expect(stage.workers == 1 && stage.batchSize == 1 && stage.linger == 0)
      // Clients that do not think are refused where no stage takes time.
      let needsTime = small.workloads[0].arrivals == .closed(clients: 1, thinkTime: .zero)
      #expect((stage.service == ServiceSettings() || needsTime) && stage.timeout == nil)
      #expect(small.pipeline.controller == nil && small.pipeline.queue.capacity == nil)
    }
    #expect(shrunk >= 10)
  }

  @Test("A scenario that fails otherwise is not taken for a smaller one")
  func sameRule() async throws {
    let scenario = try #require(
      try (UInt64(1)...50).map { try ChaosScenario(seed: $0) }
        .first { $0.specification.pipeline.stages.count == 4 })
    let stages = scenario.specification.pipeline.stages.count
    let outcome = await ScenarioShrinker { candidate in
      RuleBreach(candidate.specification.pipeline.stages.count == stages ? "S1" : "S2", "made up")
    }.shrink(scenario, RuleBreach("S1", "made up"))
    #expect(outcome.scenario.specification.pipeline.stages.count == stages)
    #expect(outcome.breach.rule == "S1")
  }

  @Test("Tries are bounded")
  func bounded() async throws {
    let scenario = try ChaosScenario(seed: 3)
    let outcome = await ScenarioShrinker(mostTries: 7) { _ in RuleBreach("S1", "made up") }
      .shrink(scenario, RuleBreach("S1", "made up"))
    #expect(outcome.tries == 7)
  }

  @Test("A failure is told with its seed, its options and the commands that repeat it")
  func report() async throws {
    let scenario = try ChaosScenario(seed: 7)
    let breach = RuleBreach("F5", at: 1_500, "made up")
    let shrunk = await ScenarioShrinker { _ in breach }.shrink(scenario, breach)
    let text = ChaosFailureReport(
      ChaosCampaign.Failure(seed: 7, scenario: scenario, breach: breach), shrunk,
      path: "small.yaml", arguments: "--mode virtual --order random"
    ).text
    #expect(
      text == """
        seed 7 breaks F5 at 1500 ns: made up
        shrunk by \(shrunk.tries) runs to small.yaml, which breaks F5 at 1500 ns: made up

        \(shrunk.scenario.text)
        repeat:  headgate chaos --seed 7 --mode virtual --order random
        smaller: headgate chaos small.yaml --mode virtual --order random

        """)
  }
}
