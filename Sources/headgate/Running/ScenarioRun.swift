import HeadgateLab
import HeadgateModel

/// Runs one scenario whole, watched.
struct ScenarioRun {
  /// At least one.
  var backends: [any RunBackend]
  var jobs: Int
  var isQuiet: Bool

  /// - Parameter events: Receives every event; `nil` records none.
  /// - Throws: what `Experiment.run` throws.
  func result(
    of scenario: Scenario, environment: RunEnvironment,
    events: (@Sendable (TraceLot) -> Void)? = nil
  ) async throws -> RunResult {
    let start = ContinuousClock.now
    let display = isQuiet ? nil : ProgressDisplay(scenario: scenario.name)
    defer { display?.finish() }
    let experiment = Experiment(
      scenario: scenario, backends: backends, jobs: jobs, environment: environment)
    var options = ExperimentOptions.watched(scenario, by: display, isQuiet: isQuiet)
    options.events = events
    var result = try await experiment.run(options: options)
    result.environment.wallSeconds = (ContinuousClock.now - start) / .seconds(1)
    return result
  }
}
