import HeadgateCore
import Testing

/// A specification whose every decision is watched.
struct GoldenRun: Sendable, CustomTestStringConvertible {
  var name: String
  var specification: RunSpecification

  var testDescription: String { name }

  /// Between them they pass every rule of the machine.
  static let all =
    [steady, congested, flaky, broken, ordered, closed, abandoned, fenced, provided] + steered

  private static func poisson(_ rate: Double, size: Distribution = .constant(4096))
    -> WorkloadSettings
  {
    .short("jobs", .poisson, rate: rate, size: size)
  }

  /// Three stages behind a token bucket, blocking after service: the benchmark's pipeline.
  private static let steady = GoldenRun(
    name: "steady",
    specification: .short(
      stages: [
        .short("chunk", workers: 4, buffer: 100, time: .exponential(mean: 20e6)),
        .short("embed", workers: 6, buffer: 100, time: .exponential(mean: 50e6)),
        .short("store", workers: 4, buffer: 100, time: .exponential(mean: 30e6)),
      ],
      queue: QueueSettings(capacity: 1000),
      controller: ControllerSettings(
        rate: 100, burst: 100, minMultiplier: 1, maxMultiplier: 1),
      workloads: [poisson(80)], limits: LoadLimits(items: 2000)))

  /// A slowdown under the watermark controller, with batches that linger and sizes that matter.
  private static let congested: GoldenRun = {
    var embed = StageSettings.short(
      "embed", workers: 3, buffer: 20, time: .lognormal(mean: 30e6, cv: 0.5),
      perKiB: .constant(1e5))
    (embed.batchSize, embed.linger) = (4, 10 * .millisecond)
    embed.service.base = .gamma(mean: 15e6, cv: 0.7)
    return GoldenRun(
      name: "congested",
      specification: .short(
        stages: [.short("chunk", workers: 2, buffer: 10), embed],
        queue: QueueSettings(capacity: 200, onFull: .reject), controller: .balanced,
        workloads: [
          WorkloadSettings(
            name: "ramp", arrivals: .gamma(cv: 2),
            phases: [
              PhaseSettings(name: "up", rate: 20, endRate: 60, duration: 30 * .second),
              PhaseSettings(name: "hold", rate: 60, duration: 60 * .second),
            ], chapters: .size(.lognormal(median: 8192, p95: 65_536)))
        ],
        faults: [
          FaultSettings(at: 20 * .second, duration: 15 * .second, stage: 1, effect: .slowdown(4))
        ],
        limits: LoadLimits(duration: 60 * .second, warmup: 5 * .second)))
  }()

  /// Failures, timeouts, backoff with jitter, and a breaker.
  private static let flaky: GoldenRun = {
    var embed = StageSettings.short(
      "embed", workers: 4, buffer: 50, time: .weibull(shape: 0.7, mean: 40e6),
      failures: FailureSettings(transient: 0.15, permanent: 0.01))
    embed.timeout = 200 * .millisecond
    embed.breaker = BreakerSettings(openFor: .second)
    return GoldenRun(
      name: "flaky",
      specification: .short(
        stages: [.short("chunk", workers: 2, buffer: 50), embed, .short("store", buffer: 50)],
        queue: QueueSettings(capacity: 100, onFull: .block), retry: RetrySettings(),
        workloads: [poisson(40)],
        faults: [
          FaultSettings(at: 10 * .second, duration: 5 * .second, stage: 1, effect: .errors(0.8))
        ],
        limits: LoadLimits(duration: 40 * .second)))
  }()

  /// Crashes, leases, an outage and a stall.
  private static let broken = GoldenRun(
    name: "broken",
    specification: .short(
      stages: [
        .short("chunk", workers: 3, buffer: 5, time: .erlang(k: 3, mean: 30e6)),
        .short("embed", workers: 5, buffer: 5, time: .hyperexponential(mean: 60e6, cv: 2)),
      ],
      queue: QueueSettings(capacity: 50, onFull: .block),
      retry: RetrySettings(jitter: .equal, resume: .start), lease: 2 * .second,
      workloads: [poisson(50)],
      faults: [
        FaultSettings(at: 5 * .second, duration: 6 * .second, stage: 1, effect: .crash(3)),
        FaultSettings(at: 14 * .second, duration: 2 * .second, stage: 0, effect: .outage),
        FaultSettings(at: 20 * .second, duration: 3 * .second, stage: 1, effect: .stall),
      ],
      limits: LoadLimits(duration: 30 * .second)))

