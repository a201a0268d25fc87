import Foundation
import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateReport
import Synchronization

/// One call of `headgate chaos`.
struct ChaosSession {
  struct Options {
    var mode: RunMode
    var order: ChaosOrder
    var verifies: Bool
    var jobs: Int
    var keep: String?
    var isQuiet = false

    /// Everything beside the seed that decides a run, as on the command line.
    var arguments: String {
      "--mode \(mode.rawValue) --order \(order.rawValue)" + (verifies ? " --verify" : "")
    }
  }

  let options: Options
  let renderer: TextRenderer

  private var trial: ChaosTrial {
    let backends = ChaosBackends(mode: options.mode, order: options.order)
    return ChaosTrial(
      reference: options.verifies ? backends.reference : nil, backend: backends.ofSeed)
  }

  // MARK: What is run

  /// Many seeds, up to the first that breaks a rule.
  func run(seeds: ClosedRange<UInt64>) async throws -> ExitStatus {
    try StandardOutput.write(
      "chaos: seeds \(seeds.lowerBound)..\(seeds.upperBound) \(options.arguments)\n")
    let outcome = try await hunt(seeds)
    let report = ChaosReport(outcome.coverage)
    try StandardOutput.write("\n" + renderer.render(report.document))
    if let failure = outcome.failure { return try await tell(failure) }
    try tellVerdict(outcome.isInterrupted ? "interrupted" : report.verdict)
    return outcome.isInterrupted ? .interrupted : .pass
  }

  /// Runs seeds, and tells nothing but how far it is.
  func hunt(_ seeds: ClosedRange<UInt64>) async throws -> ChaosCampaign.Outcome {
    let display = options.isQuiet ? nil : ProgressDisplay(scenario: "chaos", unit: "seeds")
    let start = ContinuousClock.now
    let outcome = try await ChaosCampaign(trial, jobs: options.jobs, hooks: hooks(seeds, display))
      .run(seeds: seeds)
    TrapWatch.rest()
    display?.finish()
    note("took \(SpanText.text(seconds: (ContinuousClock.now - start) / .seconds(1)))")
    return outcome
  }

  /// One seed, with its scenario.
  func run(seed: UInt64) async throws -> ExitStatus {
    let scenario = try ChaosScenario(seed: seed)
    try StandardOutput.write("chaos: seed \(seed) \(options.arguments)\n\n\(scenario.text)")
    for (file, text) in scenario.traces.sorted(by: { $0.key < $1.key }) {
      try StandardOutput.write("\n# \(file)\n\(text)")
    }
    return try await run(scenario) { try await tell($0) }
  }

  /// Scenario files, every variant of each.
  func run(files: [String]) async throws -> ExitStatus {
    var scenarios: [Scenario] = []
    do {
      scenarios = try files.map { try ScenarioLoader.load(path: $0) }
    } catch let invalid as InvalidScenario {
      throw CommandFailure(invalid)
    }
    for scenario in scenarios {
      for variant in scenario.variants {
        try StandardOutput.write("chaos: \(scenario.path) \(variant.name) \(options.arguments)\n")
        let status = try await run(ChaosScenario(scenario, variant)) { failure in
          try tellVerdict("\(failure.breach)", isGood: false)
          return .notDeterministic
        }
        if status != .pass { return status }
      }
    }
    return .pass
  }

  private func run(
    _ scenario: ChaosScenario,
    failing: (ChaosCampaign.Failure) async throws -> ExitStatus
  ) async throws -> ExitStatus {
    let seed = scenario.specification.seed
    TrapWatch.begin(seed, mayHang: scenario.isSmall)
    let outcome = await trial.run(scenario)
    TrapWatch.end(seed)
    TrapWatch.rest()
    if let breach = outcome.breach {
      return try await failing(
        ChaosCampaign.Failure(seed: seed, scenario: scenario, breach: breach))
    }
    try tellVerdict(
      "\(Decimal.grouped(outcome.jobs)) jobs, \(Decimal.grouped(outcome.eventCount)) events, "
        + "digest \(outcome.digest): every rule held")
    return .pass
  }

  private func hooks(
    _ seeds: ClosedRange<UInt64>, _ display: ProgressDisplay?
  ) -> ChaosCampaign.Hooks {
    let total = Int(seeds.upperBound - seeds.lowerBound) + 1
    let done = Atomic(0)
    return ChaosCampaign.Hooks(
      began: { TrapWatch.begin($0) },
      ended: { seed in
        TrapWatch.end(seed)
        let count = done.add(1, ordering: .relaxed).newValue
        display?.show(
          ExperimentProgress(
            completed: count, total: total, fraction: Double(count) / Double(total)))
      },
      isCancelled: { Interruption.isRequested })
  }

  // MARK: What is told

  /// Shrinks the scenario, writes it, and says how to repeat the failure.
  private func tell(_ failure: ChaosCampaign.Failure) async throws -> ExitStatus {
    note("seed \(failure.seed) breaks \(failure.breach.rule); shrinking its scenario")
    let trial = trial
    let judge: ScenarioShrinker.Judge = { scenario in
      TrapWatch.begin(failure.seed)
      defer { TrapWatch.end(failure.seed) }
      return await trial.run(scenario).breach
    }
    let shrunk = await ScenarioShrinker(judge: judge).shrink(failure.scenario, failure.breach)
    TrapWatch.rest()
    let path = options.keep ?? "\(failure.scenario.name).yaml"
    try write(shrunk.scenario, to: path)
    let report = ChaosFailureReport(failure, shrunk, path: path, arguments: options.arguments)
    try StandardOutput.write("\n" + report.text)
    return .notDeterministic
  }

  /// The scenario's file, with recorded arrivals beside it.
  private func write(_ scenario: ChaosScenario, to path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    try OutputFile(path, option: "--keep").write(scenario.text)
    for (file, text) in scenario.traces {
      try OutputFile(folder + file, option: "--keep").write(text)
    }
  }

  private func tellVerdict(_ text: String, isGood: Bool = true) throws {
    try StandardOutput.write(
      "\n" + renderer.render(Document([.verdict(text, isGood: isGood)])))
  }

  private func note(_ line: String) {
    if !options.isQuiet { StandardError.write("chaos: \(line)\n") }
  }
}
