import HeadgateCore

/// Random settings of a walk. Times are tens of nanoseconds, so that many things happen at once.
enum WalkSettings {
  static func pipeline(_ random: inout SplitMix64) -> PipelineSettings {
    let lease = Nanoseconds(random.below(60))
    return PipelineSettings(
      queue: QueueSettings(
        capacity: random.pick([0, 1, 2, 5, nil]),
        onFull: random.pick(OverflowPolicy.allCases),
        aging: random.chance(0.2) ? 15 : nil),
      retry: RetrySettings(
        maxAttempts: 1 + random.below(4), initial: Nanoseconds(random.below(30)),
        factor: 2, maximum: 50, jitter: random.pick(Jitter.allCases),
        resume: random.pick(ResumePolicy.allCases)),
      lease: lease, heartbeat: heartbeat(lease, &random),
      stages: (0..<1 + random.below(4)).map { stage($0, &random) },
      controller: random.chance(0.6) ? controller(&random) : nil,
      limiter: random.chance(0.4) ? limiter(&random) : nil)
  }

  private static func heartbeat(
    _ lease: Nanoseconds, _ random: inout SplitMix64
  ) -> Heartbeat? {
    guard lease > 1, random.chance(0.5) else { return nil }
    return random.chance(0.4) ? .never : .every(1 + Nanoseconds(random.below(Int(lease) - 1)))
  }

  static func plan(_ random: inout SplitMix64) -> RecordingPlan {
    RecordingPlan(
      warmup: random.pick([0, 50]), loadEnd: random.pick([nil, 300]),
      step: random.pick([97, .second]), priorities: [0, 1, 2])
  }

  private static func stage(_ index: Int, _ random: inout SplitMix64) -> StageSettings {
    let batch = random.pick([1, 1, 2, 4])
    return .stage(
      "s\(index)", workers: 1 + random.below(3), buffer: random.pick([0, 1, 3, nil]),
      batch: batch, linger: random.pick([0, 0, 7, 20]),
      handling: random.chance(0.3) ? handling(&random) : nil,
      deadline: random.chance(0.4) ? Nanoseconds(1 + random.below(40)) : nil,
      breaker: random.chance(0.4) ? breaker(&random) : nil)
  }

  private static func handling(_ random: inout SplitMix64) -> HandlingSettings {
    HandlingSettings(time: Nanoseconds(1 + random.below(30)), perSecond: random.pick([nil, 3, 20]))
  }

  private static func breaker(_ random: inout SplitMix64) -> BreakerSettings {
    let window = 1 + random.below(5)
    return BreakerSettings(
      threshold: random.pick([0.3, 0.5, 1]), window: window, minimum: 1 + random.below(window),
      openFor: Nanoseconds(1 + random.below(40)), probes: 1 + random.below(3))
  }

  private static func controller(_ random: inout SplitMix64) -> ControllerSettings {
    let cost = random.pick([0.5, 1, 2])
    return ControllerSettings(
      rate: random.pick([2e7, 1e8, 3.3e8]), burst: cost + random.pick([0, 0.25, 3]), cost: cost,
      interval: random.pick([25, 60]), signal: random.pick(ControllerSignal.allCases),
      algorithm: algorithm(&random))
  }

  private static func algorithm(_ random: inout SplitMix64) -> RateAlgorithm {
    switch random.pick(RateAlgorithm.Name.allCases) {
    case .fixed: .fixed
    case .watermark: .watermark(WatermarkSettings())
    case .aimd: .aimd(AIMDRateSettings())
    case .pi: .pi(PISettings(target: 10))
    case .minimumDelay: .minimumDelay(MinimumDelaySettings(target: 5, window: 40))
    case .awsAdaptive:
      .awsAdaptive(AWSAdaptiveSettings(on: random.pick(ThrottleSource.allCases)))
    }
  }

  private static func limiter(_ random: inout SplitMix64) -> LimiterSettings {
    let algorithm: LimitAlgorithm =
      switch random.pick(LimitAlgorithm.Name.allCases) {
      case .fixed: .fixed
      case .aimd: .aimd(AIMDLimitSettings(timeout: 40))
      case .vegas: .vegas(VegasLimitSettings(probe: 2))
      case .gradient2: .gradient2(Gradient2LimitSettings(smoothing: 1))
      case .failsafe: .failsafe(FailsafeLimitSettings(length: 20, longest: 60, samples: 2))
      }
    let window = LimitWindowSettings(length: 20, samples: 2, least: 0)
    return LimiterSettings(
      initial: random.pick([1, 3, 6]), min: 1, max: 20,
      window: random.chance(0.3) ? window : nil, algorithm: algorithm)
  }
}
