import ArgumentParser
import Foundation
import HeadgateModel
import HeadgateReport

struct ReportCommand: ParsableCommand {
  static let defaultOutput = "Results/report.html"

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write runs as one HTML page.",
    discussion: """
      The page needs nothing else, no network either: send it to whom you like. `headgate list` \
      gives the numbers of the stored runs. stdout carries the page's path.

        headgate report 1
        headgate report 1 2 --output both.html
        headgate report first.json
      """)

  @Argument(
    help: ArgumentHelp("Numbers of stored runs, or files of result JSON.", valueName: "run"))
  var runs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The page (default: \(defaultOutput)).", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String?

  @OptionGroup var store: StoreOptions

  func run() throws {
    var named = NamedResults(storePath: store.path)
    let results = try runs.flatMap { try named.load($0) }
    if output == nil {
      try? FileManager.default.createDirectory(
        atPath: "Results", withIntermediateDirectories: true)
    }
    let file = try OutputFile(output ?? Self.defaultOutput, option: "--output")
    try file.write(HTMLReport(results: results).text)
    try StandardOutput.write(file.path + "\n")
  }
}
