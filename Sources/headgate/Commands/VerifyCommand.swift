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
      """)

  @OptionGroup var scenario: ScenarioOptions

  @OptionGroup var choice: ReplicationChoice

  @Option(
    help: ArgumentHelp("Replications at a time (default: all processors).", valueName: "n"))
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on stderr.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
  }

  func run() async throws {
    let scenarios = try scenario.load().map(choice.apply)
    Interruption.listen()
    var codes: [ExitStatus] = []
    for scenario in scenarios {
      codes.append(try await verify(scenario))
      if codes.last == .interrupted { break }
    }
    try ExitStatus.worst(codes).exit()
  }

  private func verify(_ scenario: Scenario) async throws -> ExitStatus {
    let verification = Verification(
      scenario: scenario, reference: RunMode.sim.backend(), candidate: RunMode.virtual.backend(),
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, replications: choice.range)
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
    return "headgate verify "
      + (scenario.arguments(for: result.scenarioPath)
      + ReplicationChoice.arguments(
        variant: divergence.variant, replication: divergence.replication)).joined(separator: " ")
  }
}
