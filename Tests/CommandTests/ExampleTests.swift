import Foundation
import Testing

/// Commands that documentation shows are commands that run.
struct ExampleTests {
  @Test("The examples of the help run, in the order in which they stand")
  func help() throws {
    let command = try Command()
    var examples: [String] = []
    for page in [["--help"]] + HelpTests.commands.map({ ["help"] + HelpTests.words($0) }) {
      for example in Self.commands(try command.run(page).stdout, indent: "  ")
      where !examples.contains(example) {
        examples.append(example)
      }
    }
    #expect(examples.count >= 7)
    for example in examples { try run(example, with: command) }
  }

  /// A block after the line `<!-- tested -->` is a list of commands that must exit with 0.
  @Test("The README's blocks that are marked as tested run")
  func readme() throws {
    let root = Command.source("../..").standardizedFileURL
    guard
      let text = try? String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    else { return }
    let command = try Command()
    try FileManager.default.createSymbolicLink(
      at: command.folder.appendingPathComponent("Scenarios"),
      withDestinationURL: root.appendingPathComponent("Scenarios"))
    let blocks = text.matches(of: /<!-- tested -->\n```sh\n((?s).*?)```/).map(\.output.1)
    #expect(!blocks.isEmpty)
    for block in blocks {
      for line in block.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
        try run(line.replacing("scripts/headgate ", with: "headgate "), with: command)
      }
    }
  }

  private func run(_ example: String, with command: Command) throws {
    let words = example.split(separator: " ").map(String.init)
    try #require(words.first == "headgate", "an example that is no headgate command: \(example)")
    // As a shell does with what follows the command.
    let arguments = words.dropFirst().prefix { $0 != ">" && $0 != "|" }
    let outcome = try command.run(Array(arguments))
    #expect(outcome.status == 0, "\(example)\n\(outcome.stderr)")
  }

  private static func commands(_ text: String, indent: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix(indent + "headgate ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
