public import HeadgateModel

/// A search for settings, from the first candidates to the verdict.
///
/// Candidates are looked for on universes 0, 1, …; the best of them and the presets compete on fresh
/// ones, and what comes out is judged on further ones that neither had seen, and on scenarios that
/// are held out. The result does not depend on `jobs`.
public struct TuningStudy: Sendable {
  let space: TuningSpace
  let scenarios: [TuningScenario]
  let backend: any FigureBackend
  let jobs: Int
  let environment: RunEnvironment

  /// - Parameters:
  ///   - scenarios: In any order; at least one that is not held out.
  ///   - backend: Gives the figures of simulated runs.
  ///   - jobs: The most runs at a time, at least 1.
  ///   - environment: Copied into the result as it stands.
  public init(
    space: TuningSpace, scenarios: [TuningScenario], backend: any FigureBackend, jobs: Int,
    environment: RunEnvironment
  ) {
    precondition(scenarios.contains { !$0.isHeldOut }, "a search needs a scenario to search on")
    precondition(!space.parameters.isEmpty, "a space has a parameter")
    precondition(!space.objectives.isEmpty, "a search is after something")
    precondition(jobs >= 1, "a study needs at least one run at a time")
    self.space = space
    self.scenarios = scenarios.filter { !$0.isHeldOut } + scenarios.filter(\.isHeldOut)
    self.backend = backend
    self.jobs = jobs
    self.environment = environment
  }

  /// Carries the whole study out.
  ///
  /// - Parameter stored: Candidates that an earlier run of the same study came to, in any order. The
  ///   search takes their figures instead of running them, and so goes on as it would have.
  /// - Throws: `TuningError`; `RunInterrupted` where it was stopped: what had finished was told to
  ///   `options.evaluated`, and a run with that as `stored` goes on from there;
  ///   `ReplicationFailure` where a live run broke. A confirmation that is stopped is left out.
  public func run(
    stored: [TuningEvaluation] = [], options: TuningOptions = TuningOptions()
  ) async throws -> TuningResult {
    let outcome = try await search(stored: stored, options: options)
    let choice = try await choose(outcome, options: options)
    var result = TuningResult(
      space: space, scenarios: scenarios.map(\.tuningName), history: outcome.history,
      runs: TuningRuns(
        search: outcome.runs, choice: choice.runs, validation: 0, importance: 0,
        candidates: outcome.evaluations.count,
        invalid: outcome.evaluations.count { $0.problem != nil }),
      finalists: choice.finalists, front: choice.front, winner: choice.winner, validation: [],
      importance: [], confirmation: nil, verdict: verdict(nil, [], problem: nil),
      environment: environment)
    guard let winner = choice.winner else { return result }
    let validation = try await validate(winner, options: options)
    result.validation = validation.contests
    result.runs.validation = validation.runs
    result.verdict = verdict(winner, validation.contests, problem: validation.problem)
    let importance = try await importance(of: winner, outcome, options: options)
    result.importance = importance.list
    result.runs.importance = importance.runs
    result.confirmation = try await confirm(choice, options: options)
    return result
  }
}

extension TuningScenario {
  fileprivate var tuningName: TuningScenarioName {
    let scenario = template.scenario
    return TuningScenarioName(
      name: scenario.name, path: scenario.path, sha256: scenario.sha256, isHeldOut: isHeldOut)
  }
}
