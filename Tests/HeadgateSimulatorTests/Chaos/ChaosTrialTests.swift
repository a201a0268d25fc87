import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Chaos")
struct ChaosTrialTests {
  @Test("Two hundred random scenarios follow every rule")
  func quick() async throws {
    let trial = ChaosTrial(reference: SimulatorBackend()) { _ in SimulatorBackend() }
    let outcome = try await ChaosCampaign(trial, jobs: 2).run(seeds: 1...200)
    #expect(outcome.failure.map { "seed \($0.seed): \($0.breach)" } == nil)
    #expect(outcome.coverage.seeds == 200)
    #expect(outcome.coverage.jobs > 20_000)
  }

  private func rule(of defect: FaultyBackend.Defect, seed: UInt64 = 8) async throws -> String? {
    let backend = FaultyBackend(defect)
    return await ChaosTrial { _ in backend }.run(try ChaosScenario(seed: seed)).breach?.rule
  }

  @Test("A seed that does not repeat itself is found, where it is run twice")
  func determinism() async throws {
    #expect(try await rule(of: .unsteady, seed: 8) == "determinism")
    #expect(try await rule(of: .unsteady, seed: 9) == nil)
  }

  @Test("A digest that is not the simulator's is found")
  func verify() async throws {
    let backend = FaultyBackend(.unsteady)
    let trial = ChaosTrial(reference: SimulatorBackend()) { _ in backend }
    #expect(await trial.run(try ChaosScenario(seed: 9)).breach?.rule == "verify")
  }

  @Test("A run that fails, forgets or does not end is found")
  func defects() async throws {
    #expect(try await rule(of: .throwing) == "run")
    #expect(try await rule(of: .forgetful, seed: 12) == "J2")
    #expect(try await rule(of: .endless(telling: true)) == "J1")
    #expect(try await rule(of: .endless(telling: false)) == "liveness")
  }

  @Test("The first failing seed is told, whatever the number of jobs", arguments: [1, 2, 7])
  func firstFailure(jobs: Int) async throws {
    let trial = ChaosTrial { seed in
      seed == 12 || seed == 14 || seed > 20
        ? FaultyBackend(.throwing) as any RunBackend : SimulatorBackend()
    }
    let outcome = try await ChaosCampaign(trial, jobs: jobs).run(seeds: 5...60)
    #expect(outcome.failure?.seed == 12)
    #expect(outcome.coverage.seeds == 8)
  }

  @Test("A campaign that is stopped says so")
  func interruption() async throws {
    let hooks = ChaosCampaign.Hooks(isCancelled: { true })
    let outcome = try await ChaosCampaign(
      ChaosTrial { _ in SimulatorBackend() }, jobs: 2, hooks: hooks
    ).run(seeds: 1...100)
    #expect(outcome.isInterrupted)
    #expect(outcome.coverage.seeds == 0)
  }
}
