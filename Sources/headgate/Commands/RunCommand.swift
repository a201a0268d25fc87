import ArgumentParser
import Foundation
import HeadgateModel
import HeadgateReport

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scenarios and show what came out.",
    discussion: """
      All files are checked before the first runs. Each result is stored as soon as it is there; \
      Ctrl-C keeps what has finished, a second Ctrl-C ends at once.

      Of several files the worst exit code counts: 130, then 1, then 3, then 2.

      Of a folder every .yaml file runs, but for *.space.yaml. A table of controllers and scenarios \
      ends the report: who survived, after what time things were as before, and how much work each \
      useful piece of work took. A controller survives where every threshold held, warnings too, and \
      nothing was left in flight; the exit code goes by the thresholds of severity error alone.

        headgate run first.yaml
        headgate run first.yaml --controller balanced,aggressive --seed 7
        headgate run first.yaml --set run.duration=5m --json first.json
        headgate run metastable --controller none,balanced
      """)

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: "How to run: sim (the default), virtual or live. May repeat.")
  var mode: [RunMode] = []

  @Option(
    help: ArgumentHelp(
      "Replications at a time; the result does not depend on it (default: all processors).",
      valueName: "n"))
  var jobs: Int?

  @OptionGroup var store: StoreOptions

  @Flag(help: "Keep no result.")
  var noStore = false

  @Option(help: ArgumentHelp("Write the results as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write the thresholds as JUnit XML.", valueName: "file"),
    completion: .file())
  var junit: String?

  @Option(
    help: ArgumentHelp("Write the report as Markdown.", valueName: "file"), completion: .file())
  var markdown: String?

  @Option(
    help: ArgumentHelp("Write the report as an HTML page.", valueName: "file"), completion: .file())
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Write every event as a JSON line; replications then run one at a time.", valueName: "file"),
    completion: .file())
  var trace: String?

  @Flag(help: "Leave thresholds out of the report and of the exit code.")
  var noThresholds = false

  @OptionGroup var output: OutputOptions

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if noStore && store.store != nil {
      throw ValidationError("--store and --no-store exclude each other.")
    }
  }

  func run() async throws {
    var scenarios = try scenario.load()
    if noThresholds { scenarios = scenarios.map(\.withoutThresholds) }
    let session = RunSession(
      backends: RunMode.backends(mode),
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, isQuiet: quiet,
      format: output.format, comparesControllers: scenario.hasFolder,
      renderer: .forStandardOutput(output.colour),
      destinations: try RunDestinations(
        storePath: noStore ? nil : store.path, json: json, junit: junit, markdown: markdown,
        html: html,
        trace: trace))
    Interruption.listen()
    try await session.run(scenarios).exit()
  }
}

extension Scenario {
  /// The scenario with nothing to hold its results to.
  fileprivate var withoutThresholds: Scenario {
    var scenario = self
    for index in scenario.variants.indices { scenario.variants[index].thresholds = [] }
    return scenario
  }
}
