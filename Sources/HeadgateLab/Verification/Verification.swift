import HeadgateCore
public import HeadgateModel

/// One scenario on two backends that must do the same, to the last event (rule N3): the simulator,
/// and the engine on the virtual clock.
///
/// Every replication of every variant runs on both, and the results are compared. Where one differs,
/// both run it again, event by event, and the first event that differs is found.
public struct Verification: Sendable {
  let scenario: Scenario
  let reference: any RunBackend
  let candidate: any RunBackend
  let jobs: Int
  let replications: Range<Int>
  let window: Int

  /// - Parameters:
  ///   - jobs: The most replications at a time, at least 1.
  ///   - replications: Those to run; all that the scenario asks for by default.
  ///   - window: Events whose digests are compared at once, and which are kept when they differ.
  public init(
    scenario: Scenario, reference: any RunBackend, candidate: any RunBackend, jobs: Int,
    replications: Range<Int>? = nil, window: Int = 65_536
  ) {
    self.scenario = scenario
    self.reference = reference
    self.candidate = candidate
    self.jobs = jobs
    self.replications = replications ?? 0..<scenario.replications
    self.window = window
  }

  /// - Throws: `ReplicationFailure` where a replication could not be carried out, `WarmupError`
  ///   where no warm-up was found.
  public func run(
    options: ExperimentOptions = ExperimentOptions()
  ) async throws -> VerificationResult {
    let experiment = Experiment(
      scenario: scenario, backends: [reference, candidate], jobs: jobs,
      replications: replications,
      environment: RunEnvironment(
        version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0))
    guard let outcome = try await experiment.carryOut(options: options) else {
      return result(ResultPairing([], replications: replications.count), divergence: nil)
    }
    let pairing = ResultPairing(outcome.results, replications: replications.count)
    guard let first = pairing.firstDifference else { return result(pairing, divergence: nil) }
    let variant = outcome.variants[first.variant]
    return result(
      pairing,
      divergence: Divergence(
        variant: variant.name, replication: first.reference.replication,
        seed: first.reference.seed,
        differences: ResultDifference.all(first.reference, first.candidate),
        stages: variant.specification.pipeline.stages,
        events: try await compareEvents(variant, first, options)))
  }

  private func compareEvents(
    _ variant: Variant, _ pair: ResultPairing.Pair, _ options: ExperimentOptions
  ) async throws -> EventComparison {
    let search = DivergenceSearch(
      reference: reference, candidate: candidate, specification: variant.specification,
      replication: pair.reference.replication,
      digests: (pair.reference.digest, pair.candidate.digest),
      window: window, isCancelled: options.isCancelled)
    do {
      return try await search.run()
    } catch is RunInterrupted {
      return .notSearched
    }
  }

  private func result(_ pairing: ResultPairing, divergence: Divergence?) -> VerificationResult {
    VerificationResult(
      scenarioName: scenario.name, scenarioPath: scenario.path, reference: reference.mode,
      candidate: candidate.mode, variants: scenario.variants.count,
      replications: replications.count, jobs: pairing.jobs, events: pairing.events,
      digest: pairing.digest, differing: pairing.differing.count, divergence: divergence,
      isInterrupted: pairing.pairs.count < scenario.variants.count * replications.count)
  }
}
