import ArgumentParser
import Foundation
import HeadgateModel

struct BaselineSaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Save results as a baseline.",
    discussion: """
      Of a scenario, and of every .yaml file of a folder, the simulator's result is saved; a number is \
      a stored run, a .json file a result of `run --json`, and without any of them it is the latest \
      stored run. What the baseline holds of other scenarios stays.

        headgate baseline save main first.yaml
        headgate baseline save quick first.yaml --replications 3
      """)

  @Argument(help: "Name of the baseline: letters, digits, '-', '_' and '.'.")
  var name: String

  @Argument(help: "Scenario files, folders of them, runs' numbers, result files.")
  var sources: [String] = []

  @OptionGroup var changes: ScenarioChanges

  @Option(
    help: ArgumentHelp(
      "Replications at a time; the result does not depend on it (default: all processors).",
      valueName: "n"))
  var jobs: Int?

  @OptionGroup var store: StoreOptions

  @OptionGroup var baselines: BaselineOptions

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
  }

  func run() async throws {
    let source = BaselineSources(store: store, baselines: baselines.folder, changes: changes)
    let session = BaselineSession(
      name: name, folder: baselines.folder,
      run: ScenarioRun(
        backends: [RunMode.sim.backend()],
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, isQuiet: quiet))
    try session.checkName()
    let found = try source.find(sources)
    Interruption.listen()
    try await session.save(found).exit()
  }
}
