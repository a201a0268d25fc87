import ArgumentParser
import HeadgateModel

/// Which scenarios, and what the command line changes in them.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String]

  @OptionGroup var changes: ScenarioChanges

  var replications: Int? { changes.replications }

  /// All the scenarios, or all that is wrong with any of them.
  func load() throws -> [Scenario] { try changes.load(files) }
}
