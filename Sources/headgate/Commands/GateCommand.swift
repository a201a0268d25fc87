import ArgumentParser
import Foundation
import HeadgateLab
import HeadgateModel
import HeadgateReport

struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Decide whether a change may pass: by thresholds, and against a baseline.",
    discussion: """
      Each scenario runs and is held to its thresholds. With --baseline it is held to its \
      `regression` list against the same replications of the baseline, mean against mean; a scenario \
      without such a list must not be worse in throughput, latency.p99 or lost jobs (paired by \
      universe, 1 % over all of them). Simulated results are exact, so this raises no false alarm.

      Measured runs are noisy, and a machine drifts. --live --against PROGRAM therefore runs both builds in ten pairs of \
      random order, and confirms what looks worse by twenty fresh pairs: the chance of a false alarm is \
      known exactly, and told with what could not have been found.

      Exit codes: 0 pass, 2 no, 5 no baseline, 6 inconclusive with --fail-on inconclusive. Of \
      several scenarios the worst counts.

        headgate baseline save main first.yaml
        headgate gate first.yaml --baseline main
        headgate gate first.yaml --baseline main --self-test
      """)

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: "How to run: sim (the default), virtual or live. May repeat.")
  var mode: [RunMode] = []

  @Option(
    help: ArgumentHelp(
      "What to hold the run against: a baseline's name, or the file of one.",
      valueName: "name|file"))
  var baseline: String?

  @OptionGroup var baselines: BaselineOptions

  @Option(
    help: ArgumentHelp(
      "What else is to fail: inconclusive (exit code 6), or changed: any event that is not the "
        + "baseline's (exit code 2). May repeat."))
  var failOn: [FailOn] = []

  @Flag(help: "Slow every stage by known factors instead, and demand that the gate fail.")
  var selfTest = false

  @Option(
    help: ArgumentHelp(
      "Replications at a time; the result does not depend on it (default: all processors).",
      valueName: "n"))
  var jobs: Int?

  @OptionGroup(title: "Measured runs") var measured: LiveGateOptions

  @OptionGroup var files: GateFileOptions

  @OptionGroup var output: OutputOptions

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on stderr.")
  var quiet = false

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case inconclusive, changed
  }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if baseline != nil, mode.contains(where: \.isWallClock) {
      throw ValidationError(
        "a stored baseline cannot gate live runs: the machine has drifted since. Gate them by "
          + "thresholds alone, without --baseline.")
    }
    if measured.live {
      if baseline != nil || selfTest || !mode.isEmpty || failOn.contains(.changed) {
        throw ValidationError(
          "--live goes without --baseline, --self-test, --mode and --fail-on changed.")
      }
      if scenario.replications != nil {
        throw ValidationError("--live runs pairs: --replications has no meaning there.")
      }
      if files.junit != nil || files.html != nil || files.benchmarkJSON != nil || files.github {
        throw ValidationError("--live writes --json and --markdown alone.")
      }
    }
    if baseline == nil, failOn.contains(.changed) {
      throw ValidationError("--fail-on changed needs a --baseline to differ from.")
    }
  }

  func run() async throws {
    let scenarios = try scenario.load()
    if measured.live { return try await measure(scenarios).exit() }
    let session = GateSession(
      run: ScenarioRun(
        backends: RunMode.backends(mode),
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, isQuiet: quiet),
      baselines: try baseline.map { try GateBaselines($0, folder: baselines.folder) },
      failsOnChange: failOn.contains(.changed), failsOnInconclusive: failOn.contains(.inconclusive),
      format: output.format, renderer: .forStandardOutput(output.colour))
    if selfTest { return try await session.testItself(scenarios).exit() }
    let destinations = try files.open()
    Interruption.listen()
    try await session.gate(scenarios, destinations).exit()
  }

  private func measure(_ scenarios: [Scenario]) async throws -> ExitStatus {
    let sides = try measured.sides(scenario.changes)
    let destinations = try files.open()
    Interruption.listen()
    return try await LiveGateSession(
      baseline: sides.baseline, candidate: sides.candidate,
      minimumEffect: measured.minimumEffect.share,
      orderSeed: measured.orderSeed ?? UInt64.random(in: 0..<1_000_000),
      failsOnInconclusive: failOn.contains(.inconclusive), isQuiet: quiet, format: output.format,
      renderer: .forStandardOutput(output.colour), json: destinations.json,
      markdown: destinations.markdown
    ).gate(scenarios)
  }
}
