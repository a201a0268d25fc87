import HeadgateModel

/// What makes two results less comparable than they look, in words that nobody overlooks.
enum CaveatText {
  static func text(_ caveat: ComparisonCaveat, of comparison: RunComparison) -> String {
    let (before, after) = (comparison.baseline, comparison.candidate)
    switch caveat {
    case .differentScenario:
      return "DIFFERENT SCENARIOS: \(before.scenarioName) and \(after.scenarioName) may ask "
        + "different questions"
    case .changedScenario:
      return
        "CHANGED SCENARIO: \(after.scenarioName) is not what it was; the difference may lie in "
        + "the scenario and not in the code"
    case .differentSeed:
      return
        "DIFFERENT SEEDS: \(before.seed) and \(after.seed) give other arrivals and other work, "
        + "so nothing can be paired, and differences are known less well"
    case .differentMachine:
      return "DIFFERENT MACHINES: measured figures depend on the machine: "
        + "\(machine(before)) and \(machine(after))"
    case .unblocked:
      return "UNBLOCKED: drift is not controlled: measured at different times and not in pairs, so "
        + "that a change of the machine looks like a change of the code; inform yourself, decide "
        + "nothing by it"
    case .interrupted: return "INTERRUPTED: one side holds only what had finished"
    case .invalid:
      return "SELF-CHECK FAILED on one side: its figures are not to be trusted"
    }
  }

  private static func machine(_ run: ComparedRun) -> String {
    [run.environment.host, run.environment.machine].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }
}
