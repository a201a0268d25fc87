import HeadgateCore
public import HeadgateModel

/// One scenario carried out: its variants, on one or more backends, replication by replication.
///
/// The result is ordered by variant, backend and replication, and does not depend on `jobs`.
/// Replications on virtual clocks are independent universes; those on the wall clock are repetitions
/// of the first, one at a time and after all others.
public struct Experiment: Sendable {
  let scenario: Scenario
  let backends: [any RunBackend]
  let jobs: Int
  let replications: Range<Int>
  let environment: RunEnvironment

  /// - Parameters:
  ///   - backends: At least one.
  ///   - jobs: The most replications at a time, at least 1.
  ///   - replications: Those to run; all that the scenario asks for by default.
  ///   - environment: Copied into the result as it stands.
  public init(
    scenario: Scenario, backends: [any RunBackend], jobs: Int, replications: Range<Int>? = nil,
    environment: RunEnvironment
  ) {
    precondition(!backends.isEmpty, "an experiment needs a backend")
    precondition(jobs >= 1, "an experiment needs at least one job at a time")
    self.scenario = scenario
    self.backends = backends
    self.jobs = jobs
    self.replications = replications ?? 0..<scenario.replications
    self.environment = environment
  }

  /// Finds the warm-up where the scenario asks for it, runs every replication, and judges.
  ///
  /// A run that is stopped gives what had finished, with the verdict `interrupted`; variants without
  /// a finished replication are left out.
  ///
  /// - Throws: `ReplicationFailure` where a replication could not be carried out, `WarmupError`
  ///   where no warm-up was found. Nothing is kept then.
  public func run(options: ExperimentOptions = ExperimentOptions()) async throws -> RunResult {
    guard let outcome = try await carryOut(options: options) else {
      return result([], verdict: .interrupted)
    }
    return judged(outcome.results, of: outcome.variants)
  }

  /// The variants with the warm-up that was found, and every replication in the order of variant,
  /// backend and replication; `nil` where it was stopped before there was a warm-up.
  func carryOut(
    options: ExperimentOptions
  ) async throws -> (variants: [Variant], results: [ReplicationResult?])? {
    let search = try scenario.findsWarmup ? warmupSearch() : nil
    let pilots = search?.plan ?? []
    let monitor = ExperimentMonitor(
      total: pilots.count + scenario.variants.count * backends.count * replications.count,
      report: options.progress)

    var variants = scenario.variants
    if let search {
      let runner = runner(of: pilots, from: 0, jobs: jobs, monitor: monitor, options: options)
      let results = try await runner.run().compactMap(\.self)
      guard results.count == pilots.count else { return nil }
      let warmup = try search.warmup(from: results)
      options.warmupFound?(warmup)
      variants = variants.map { search.applying(warmup, to: $0) }
    }
    let results = try await carryOut(
      plan(variants), after: pilots.count, monitor: monitor, options: options)
    return (variants, results)
  }

  /// Replications on the wall clock run one at a time and last, so that nothing disturbs them.
  private func carryOut(
    _ plan: [PlannedReplication], after slots: Int, monitor: ExperimentMonitor,
    options: ExperimentOptions
  ) async throws -> [ReplicationResult?] {
    var results = [ReplicationResult?](repeating: nil, count: plan.count)
    var slot = slots
    for isWallClock in [false, true] {
      let places = plan.indices.filter { plan[$0].backend.mode.isWallClock == isWallClock }
      let runner = runner(
        of: places.map { plan[$0] }, from: slot,
        jobs: isWallClock || options.events != nil ? 1 : jobs, monitor: monitor, options: options,
        events: options.events)
      for (place, result) in zip(places, try await runner.run()) { results[place] = result }
      slot += places.count
    }
    return results
  }

  private func warmupSearch() throws -> WarmupSearch {
    try WarmupSearch(
      variant: scenario.variants[0],
      backend: backends.first { $0.mode == .sim } ?? backends[0],
      replications: scenario.replications)
  }

  private func runner(
    of plan: [PlannedReplication], from slot: Int, jobs: Int, monitor: ExperimentMonitor,
    options: ExperimentOptions, events: (@Sendable (TraceLot) -> Void)? = nil
  ) -> ReplicationRunner {
    ReplicationRunner(
      plan: plan, firstSlot: slot, jobs: jobs, monitor: monitor,
      isCancelled: options.isCancelled, events: events)
  }

  private func plan(_ variants: [Variant]) -> [PlannedReplication] {
    variants.flatMap { variant in
      backends.flatMap { backend in
        replications.map {
          PlannedReplication(
            variant: variant.name, specification: variant.specification, backend: backend,
            replication: $0)
        }
      }
    }
  }

  private func judged(_ results: [ReplicationResult?], of variants: [Variant]) -> RunResult {
    var outcomes: [VariantResult] = []
    var thresholds: [ThresholdResult] = []
    var first = 0
    for variant in variants {
      for backend in backends {
        let finished = results[first..<first + replications.count].compactMap(\.self)
        first += replications.count
        guard !finished.isEmpty else { continue }
        let outcome = VariantResult(variant, mode: backend.mode, replications: finished)
        outcomes.append(outcome)
        thresholds += variant.thresholds.map { ThresholdResult($0, of: outcome) }
      }
    }
    return result(
      outcomes, thresholds: thresholds,
      verdict: results.contains { $0 == nil }
        ? .interrupted : Verdict(variants: outcomes, thresholds: thresholds))
  }

  private func result(
    _ variants: [VariantResult], thresholds: [ThresholdResult] = [], verdict: Verdict
  ) -> RunResult {
    RunResult(
      scenarioName: scenario.name, scenarioSHA256: scenario.sha256, scenarioText: scenario.text,
      scenarioPath: scenario.path, seed: scenario.seed, variants: variants,
      thresholds: thresholds, verdict: verdict, environment: environment)
  }
}
