import HeadgateCore
public import HeadgateModel

/// How much load a scenario carries, variant by variant, on the same random universes at every load.
///
/// Thresholds of severity `error` and the drain decide, on means over the replications as in a run.
/// The answer does not depend on `jobs`.
public struct CapacityStudy: Sendable {
  /// Gives the scenario with the setting that is varied at a value.
  public typealias Reload = @Sendable (Int) throws(InvalidScenario) -> Scenario

  private let scenario: Scenario
  private let question: CapacityQuestion
  private let backend: any RunBackend
  private let jobs: Int
  private let environment: RunEnvironment
  private let reload: Reload

  /// - Parameters:
  ///   - scenario: Every variant has a threshold of severity `error`.
  ///   - backend: On a virtual clock.
  ///   - jobs: The most replications at a time, at least 1.
  ///   - environment: Copied into the result as it stands.
  ///   - reload: Used where a setting is asked for. It may refuse values, but not 1.
  public init(
    scenario: Scenario, question: CapacityQuestion, backend: any RunBackend, jobs: Int,
    environment: RunEnvironment,
    reload: @escaping Reload = { _ in preconditionFailure("no setting is varied") }
  ) {
    precondition(!backend.mode.isWallClock, "a search needs loads that can be had again")
    self.scenario = scenario
    self.question = question
    self.backend = backend
    self.jobs = jobs
    self.environment = environment
    self.reload = reload
  }

  /// A study that is stopped keeps the variants that have their answer.
  ///
  /// - Parameter options: `events` is not used.
  /// - Throws: `ReplicationFailure` where a run could not be carried out, `WarmupError` where no
  ///   warm-up was found, `InvalidScenario` where the setting cannot be 1.
  public func run(
    options: ExperimentOptions = ExperimentOptions()
  ) async throws -> CapacityResult {
    var found: [CapacityVariant] = []
    if let warmup = try await warmup(options) {
      let progress = TrialProgress(variants: scenario.variants.count, report: options.progress)
      for place in scenario.variants.indices {
        progress.begin(place)
        let runner = TrialRunner(
          scenario: scenario, place: place, warmup: warmup, backend: backend, jobs: jobs,
          environment: environment, progress: progress, isCancelled: options.isCancelled)
        do {
          found.append(try await search(runner))
        } catch is RunInterrupted {
          break
        }
      }
    }
    return CapacityResult(
      scenarioName: scenario.name, scenarioSHA256: scenario.sha256, scenarioPath: scenario.path,
      seed: scenario.seed, replications: scenario.replications, question: question,
      variants: found, isInterrupted: found.count < scenario.variants.count,
      environment: environment)
  }

  private func search(_ runner: TrialRunner) async throws -> CapacityVariant {
    switch question {
    case .load(let precision, _): try await load(runner, precision: precision)
    case .setting(_, let load): try await setting(runner, load: load)
    }
  }

  private func load(_ runner: TrialRunner, precision: Double) async throws -> CapacityVariant {
    let own = runner.variant
    var search = LoadSearch(
      book: TrialBook { factor in
        try await runner.trial(at: factor, of: own, loadedBy: factor)
      }, precision: precision,
      isSameLoad: {
        own.specification.loaded(by: $0) == own.specification.loaded(by: $1)
      })
    let found = try await search.run()
    return CapacityVariant(runner.variant, found, in: search.book)
  }

  private func setting(_ runner: TrialRunner, load: Double) async throws -> CapacityVariant {
    func variant(_ value: Int) throws(InvalidScenario) -> Variant {
      try reload(value).variants[runner.place]
    }
    _ = try variant(1)
    var search = SettingSearch(
      book: TrialBook { value in
        try await runner.trial(at: value, of: try variant(Int(value)), loadedBy: load)
      }, isAllowed: { (try? variant($0)) != nil })
    let found = try await search.run()
    return CapacityVariant(runner.variant, found, in: search.book)
  }

  /// The warm-up of every variant and load: the scenario's own, or what MSER-5 finds at its own load;
  /// `nil` where that was stopped.
  private func warmup(_ options: ExperimentOptions) async throws -> [Nanoseconds]? {
    guard scenario.findsWarmup else {
      return scenario.variants.map(\.specification.limits.warmup)
    }
    let search = Experiment(
      scenario: scenario, backends: [backend], jobs: jobs, replications: 0..<0,
      environment: environment)
    return try await search.carryOut(
      options: ExperimentOptions(
        warmupFound: options.warmupFound, isCancelled: options.isCancelled)
    )?.variants.map(\.specification.limits.warmup)
  }
}

extension CapacityVariant {
  fileprivate init(
    _ variant: Variant, _ found: (answer: Double?, beyond: Double?, low: Double?, high: Double?),
    in book: TrialBook
  ) {
    self.init(
      name: variant.name, settings: variant.settings, trials: book.trials,
      answer: book.place(of: found.answer), beyond: book.place(of: found.beyond),
      low: found.low, high: found.high)
  }
}
