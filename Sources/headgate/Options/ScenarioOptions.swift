import ArgumentParser
import HeadgateModel

/// Which scenarios, and what the command line changes in them.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String]

  @OptionGroup var changes: ScenarioChanges

  var replications: Int? { changes.replications }

  /// The words that give one scenario with the same changes, replications apart.
  func arguments(for path: String) -> [String] {
    var words = [path]
    for setting in changes.settings { words += ["--set", "\(setting.path)=\(setting.value)"] }
    for list in changes.controller { words += ["--controller", list.names.joined(separator: ",")] }
    if let seed = changes.seed { words += ["--seed", "\(seed)"] }
    return words.map(ShellText.quoted)
  }

  /// All the scenarios, or all that is wrong with any of them.
  func load() throws -> [Scenario] { try changes.load(files) }
}
