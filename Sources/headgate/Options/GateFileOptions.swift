import ArgumentParser
import Foundation

/// Where a gate's results go beside stdout.
struct GateFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write the results as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(help: ArgumentHelp("Write JUnit XML.", valueName: "file"), completion: .file())
  var junit: String?

  @Option(
    help: ArgumentHelp("Write the report as Markdown.", valueName: "file"), completion: .file())
  var markdown: String?

  @Option(
    help: ArgumentHelp("Write runs and comparisons as one HTML page.", valueName: "file"),
    completion: .file())
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Write figures for github-action-benchmark (customSmallerIsBetter).", valueName: "file"),
    completion: .file())
  var benchmarkJSON: String?

  @Flag(
    help: ArgumentHelp(
      "In GitHub Actions: annotations at the scenario's lines on stderr, and the report in the "
        + "step's summary."))
  var github = false

  /// - Throws: `CommandFailure` (usage) where one of them cannot be written.
  func open() throws -> GateDestinations {
    GateDestinations(
      json: try json.map { try OutputFile($0, option: "--json") },
      junit: try junit.map { try OutputFile($0, option: "--junit") },
      markdown: try markdown.map { try OutputFile($0, option: "--markdown") },
      html: try html.map { try OutputFile($0, option: "--html") },
      benchmark: try benchmarkJSON.map { try OutputFile($0, option: "--benchmark-json") },
      isOnGitHub: github,
      summaryPath: github ? ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"] : nil)
  }
}
