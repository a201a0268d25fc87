import HeadgateModel

/// Random scenarios, seed after seed, until one breaks a rule.
package struct ChaosCampaign: Sendable {
  /// What is told while it runs, from any task.
  package struct Hooks: Sendable {
    package var began: (@Sendable (UInt64) -> Void)?
    package var ended: (@Sendable (UInt64) -> Void)?
    /// Once it answers true, no further seed begins.
    package var isCancelled: (@Sendable () -> Bool)?

    package init(
      began: (@Sendable (UInt64) -> Void)? = nil, ended: (@Sendable (UInt64) -> Void)? = nil,
      isCancelled: (@Sendable () -> Bool)? = nil
    ) {
      self.began = began
      self.ended = ended
      self.isCancelled = isCancelled
    }
  }

  package struct Failure: Sendable {
    package var seed: UInt64
    package var scenario: ChaosScenario
    package var breach: RuleBreach

    package init(seed: UInt64, scenario: ChaosScenario, breach: RuleBreach) {
      self.seed = seed
      self.scenario = scenario
      self.breach = breach
    }
  }

  /// What the seeds came to: those before the first failure and the failing one, whatever the number
  /// of jobs was.
  package struct Outcome: Sendable {
    package var coverage = ChaosCoverage()
    package var failure: Failure?
    package var isInterrupted = false
  }

  private let trial: ChaosTrial
  private let jobs: Int
  private let hooks: Hooks

  /// - Parameter jobs: The most seeds at a time, at least 1.
  package init(_ trial: ChaosTrial, jobs: Int, hooks: Hooks = Hooks()) {
    precondition(jobs >= 1, "a campaign needs at least one job at a time")
    self.trial = trial
    self.jobs = jobs
    self.hooks = hooks
  }

  private typealias Ended = (seed: UInt64, scenario: ChaosScenario, outcome: TrialOutcome)

  /// - Throws: `InvalidScenario` where the generator has drawn what no file may say, a defect.
  package func run(seeds: ClosedRange<UInt64>) async throws -> Outcome {
    var outcome = Outcome()
    /// Coverage of each seed that has ended above the first that has not.
    var early: [UInt64: Ended] = [:]
    var counted = seeds.lowerBound
    func count(_ ended: Ended) {
      early[ended.seed] = ended
      while outcome.failure == nil, let next = early.removeValue(forKey: counted) {
        outcome.coverage.add(next.scenario.specification, next.outcome)
        outcome.failure = next.outcome.breach.map {
          Failure(seed: next.seed, scenario: next.scenario, breach: $0)
        }
        if counted < seeds.upperBound { counted += 1 }
      }
    }
    try await withThrowingTaskGroup(of: Ended.self) { group in
      var next: UInt64? = seeds.lowerBound
      func start() {
        guard let seed = next, outcome.failure == nil else { return }
        if hooks.isCancelled?() == true {
          outcome.isInterrupted = true
          return
        }
        next = seed < seeds.upperBound ? seed + 1 : nil
        group.addTask { try await perform(seed) }
      }
      for _ in 0..<jobs { start() }
      for try await ended in group {
        count(ended)
        start()
      }
    }
    return outcome
  }

  private func perform(_ seed: UInt64) async throws -> Ended {
    let scenario = try ChaosScenario(seed: seed)
    hooks.began?(seed)
    let outcome = await trial.run(scenario)
    hooks.ended?(seed)
    return (seed, scenario, outcome)
  }
}
