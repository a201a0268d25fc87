import HeadgateModel

/// Reads the scenarios and the space of a study.
struct TuneInputs {
  var files: [String]
  var heldOut: [String]
  var space: String
  var overrides: ScenarioOverrides

  /// - Throws: `CommandFailure` with all that is wrong with any of the files.
  func load() throws -> TuningPlan {
    var problems: [ScenarioProblem] = []
    var scenarios: [TuningScenario] = []
    for (path, isHeldOut) in files.map({ ($0, false) }) + heldOut.map({ ($0, true) }) {
      do {
        let template = try ScenarioTemplate(path: path, overrides: overrides)
        scenarios.append(TuningScenario(template: template, isHeldOut: isHeldOut))
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw CommandFailure(InvalidScenario(problems: problems)) }
    try check(scenarios)
    do {
      return try TuningSpaceLoader.load(path: space, scenarios: scenarios)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func check(_ scenarios: [TuningScenario]) throws {
    for (position, scenario) in scenarios.map(\.template.scenario).enumerated() {
      if scenario.findsWarmup {
        throw CommandFailure(
          .invalidScenario,
          "\(scenario.path): run.warmup is auto, which a search cannot find anew for every "
            + "candidate; write a duration there, or --set run.warmup=30s")
      }
      let earlier = scenarios[..<position].map(\.template.scenario)
      if let same = earlier.first(where: { $0.name == scenario.name }) {
        throw CommandFailure(
          .invalidScenario,
          "\(same.path) and \(scenario.path) are both called \"\(scenario.name)\": results could "
            + "not tell them apart")
      }
    }
  }
}
