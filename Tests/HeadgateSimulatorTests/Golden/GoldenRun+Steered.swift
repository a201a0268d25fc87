import HeadgateCore

extension GoldenRun {
  /// Each algorithm that steers a rate or a limit, in a slowdown of a service that also fails.
  static let steered =
    [
      steered("aimd", .aimd), steered("pi", .pi), steered("minimum-delay", .minimumDelay),
      steered("aws-adaptive", adaptive), steered("fixed", fixed),
    ] + [
      steered("limit-fixed", limiter: LimiterSettings(initial: 8, algorithm: .fixed)),
      steered("limit-aimd", limiter: LimiterSettings(algorithm: .aimd(AIMDLimitSettings()))),
      steered("vegas", limiter: .vegas), steered("gradient2", limiter: .gradient2),
      steered("failsafe", limiter: .failsafe), steered("windowed", limiter: windowed),
      steered("both", .balanced, limiter: .vegas),
    ]

  /// Its throttles are what services say; simulated failures take their place.
  private static let adaptive = ControllerSettings(
    rate: 50, minMultiplier: 0.05, maxMultiplier: 4,
    algorithm: .awsAdaptive(AWSAdaptiveSettings(on: .failures)))

  private static let fixed = ControllerSettings(rate: 35, algorithm: .fixed)

  private static let windowed = LimiterSettings(
    window: LimitWindowSettings(), algorithm: .gradient2(Gradient2LimitSettings()))

  private static func steered(
    _ name: String, _ controller: ControllerSettings? = nil, limiter: LimiterSettings? = nil
  ) -> GoldenRun {
    var specification = RunSpecification.short(
      stages: [
        .short("chunk", workers: 2, buffer: 50, time: .exponential(mean: 10e6)),
        .short(
          "embed", workers: 4, buffer: 50, time: .exponential(mean: 60e6),
          failures: FailureSettings(transient: 0.02, permanent: 0.01)),
      ],
      queue: QueueSettings(capacity: 500), retry: RetrySettings(), controller: controller,
      workloads: [.short("jobs", .poisson, rate: 40)],
      faults: [
        FaultSettings(at: 20 * .second, duration: 20 * .second, stage: 1, effect: .slowdown(3))
      ],
      limits: LoadLimits(duration: 60 * .second))
    specification.pipeline.limiter = limiter
    return GoldenRun(name: name, specification: specification)
  }
}
