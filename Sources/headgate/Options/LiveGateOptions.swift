import ArgumentParser
import Foundation
import HeadgateModel

/// What a gate on measured runs is held against.
struct LiveGateOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Measure instead: this headgate against another, in pairs of random order, each run a process "
        + "of its own."))
  var live = false

  @Option(
    help: ArgumentHelp(
      "With --live: the headgate to hold this one against (default: this one).",
      valueName: "program"),
    completion: .file())
  var against: String?

  @Option(
    help: ArgumentHelp(
      "With --live: a setting of the side it is held against alone. May repeat.",
      valueName: "path=value"))
  var againstSet: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "With --live: the controller of the side it is held against.", valueName: "name"))
  var againstController: String?

  @Option(
    help: ArgumentHelp("With --live: the least change that fails.", valueName: "percent"))
  var minimumEffect: Percentage = Percentage(share: 0.03)

  @Option(
    help: ArgumentHelp(
      "With --live: decides which run of a pair comes first (default: drawn anew, and told).",
      valueName: "n"))
  var orderSeed: UInt64?

  func validate() throws {
    let isUsed =
      against != nil || !againstSet.isEmpty || againstController != nil || orderSeed != nil
    if !live, isUsed { throw ValidationError("--against and its like need --live.") }
    if live, against == nil, againstSet.isEmpty, againstController == nil {
      throw ValidationError(
        "--live needs another side: --against PROGRAM, --against-set or --against-controller.")
    }
  }

  /// The two sides; what `changes` says holds for both.
  ///
  /// - Throws: `CommandFailure` (usage) where there is no such program.
  func sides(_ changes: ScenarioChanges) throws -> (baseline: BuildRunner, candidate: BuildRunner) {
    let own = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let common = changes.common.arguments
    let other = againstSet.flatMap { ["--set", "\($0.path)=\($0.value)"] }
    let controllers = changes.controller.map { $0.names.joined(separator: ",") }
    let told =
      againstSet.map { "\($0.path)=\($0.value)" }
      + (againstController.map { ["controller=\($0)"] } ?? [])
    let program = against ?? own
    return (
      try BuildRunner(
        program: program,
        arguments: Self.words(common + other, againstController.map { [$0] } ?? controllers),
        label: ([against ?? "itself"] + told).joined(separator: " ")),
      try BuildRunner(
        program: own, arguments: Self.words(common, controllers), label: "this headgate")
    )
  }

  private static func words(_ settings: [String], _ controllers: [String]) -> [String] {
    settings + controllers.flatMap { ["--controller", $0] }
  }
}

/// `3%`.
struct Percentage: ExpressibleByArgument {
  let share: Double

  init(share: Double) { self.share = share }

  init?(argument: String) {
    guard argument.hasSuffix("%"), let percent = Double(argument.dropLast()), percent >= 0,
      percent.isFinite
    else { return nil }
    share = percent / 100
  }

  var defaultValueDescription: String { "\(share * 100)%" }
}
