import ArgumentParser
import HeadgateModel

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenarios without running them.",
    discussion: """
      All problems of all files are listed, each with file, line and column.

        headgate validate first.yaml
      """)

  @OptionGroup var scenario: ScenarioOptions

  func run() throws {
    for scenario in try scenario.load() {
      for warning in scenario.warnings { StandardError.write("\(warning.asWarning)\n") }
      try StandardOutput.write(Self.summary(scenario) + "\n")
    }
  }

  private static func summary(_ scenario: Scenario) -> String {
    let thresholds = scenario.variants.map(\.thresholds.count).max() ?? 0
    return "\(scenario.path): valid: variants \(scenario.variants.count), "
      + "replications \(scenario.replications), thresholds \(thresholds)"
  }
}
