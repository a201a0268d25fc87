import ArgumentParser
import HeadgateModel

/// Which scenarios, and what the command line changes in them.
struct ScenarioOptions: ParsableArguments {
  @Argument(
    help: "Scenario files, or folders of them.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String]

  @OptionGroup var changes: ScenarioChanges

  var replications: Int? { changes.replications }

  /// Whether one of them is a folder.
  var hasFolder: Bool { files.contains(where: ScenarioPaths.isFolder) }

  /// All the scenarios, or all that is wrong with any of them.
  func load() throws -> [Scenario] { try changes.load(files) }
}
