import ArgumentParser
import HeadgateLab
import HeadgateModel
import HeadgateReport
import HeadgateStore

struct FidelityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fidelity",
    abstract: "Measure how far the simulator's prediction holds on the wall clock.",
    discussion: """
      Each variant runs once in the simulator and several times in the real engine, with synthetic \
      stages that take the time that the simulator says; all runs meet the same arrivals and the \
      same work. Outside the bands the exit code is 7.

      A run takes the time that it models, so choose (--controller) and shorten (--set \
      run.duration=60s), and leave the machine alone meanwhile.
      """)

  @OptionGroup var scenario: ScenarioOptions

  @Option(
    help: ArgumentHelp(
      "Runs of the engine, at least \(FidelityStudy.fewestRuns).", valueName: "n"))
  var runs = FidelityStudy.fewestRuns

  @Option(help: "What else is to fail: inconclusive (exit code 6).")
  var failOn: FailOn?

  @Option(help: ArgumentHelp("Write the results as JSON.", valueName: "file"), completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp("Write the report as Markdown.", valueName: "file"), completion: .file())
  var markdown: String?

  @OptionGroup var output: OutputOptions

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on stderr.")
  var quiet = false

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case inconclusive
  }

  func validate() throws {
    if scenario.replications != nil {
      throw ValidationError("fidelity repeats one universe: say --runs in place of --replications.")
    }
    if runs < FidelityStudy.fewestRuns {
      throw ValidationError("--runs must be at least \(FidelityStudy.fewestRuns).")
    }
  }

  func run() async throws {
    let scenarios = try scenario.load()
    let session = FidelitySession(
      simulator: RunMode.sim.backend(), engine: RunMode.live.backend(), runs: runs,
      failsOnInconclusive: failOn == .inconclusive, isQuiet: quiet, format: output.format,
      renderer: .forStandardOutput(output.colour),
      json: try json.map { try OutputFile($0, option: "--json") },
      markdown: try markdown.map { try OutputFile($0, option: "--markdown") })
    Interruption.listen()
    try await session.run(scenarios).exit()
  }
}
