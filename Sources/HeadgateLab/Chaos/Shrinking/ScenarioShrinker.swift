import HeadgateCore
import HeadgateModel

/// Makes a failing scenario smaller for as long as it fails in the same way: parts are dropped,
/// numbers halved, features switched off (delta debugging on what the file says; Zeller and
/// Hildebrandt, "Simplifying and isolating failure-inducing input", 2002).
package struct ScenarioShrinker: Sendable {
  package struct Outcome: Sendable {
    package var scenario: ChaosScenario
    package var breach: RuleBreach
    /// Scenarios that were run.
    package var tries: Int
  }

  /// What a scenario breaks; `nil` where everything holds.
  package typealias Judge = @Sendable (ChaosScenario) async -> RuleBreach?

  private let mostTries: Int
  private let judge: Judge

  package init(mostTries: Int = 600, judge: @escaping Judge) {
    self.mostTries = mostTries
    self.judge = judge
  }

  /// The smallest scenario found that breaks the rule that `scenario` breaks.
  package func shrink(_ scenario: ChaosScenario, _ breach: RuleBreach) async -> Outcome {
    var found = Outcome(scenario: scenario, breach: breach, tries: 0)
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for pass in Self.passes {
        while let next = await first(of: pass(found.scenario.draft), after: &found) {
          found.scenario = next.scenario
          found.breach = next.breach
          isSmaller = true
        }
      }
    }
    return found
  }

  /// The first of the candidates that fails in the same way.
  private func first(
    of candidates: [RunSpecification], after found: inout Outcome
  ) async -> (scenario: ChaosScenario, breach: RuleBreach)? {
    for candidate in candidates where candidate != found.scenario.draft {
      guard found.tries < mostTries else { return nil }
      let scenario: ChaosScenario
      do {
        scenario = try ChaosScenario(
          candidate, name: found.scenario.name,
          description: "Shrunk from seed \(candidate.seed) of headgate chaos.")
      } catch {
        // What no file may say is no smaller scenario.
        continue
      }
      found.tries += 1
      if let breach = await judge(scenario), breach.rule == found.breach.rule {
        return (scenario, breach)
      }
    }
    return nil
  }

  private typealias Pass = @Sendable (RunSpecification) -> [RunSpecification]

  /// Largest steps first. Each only ever makes a scenario smaller or plainer, so that they come to
  /// an end.
  private static let passes: [Pass] = [
    { $0.withoutFaults }, { $0.withoutWorkloads }, { $0.withoutStages }, { $0.withLessLoad },
    { $0.withPlainerPolicies }, { $0.withPlainerStages }, { $0.withPlainerWorkloads },
    { $0.withSmallerNumbers },
  ]
}
