import ArgumentParser
import HeadgateModel
import HeadgateReport
import HeadgateStore

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a stored run as it was shown when it ran.",
    discussion: """
      `headgate list` gives the numbers of the stored runs.

        headgate show 1
      """)

  @Argument(help: ArgumentHelp("The run's number.", valueName: "run"))
  var id: Int64

  @OptionGroup var store: StoreOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let result = try load()
    switch output.format {
    case .text:
      let renderer = TextRenderer.forStandardOutput(output.colour)
      try StandardOutput.write(renderer.render(RunReport(result).document))
    case .json:
      try StandardOutput.write(ResultText([result], isList: false).json(isWhole: true))
    }
  }

  private func load() throws -> RunResult {
    let store = try StoreAccess.open(store.path, readOnly: true)
    do {
      return try store.load(id)
    } catch {
      throw CommandFailure(.usage, error.message)
    }
  }
}
