import ArgumentParser
import Foundation
import HeadgateLab
import HeadgateModel
import HeadgateReport

struct CapacityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Find the highest load that still meets the thresholds.",
    discussion: """
      The load is a factor on all open arrival rates, on the number of closed clients, on the size \
      of a burst, and on the speed of recorded arrivals. It is doubled from an eighth on, then \
      bisected between the highest that meets the thresholds of severity error and the next that \
      does not; every load meets the same random universes. Each variant of the matrix has its own \
      answer.

      A floor on an absolute rate (throughput >= 40/s) fails at low loads: the highest stretch of \
      loads that meets everything counts, and what fails below it is told. Where what you mean is \
      that no job is lost, write completed >= 99%.

      --vary looks for the smallest whole number of a setting in place of the highest load.

      Exit codes: 0 enough, 2 where a variant carries less than --at-least (by default the \
      scenario's own load), or no value of the setting is enough.

        headgate capacity first.yaml
        headgate capacity first.yaml --controller balanced,aggressive
        headgate capacity first.yaml --vary pipeline.stages.embed.workers --load 1.5
      """)

  @OptionGroup var scenario: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "Find the smallest whole number of this setting instead: "
        + "pipeline.stages.embed.workers.", valueName: "path"))
  var vary: String?

  @Option(
    help: ArgumentHelp("With --vary: the load, as a factor (default: 1).", valueName: "factor"))
  var load: Double?

  @Option(
    help: ArgumentHelp("How near the answer must be (default: 1%).", valueName: "share"))
  var precision: Percentage?

  @Option(
    help: ArgumentHelp(
      "The factor without which the load is too little (default: 1).", valueName: "factor"))
  var atLeast: Double?

  @Option(
    help: ArgumentHelp(
      "Replications at a time; the result does not depend on it (default: all processors).",
      valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp("Write the results with all that was tried as JSON.", valueName: "file"),
    completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write the report with all that was tried as Markdown.", valueName: "file"),
    completion: .file())
  var markdown: String?

  @Option(
    help: ArgumentHelp("Write the report with its curves as an HTML page.", valueName: "file"),
    completion: .file())
  var html: String?

  @OptionGroup var output: OutputOptions

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    let factors = [("--load", load, 1e-3...1e3), ("--at-least", atLeast, 0...1e3)]
    for (option, factor, range) in factors {
      guard let factor, !range.contains(factor) else { continue }
      throw ValidationError(
        "\(option) is a factor on the scenario's load, as in \(option) 1.5, of at most 1000.")
    }
    if let precision, !(0.001...0.5).contains(precision.share) {
      throw ValidationError("--precision must be from 0.1% to 50%.")
    }
    if vary == nil, load != nil {
      throw ValidationError("--load goes with --vary: without it the load is what is looked for.")
    }
    if vary != nil, precision != nil || atLeast != nil {
      throw ValidationError("--vary finds a whole number: without --precision and --at-least.")
    }
  }

  func run() async throws {
    let scenarios = try scenario.load()
    let session = CapacitySession(
      question: question, changes: scenario.changes,
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, isQuiet: quiet,
      format: output.format, renderer: .forStandardOutput(output.colour),
      json: try json.map { try OutputFile($0, option: "--json") },
      markdown: try markdown.map { try OutputFile($0, option: "--markdown") },
      html: try html.map { try OutputFile($0, option: "--html") })
    try session.check(scenarios)
    Interruption.listen()
    try await session.run(scenarios).exit()
  }

  private var question: CapacityQuestion {
    vary.map { .setting(path: $0, load: load ?? 1) }
      ?? .load(precision: precision?.share ?? 0.01, atLeast: atLeast ?? 1)
  }
}