  /// A deadline after which nobody waits for the work that goes on, and retries that add to it.
  private static let abandoned: GoldenRun = {
    var embed = StageSettings.short(
      "embed", workers: 4, buffer: 50, time: .exponential(mean: 60e6))
    (embed.batchSize, embed.deadline) = (2, 400 * .millisecond)
    return GoldenRun(
      name: "abandoned",
      specification: .short(
        stages: [embed, .short("store", buffer: 50)],
        queue: QueueSettings(capacity: 100, onFull: .block), retry: RetrySettings(),
        workloads: [poisson(40)],
        faults: [
          FaultSettings(at: 10 * .second, duration: 5 * .second, stage: 0, effect: .slowdown(3))
        ],
        limits: LoadLimits(duration: 40 * .second)))
  }()

  /// Leases of running batches that run out, and failures that keep their worker.
  private static let fenced: GoldenRun = {
    var embed = StageSettings.short(
      "embed", workers: 4, buffer: 50, time: .exponential(mean: 60e6),
      failures: FailureSettings(transient: 0.1))
    embed.handling = HandlingSettings(time: 20 * .millisecond, perSecond: 3)
    embed.pressure = PressureSettings(from: 10, to: 60, slowdown: 2)
    var run = GoldenRun(
      name: "fenced",
      specification: .short(
        stages: [embed, .short("store", buffer: 50)],
        queue: QueueSettings(capacity: 100, onFull: .block), retry: RetrySettings(),
        lease: 300 * .millisecond, workloads: [poisson(40)],
        limits: LoadLimits(duration: 30 * .second)))
    run.specification.pipeline.heartbeat = Heartbeat.never
    return run
  }()

  /// A service with a quota, and a cache before it that is lost once.
  private static let provided: GoldenRun = {
    var embed = StageSettings.short("embed", workers: 4, buffer: 50, time: .exponential(mean: 40e6))
    embed.quota = QuotaSettings(rate: 30, burst: 10)
    embed.cache = CacheSettings(keys: 200, hit: .millisecond, warm: 0.8)
    return GoldenRun(
      name: "provided",
      specification: .short(
        stages: [embed, .short("store", buffer: 50)],
        queue: QueueSettings(capacity: 100, onFull: .block), retry: RetrySettings(),
        workloads: [poisson(40)],
        faults: [
          FaultSettings(at: 10 * .second, duration: .second, stage: 0, effect: .flush),
          FaultSettings(at: 15 * .second, duration: 5 * .second, stage: 0, effect: .quota(0.5)),
        ],
        limits: LoadLimits(duration: 30 * .second)))
  }()

  /// Priorities that age, a queue that sheds, recorded and sudden arrivals.
  private static let ordered = GoldenRun(
    name: "ordered",
    specification: .short(
      stages: [.short(workers: 2, buffer: 0, time: .uniform(min: 20e6, max: 80e6))],
      queue: QueueSettings(capacity: 40, onFull: .shed, aging: 500 * .millisecond),
      workloads: [
        WorkloadSettings(
          name: "bulk",
          priorities: [
            WeightedPriority(priority: 0, weight: 4), WeightedPriority(priority: 2, weight: 1),
          ],
          arrivals: .poisson,
          phases: [PhaseSettings(name: "steady", rate: 45, duration: 30 * .second)]),
        .short("sudden", .burst(items: 60, at: 12 * .second), priority: 1),
        .short(
          "recorded",
          .trace((0..<50).map { TraceEntry(at: Nanoseconds($0) * 400 * .millisecond, priority: 3) })
        ),
      ],
      limits: LoadLimits(duration: 30 * .second)))

  /// Closed clients and real chapters.
  private static let closed = GoldenRun(
    name: "closed",
    specification: .short(
      stages: [
        .short("chunk", workers: 2, buffer: nil, time: .zero, perKiB: .exponential(mean: 2e6)),
        .short(
          "embed", workers: 2, buffer: nil,
          time: .mixture([
            MixtureComponent(weight: 0.9, distribution: .exponential(mean: 50e6)),
            MixtureComponent(
              weight: 0.1, distribution: .capped(.pareto(min: 100e6, alpha: 1.5), max: 2e9)),
          ])),
      ],
      workloads: [
        WorkloadSettings(
          name: "clients", arrivals: .closed(clients: 6, thinkTime: .exponential(mean: 0.2e9)),
          chapters: .library([1500, 8200, 40_000, 3300]))
      ],
      limits: LoadLimits(duration: 60 * .second, warmup: 5 * .second)))
}
