import ArgumentParser
import HeadgateModel
import HeadgateReport
import HeadgateStore

struct BaselineShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a baseline's figures.",
    discussion: """
      Histograms, series, thresholds and self-checks are not kept in a baseline.

        headgate baseline show main
      """)

  @Argument(help: "Name of the baseline.")
  var name: String

  @OptionGroup var baselines: BaselineOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let results: [RunResult]
    do {
      results = try baselines.folder.load(name)
    } catch {
      throw CommandFailure(error)
    }
    switch output.format {
    case .text:
      let renderer = TextRenderer.forStandardOutput(output.colour)
      try StandardOutput.write(
        results.map { renderer.render(BaselineReport($0, name: name).document) }
          .joined(separator: "\n"))
    case .json:
      try StandardOutput.write(
        ResultText(results, isList: results.count > 1).json(isWhole: true))
    }
  }
}
