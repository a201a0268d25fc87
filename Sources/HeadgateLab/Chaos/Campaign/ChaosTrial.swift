import HeadgateCore
package import HeadgateModel
import Synchronization

/// Runs one scenario and looks at everything that must hold of a run.
package struct ChaosTrial: Sendable {
  /// What is tried, for a seed: its order of equal moments may depend on it.
  package typealias BackendOfSeed = @Sendable (UInt64) -> any RunBackend

  private let backend: BackendOfSeed
  private let reference: (any RunBackend)?

  /// - Parameter reference: A backend that must give the same digest.
  package init(reference: (any RunBackend)? = nil, backend: @escaping BackendOfSeed) {
    self.backend = backend
    self.reference = reference
  }

  /// One run in so many is repeated, and must come to the same end ("unseed", as FoundationDB has
  /// it).
  package static let repeatedShare: UInt64 = 8
  /// Events after which a run that goes on is taken to be stuck. The generator's largest scenarios
  /// come to a tenth.
  private static let mostEvents = 5_000_000
  /// Asked whether to stop so often, a run that tells no events is taken to be stuck.
  private static let mostPolls = 2_000

  /// What the observer and the run's watch share.
  private struct Watch {
    var observer: RunObserver
    var polls = 0
  }

  package func run(_ scenario: ChaosScenario) async -> TrialOutcome {
    let specification = scenario.specification
    let backend = backend(specification.seed)
    var (outcome, result) = await observe(scenario, backend)
    guard outcome.breach == nil, let result else { return outcome }
    if specification.seed % Self.repeatedShare == 0 {
      outcome.breach = await compare(
        result, with: self.backend(specification.seed), specification, rule: "determinism",
        "a second run of the same seed")
    }
    if outcome.breach == nil, let reference {
      outcome.breach = await compare(
        result, with: reference, specification, rule: "verify",
        "the same scenario in \(reference.mode.rawValue)")
    }
    return outcome
  }

  private func observe(
    _ scenario: ChaosScenario, _ backend: any RunBackend
  ) async -> (TrialOutcome, ReplicationResult?) {
    let watch = Mutex(Watch(observer: RunObserver(scenario.specification)))
    let options = RunOptions(
      events: { events in watch.withLock { $0.observer.observe(events) } },
      isCancelled: {
        watch.withLock { watch in
          watch.polls += 1
          let isStuck =
            watch.polls > Self.mostPolls || watch.observer.eventCount > Self.mostEvents
          return watch.observer.breach != nil || (scenario.isSmall && isStuck)
        }
      })
    var failure: RuleBreach?
    var result: ReplicationResult?
    do {
      result = try await backend.run(scenario.specification, replication: 0, options: options)
    } catch is RunInterrupted {
      failure = RuleBreach("liveness", "the run does not come to an end")
    } catch {
      failure = RuleBreach("run", "\(error)")
    }
    var observer = watch.withLock { $0.observer }
    if let result {
      observer.finish(
        result, mustDrain: scenario.mustDrain, warmup: scenario.specification.limits.warmup)
    }
    var outcome = TrialOutcome(breach: observer.breach ?? failure)
    outcome.digest = result?.digest ?? ""
    outcome.jobs = observer.submitted
    outcome.counts = observer.counts
    outcome.ties = observer.ties
    return (outcome, result)
  }

  private func compare(
    _ result: ReplicationResult, with backend: any RunBackend, _ specification: RunSpecification,
    rule: String, _ what: String
  ) async -> RuleBreach? {
    do {
      let other = try await backend.run(specification, replication: 0, options: RunOptions())
      if other.digest != result.digest {
        return RuleBreach(rule, "digest \(result.digest), and \(other.digest) of \(what)")
      }
      if other.metrics != result.metrics || other.elapsed != result.elapsed {
        return RuleBreach(rule, "the same digest, and other figures of \(what)")
      }
      return nil
    } catch {
      return RuleBreach(rule, "\(what) failed: \(error)")
    }
  }
}
