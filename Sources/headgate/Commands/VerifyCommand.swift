import ArgumentParser
import Foundation
import HeadgateLab
import HeadgateModel
import HeadgateReport

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that simulator and engine do the same, job by job.",
    discussion: """
      Every replication of every variant runs in the simulator and in the real engine on a virtual \
      clock; events, metrics, histograms and self-checks must be the same to the last digit. Where \
      they are not, the first event that differs is shown from both sides, with the command that \
      repeats it, and the exit code is 7.

        headgate verify first.yaml
        headgate verify first.yaml --replications 3
        headgate verify --random 1..100
      """)

  @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The scenarios that these seeds draw, in place of files; the first that differs ends it.",
      valueName: "a..b"))
  var random: SeedRange?

  @OptionGroup var changes: ScenarioChanges

  @OptionGroup var choice: ReplicationChoice

  @Option(
    help: ArgumentHelp("Replications at a time (default: all processors).", valueName: "n"))
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if files.isEmpty == (random == nil) {
      throw ValidationError("name scenario files, or --random a..b.")
    }
    if random != nil, !changes.isEmpty || choice.variant != nil || choice.replication != nil {
      throw ValidationError("a random scenario is what its seed draws: --random stands alone.")
    }
  }

  func run() async throws {
    if let random { return try await verify(seeds: random.range).exit() }
    let scenarios = try changes.load(files).map(choice.apply)
    Interruption.listen()
    var codes: [ExitStatus] = []
    for scenario in scenarios {
      codes.append(try await verify(scenario))
      if codes.last == .interrupted { break }
    }
    try ExitStatus.worst(codes).exit()
  }

  private var parallelism: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  private func verify(seeds: ClosedRange<UInt64>) async throws -> ExitStatus {
    let session = ChaosSession(
      options: ChaosSession.Options(
        mode: .virtual, order: .fifo, verifies: true, jobs: parallelism, isQuiet: quiet),
      renderer: TextRenderer())
    Interruption.listen()
    let outcome = try await session.hunt(seeds)
    guard let failure = outcome.failure else {
      let coverage = outcome.coverage
      try StandardOutput.write(
        "seeds \(seeds.lowerBound)..\(seeds.upperBound): "
          + (outcome.isInterrupted ? "interrupted, equal so far" : "equal")
          + ": \(Decimal.grouped(coverage.seeds)) scenarios, "
          + "\(Decimal.grouped(coverage.jobs)) jobs, \(Decimal.grouped(coverage.events)) events\n")
      return outcome.isInterrupted ? .interrupted : .pass
    }
    try StandardOutput.write("seed \(failure.seed) breaks \(failure.breach)\n")
    let status = try await verify(failure.scenario.load())
    return status == .pass ? .notDeterministic : status
  }

  private func verify(_ scenario: Scenario) async throws -> ExitStatus {
    let verification = Verification(
      scenario: scenario, reference: RunMode.sim.backend(), candidate: RunMode.virtual.backend(),
      jobs: parallelism, replications: choice.range)
    let display = quiet ? nil : ProgressDisplay(scenario: scenario.name)
    do {
      let result = try await verification.run(
        options: .watched(scenario, by: display, isQuiet: quiet))
      display?.finish()
      let report = VerificationReport(result, repeating: repeating(result))
      try StandardOutput.write(report.text)
      if result.divergence != nil { return .notDeterministic }
      return result.isInterrupted ? .interrupted : .pass
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      display?.finish()
      StandardError.write("\(scenario.path): the run failed: \(error)\n")
      return .runFailed
    }
  }

  private func repeating(_ result: VerificationResult) -> String {
    guard let divergence = result.divergence else { return "" }
    if random != nil { return "headgate verify --random \(divergence.seed)" }
    return "headgate verify "
      + (changes.arguments(for: result.scenarioPath)
      + ReplicationChoice.arguments(
        variant: divergence.variant, replication: divergence.replication)).joined(separator: " ")
  }
}
