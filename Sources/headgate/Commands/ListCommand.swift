import ArgumentParser
import HeadgateReport
import HeadgateStore

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the stored runs, the latest first.")

  @OptionGroup var store: StoreOptions

  @Option(help: ArgumentHelp("The most runs to list.", valueName: "n"))
  var limit = 20

  @OptionGroup var colour: ColourOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let table = RunListTable(try entries())
    try StandardOutput.write(
      TextRenderer.forStandardOutput(colour).render(table.document))
  }

  private func entries() throws -> [RunListEntry] {
    let store = try StoreAccess.open(store.path, readOnly: true)
    do {
      return try store.list(limit: limit).map(RunListEntry.init)
    } catch {
      throw CommandFailure(.usage, error.message)
    }
  }
}
