import HeadgateCore
import HeadgateModel

/// Carries out the trials of one variant.
struct TrialRunner: Sendable {
  let scenario: Scenario
  /// Of the variant.
  let place: Int
  /// Of every variant.
  let warmup: [Nanoseconds]
  let backend: any RunBackend
  let jobs: Int
  let environment: RunEnvironment
  let progress: TrialProgress
  let isCancelled: (@Sendable () -> Bool)?

  var variant: Variant { scenario.variants[place] }

  /// - Throws: `RunInterrupted` where it was stopped.
  func trial(
    at position: Double, of variant: Variant, loadedBy factor: Double
  ) async throws -> CapacityTrial {
    var variant = variant
    variant.specification.limits.warmup = warmup[place]
    variant.specification = variant.specification.loaded(by: factor)
    var alone = scenario
    alone.variants = [variant]
    alone.findsWarmup = false
    let experiment = Experiment(
      scenario: alone, backends: [backend], jobs: jobs, environment: environment)
    let run = try await experiment.run(options: ExperimentOptions(isCancelled: isCancelled))
    guard run.verdict != .interrupted else { throw RunInterrupted() }
    progress.count()
    return CapacityTrial(position: position, of: variant, run: run)
  }
}
