import ArgumentParser
import HeadgateStore

struct BaselineDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete a baseline, all its scenarios.",
    discussion: """
        headgate baseline delete quick
      """)

  @Argument(help: "Name of the baseline.")
  var name: String

  @OptionGroup var baselines: BaselineOptions

  func run() throws {
    do {
      try baselines.folder.delete(name)
    } catch {
      throw CommandFailure(error)
    }
    try StandardOutput.write("Deleted the baseline \(name).\n")
  }
}
