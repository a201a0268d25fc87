import ArgumentParser
import Foundation
import HeadgateModel
import HeadgateReport
import HeadgateStore

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
    help: ArgumentHelp(
      "Numbers of stored runs, files of result JSON, or names of baselines.", valueName: "run"))
  var runs: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The page (default: \(defaultOutput)).", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String?

  @OptionGroup var store: StoreOptions

  @OptionGroup var baselines: BaselineOptions

  func run() throws {
    let source = ResultSource(
      storePath: store.path, baselines: baselines.folder,
      detail: .records(of: HTMLReport.drawn(of:)))
    let results = try runs.flatMap { try source.load($0).results }
    if output == nil {
      try? FileManager.default.createDirectory(
        atPath: "Results", withIntermediateDirectories: true)
    }
    let file = try OutputFile(output ?? Self.defaultOutput, option: "--output")
    try file.write(HTMLReport(results: results).text)
    try StandardOutput.write(file.path + "\n")
  }
}
