import ArgumentParser
import HeadgateModel

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenarios without running them.",
    discussion: """
      All problems of all files are listed, each with file, line and column. A space is checked \
      against all the scenarios: what it names must be in every one of them.

        headgate validate first.yaml
      """)

  @OptionGroup var scenario: ScenarioOptions

  @Option(
    help: ArgumentHelp("A space of `headgate tune` to check as well.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var space: String?

  func run() throws {
    for scenario in try scenario.load() {
      for warning in scenario.warnings { StandardError.write("\(warning.asWarning)\n") }
      try StandardOutput.write(Self.summary(scenario) + "\n")
    }
    guard let space else { return }
    let plan = try TuneInputs(
      files: scenario.files, heldOut: [], space: space, overrides: scenario.changes.overrides
    ).load()
    let (parameters, objectives) = (plan.space.parameters.count, plan.space.objectives.count)
    try StandardOutput.write(
      "\(space): valid: parameters \(parameters), objectives \(objectives), constraints "
        + "\(plan.space.constraints.count), runs \(plan.space.search.runs)\n")
  }

  private static func summary(_ scenario: Scenario) -> String {
    let thresholds = scenario.variants.map(\.thresholds.count).max() ?? 0
    return "\(scenario.path): valid: variants \(scenario.variants.count), "
      + "replications \(scenario.replications), thresholds \(thresholds)"
  }
}
