import HeadgateCore
public import HeadgateModel
import HeadgateStatistics

/// The simulator against the engine on the wall clock, with the same arrivals and the same work for
/// each job.
///
/// Each variant is predicted once and measured several times, always in the same random universe, so
/// that what differs between two runs is the machine and what differs from the prediction is the
/// model. Measured runs go one at a time.
public struct FidelityStudy: Sendable {
  /// Fewer runs say too little of what runs differ by among themselves.
  public static let fewestRuns = 5

  let scenario: Scenario
  let simulator: any RunBackend
  let engine: any RunBackend
  let runs: Int
  let environment: RunEnvironment

  /// - Parameters:
  ///   - engine: What is measured: a backend on the wall clock.
  ///   - runs: At least `fewestRuns`.
  ///   - environment: Copied into the result as it stands.
  public init(
    scenario: Scenario, simulator: any RunBackend, engine: any RunBackend, runs: Int,
    environment: RunEnvironment
  ) {
    precondition(runs >= Self.fewestRuns, "at least \(Self.fewestRuns) runs")
    self.scenario = scenario
    self.simulator = simulator
    self.engine = engine
    self.runs = runs
    self.environment = environment
  }

  /// A study that is stopped keeps the variants that were measured whole.
  ///
  /// - Parameter options: `events` is not used.
  /// - Throws: `ReplicationFailure` where a run could not be carried out, `WarmupError` where no
  ///   warm-up was found.
  public func run(
    options: ExperimentOptions = ExperimentOptions()
  ) async throws -> FidelityResult {
    var measured: [FidelityVariant] = []
    let variants = try await variantsWithWarmup(options)
    let monitor = ExperimentMonitor(
      total: scenario.variants.count * runs, report: options.progress)
    for (place, variant) in (variants ?? []).enumerated() {
      let observer = StudyRunner(
        variant: variant, monitor: monitor, firstSlot: place * runs,
        isCancelled: options.isCancelled)
      guard let found = try await measure(variant, observer) else { break }
      measured.append(found)
    }
    return FidelityResult(
      scenarioName: scenario.name, scenarioSHA256: scenario.sha256, scenarioPath: scenario.path,
      seed: scenario.seed, variants: measured,
      isInterrupted: measured.count < scenario.variants.count, environment: environment)
  }

  /// `nil` where it was stopped before a warm-up was found.
  private func variantsWithWarmup(_ options: ExperimentOptions) async throws -> [Variant]? {
    guard scenario.findsWarmup else { return scenario.variants }
    let search = Experiment(
      scenario: scenario, backends: [simulator], jobs: 1, replications: 0..<0,
      environment: environment)
    return try await search.carryOut(
      options: ExperimentOptions(
        warmupFound: options.warmupFound, isCancelled: options.isCancelled))?.variants
  }

  /// `nil` where it was stopped.
  private func measure(
    _ variant: Variant, _ observer: StudyRunner
  ) async throws -> FidelityVariant? {
    let specification = variant.specification
    guard let predicted = try await observer.observe(simulator, specification) else { return nil }
    var observed: [ObservedRun] = []
    for number in 0..<runs {
      guard let run = try await observer.observe(engine, specification, number: number) else {
        return nil
      }
      observed.append(run)
    }
    let overhead = StageOverhead.medians(observed.compactMap(\.result.overhead))
    var calibrated: ObservedRun?
    if !overhead.isEmpty {
      calibrated = try await observer.observe(
        simulator, specification.calibrated(by: overhead))
      guard calibrated != nil else { return nil }
    }
    return FidelityVariant(
      variant, predicted: predicted, calibrated: calibrated, observed: observed,
      overhead: overhead)
  }
}
