import ArgumentParser
import HeadgateModel

/// What the command line changes in scenarios.
struct ScenarioChanges: ParsableArguments {
  @OptionGroup var common: SettingOptions

  @Option(
    help: ArgumentHelp(
      "Controllers to run side by side, in place of the scenario's: conservative,balanced; "
        + "presets of files too.",
      valueName: "a,b"))
  var controller: [ControllerList] = []

  @Option(help: "The seed, in place of the scenario's.")
  var seed: UInt64?

  @Option(help: "How many replications, in place of the scenario's.")
  var replications: Int?

  func validate() throws {
    if let replications, replications < 1 {
      throw ValidationError("--replications must be at least 1.")
    }
  }

  /// Whether nothing is to be changed.
  var isEmpty: Bool {
    common.arguments.isEmpty && controller.isEmpty && seed == nil && replications == nil
  }

  /// The words that give one scenario with the same changes, replications apart.
  func arguments(for path: String) -> [String] {
    var words = [path] + common.arguments
    for list in controller { words += ["--controller", list.names.joined(separator: ",")] }
    if let seed { words += ["--seed", "\(seed)"] }
    return words.map(ShellText.quoted)
  }

  var overrides: ScenarioOverrides {
    var overrides = common.overrides
    overrides.controllers = controller.isEmpty ? nil : controller.flatMap(\.names)
    overrides.seed = seed
    overrides.replications = replications
    return overrides
  }

  /// All the scenarios of files and folders with these changes, or all that is wrong with any of them.
  func load(_ paths: [String]) throws -> [Scenario] {
    let files = try ScenarioPaths.files(paths)
    var scenarios: [Scenario] = []
    var problems: [ScenarioProblem] = []
    for file in files {
      do {
        scenarios.append(try ScenarioLoader.load(path: file, overrides: overrides))
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw CommandFailure(InvalidScenario(problems: problems)) }
    return scenarios
  }
}

/// `path=value`.
struct Setting: ExpressibleByArgument {
  let path: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      return nil
    }
    path = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

/// `a,b`.
struct ControllerList: ExpressibleByArgument {
  let names: [String]

  init?(argument: String) {
    names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if names.contains(where: \.isEmpty) { return nil }
  }
}
