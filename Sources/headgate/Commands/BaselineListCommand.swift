import ArgumentParser
import HeadgateModel
import HeadgateReport
import HeadgateStore

struct BaselineListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the baselines, and the scenarios in each.")

  @OptionGroup var baselines: BaselineOptions

  @OptionGroup var colour: ColourOptions

  func run() throws {
    let folder = baselines.folder
    var entries: [BaselineEntry] = []
    var problems: [BaselineError] = []
    for name in folder.names() {
      for scenario in folder.scenarios(of: name) {
        switch scenario {
        case .success(let result): entries.append(BaselineEntry(name: name, result))
        case .failure(let error): problems.append(error)
        }
      }
    }
    if !entries.isEmpty || problems.isEmpty {
      try StandardOutput.write(
        TextRenderer.forStandardOutput(colour).render(BaselineListTable(entries).document))
    }
    guard problems.isEmpty else {
      throw CommandFailure(.baselineMissing, problems.map(\.message).joined(separator: "\n"))
    }
  }
}
