import ArgumentParser
import Foundation
import HeadgateModel
import HeadgateReport

struct TuneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Search settings of controller and pipeline, and prove what they are worth.",
    discussion: """
      A space says which settings may vary, what is wanted of the scenarios, and what must hold. \
      Candidates meet the same simulated universes; the best of them and the presets compete on fresh \
      ones, and what comes out is held against every preset on further ones that neither had seen, \
      and on scenarios that are held out. Where it is not worse anywhere, it is written as a preset \
      to \(PresetFolder.defaultPath), usable by name.

      The result depends on the seed and not on --jobs. Each generation is kept in the store: a study \
      that was stopped goes on with the same command.

      Exit codes: 0 better or equivalent, 2 refused: no preset is written.

        headgate tune first.yaml --space first.space.yaml
        headgate run first.yaml --preset tuned-first
        headgate schema --space
      """)

  @Argument(
    help: "Scenarios to search on.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String]

  @Option(
    help: ArgumentHelp("The space: what may vary, and what is wanted.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var space: String

  @Option(
    help: ArgumentHelp(
      "A scenario that the search never sees, and what is found is judged on. May repeat.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var heldOut: [String] = []

  @OptionGroup var search: TuneSearchOptions

  @OptionGroup var changes: SettingOptions

  @Option(help: ArgumentHelp("What to call the preset (default: as the space).", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Runs at a time; the result does not depend on it (default: all processors).",
      valueName: "n"))
  var jobs: Int?

  @OptionGroup(title: "On the wall clock") var confirm: ConfirmOptions

  @OptionGroup var store: StoreOptions

  @Flag(help: "Keep no candidate: a study that is stopped starts anew.")
  var noStore = false

  @Option(help: ArgumentHelp("Write the result as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write the report as Markdown.", valueName: "file"), completion: .file())
  var markdown: String?

  @Option(
    help: ArgumentHelp("Write the report as an HTML page.", valueName: "file"), completion: .file())
  var html: String?

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
    let overrides = changes.overrides
    var plan = try TuneInputs(
      files: files, heldOut: heldOut, space: space, overrides: overrides
    ).load()
    plan.space = search.apply(to: plan.space)
    let session = TuneSession(
      plan: plan, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      confirmation: try confirm.settings(plan, overrides), isQuiet: quiet, format: output.format,
      renderer: .forStandardOutput(output.colour),
      destinations: try TuneDestinations(
        preset: name ?? plan.space.name, storePath: noStore ? nil : store.path, json: json,
        markdown: markdown, html: html))
    Interruption.listen()
    try await session.run().exit()
  }
}
