import ArgumentParser
import HeadgateModel

/// One variant, one replication, out of all that a scenario asks for.
struct ReplicationChoice: ParsableArguments {
  @Option(help: ArgumentHelp("Only the variant of this name.", valueName: "name"))
  var variant: String?

  @Option(help: ArgumentHelp("Only this replication of each variant, from 0.", valueName: "n"))
  var replication: Int?

  func validate() throws {
    if let replication, replication < 0 {
      throw ValidationError("--replication counts from 0.")
    }
  }

  /// The scenario with what was chosen of it.
  ///
  /// - Throws: `CommandFailure` (usage) where it has no such variant.
  func apply(to scenario: Scenario) throws -> Scenario {
    var scenario = scenario
    if let variant {
      let names = scenario.variants.map(\.name)
      scenario.variants = scenario.variants.filter { $0.name == variant }
      guard !scenario.variants.isEmpty else {
        let hint = Spelling.hint(for: variant, among: names, called: "variants")
        throw CommandFailure(
          .usage,
          "\(scenario.path) has no variant \"\(variant)\"" + (hint.map { "; \($0)" } ?? ""))
      }
    }
    return scenario
  }

  /// The replications chosen; `nil` where that is all of them.
  var range: Range<Int>? { replication.map { $0..<$0 + 1 } }

  /// The options that choose one replication of one variant.
  static func arguments(variant: String, replication: Int) -> [String] {
    ["--variant", ShellText.quoted(variant), "--replication", "\(replication)"]
  }
}
