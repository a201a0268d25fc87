import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Synchronization

/// A run of the simulator, to be observed as it was or as it was not.
struct ObservedRun {
  var specification: RunSpecification
  var events: [TraceEvent]
  var result: ReplicationResult

  init(_ specification: RunSpecification) throws {
    self.specification = specification
    let told = Mutex<[TraceEvent]>([])
    result = try SimulatorBackend().run(
      specification, replication: 0,
      options: RunOptions(events: { lot in told.withLock { $0 += lot } }))
    events = told.withLock { $0 }
  }

  /// The rule that the observer says is broken, if the run was meant to follow `believed`.
  func brokenRule(believing believed: RunSpecification? = nil) -> String? {
    var observer = RunObserver(believed ?? specification)
    observer.observe(events)
    observer.finish(result, mustDrain: true, warmup: specification.limits.warmup)
    return observer.breach?.rule
  }

  /// The place of the `n`th event of a kind.
  func place(of kind: TraceKind, _ n: Int = 0) -> Int {
    events.indices.filter { events[$0].kind == kind }[n]
  }

  /// A pipeline in which everything happens: it fills, blocks, fails, opens, crashes and recovers.
  static func busy(seed: UInt64 = 11) -> RunSpecification {
    let first = StageSettings(
      name: "first", workers: 2, buffer: 3, batchSize: 3, linger: 4 * .millisecond,
      service: ServiceSettings(perItem: .exponential(mean: 3e6)),
      failures: FailureSettings(transient: 0.2, permanent: 0.05), timeout: 20 * .millisecond)
    let second = StageSettings(
      name: "second", workers: 2, buffer: 1, service: ServiceSettings(perItem: .constant(6e6)),
      failures: FailureSettings(transient: 0.3),
      breaker: BreakerSettings(
        threshold: 0.5, window: 4, minimum: 2, openFor: 30 * .millisecond, probes: 2))
    return RunSpecification(
      seed: seed,
      pipeline: PipelineSettings(
        queue: QueueSettings(capacity: 5, onFull: .shed),
        retry: RetrySettings(
          maxAttempts: 3, initial: 10 * .millisecond, maximum: 50 * .millisecond, jitter: .equal),
        lease: 40 * .millisecond, stages: [first, second],
        controller: ControllerSettings(
          rate: 150, burst: 2, interval: 50 * .millisecond)),
      workloads: [
        WorkloadSettings(
          name: "load",
          priorities: [WeightedPriority(priority: 0, weight: 3), WeightedPriority(priority: 5)],
          arrivals: .poisson,
          phases: [PhaseSettings(name: "load", rate: 250, duration: 2 * .second)])
      ],
      faults: [
        FaultSettings(
          at: 500 * .millisecond, duration: 50 * .millisecond, stage: 1, effect: .crash(2)),
        FaultSettings(
          at: 800 * .millisecond, duration: 100 * .millisecond, stage: 1, effect: .outage),
        FaultSettings(at: .second, duration: 60 * .millisecond, stage: 0, effect: .stall),
      ]
        + [300, 350, 400, 600].map {
          FaultSettings(
            at: $0 * .millisecond, duration: 10 * .millisecond, stage: 0, effect: .crash(2))
        },
      limits: LoadLimits(duration: 2 * .second, drainTimeout: 2_000 * .second))
  }

  /// `busy` with a service behind its first stage that does not admit all of it.
  static func refused() -> RunSpecification {
    var specification = busy()
    specification.pipeline.stages[0].quota = QuotaSettings(
      rate: 40, burst: 4, refusal: 3 * .millisecond)
    specification.faults.append(
      FaultSettings(at: .second, duration: 400 * .millisecond, stage: 0, effect: .quota(0.5)))
    return specification
  }

  /// `busy` with a cache before the service behind its first stage, and a quota of that service.
  static func cached(fillOnTimeout: Bool = false) -> RunSpecification {
    var specification = busy()
    specification.pipeline.stages[0].cache = CacheSettings(
      keys: 40, skew: 0.5, hit: .millisecond, warm: 0.5, fillOnTimeout: fillOnTimeout)
    specification.pipeline.stages[0].quota = QuotaSettings(
      rate: 50, burst: 4, refusal: 3 * .millisecond)
    specification.faults.append(
      FaultSettings(at: .second, duration: 100 * .millisecond, stage: 0, effect: .flush))
    return specification
  }

  /// `busy` with sources that wait where the queue is full, without tokens.
  static func blocking() -> RunSpecification {
    var specification = busy()
    specification.pipeline.queue.onFull = .block
    specification.pipeline.controller = nil
    return specification
  }
}
