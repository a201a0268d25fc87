import HeadgateCore
import HeadgateModel

/// Rates and limits of every kind.
extension ScenarioGenerator {
  mutating func controller() -> ControllerSettings {
    if random.chance(0.2) { return random.pick(ControllerPreset.rates).settings! }
    let cost = random.pick([0.5, 1, 1, 2.5])
    let interval = duration(near: Double(span) / random.pick([5, 20, 50]))
    let isWatermark = random.chance(0.4)
    let algorithm =
      isWatermark ? watermark() : rate(random.pick(RateAlgorithm.Name.allCases), interval)
    var controller = ControllerSettings(
      rate: rounded(rate: 1e9 / gap * random.pick([0.3, 0.8, 1.2, 5])),
      burst: cost * random.pick([1, 1, 2.5, 20]), cost: cost,
      interval: algorithm == .fixed ? nil : interval, algorithm: algorithm)
    guard random.chance(0.7) else { return controller }
    switch algorithm {
    case .watermark, .aimd: controller.signal = random.pick(ControllerSignal.allCases)
    case .fixed, .pi, .minimumDelay, .awsAdaptive: break
    }
    (controller.minMultiplier, controller.maxMultiplier) =
      random.pick([(0.2, 2), (0.05, 1), (1, 1), (2, 5)])
    return controller
  }

  private mutating func watermark() -> RateAlgorithm {
    guard random.chance(0.7) else { return .watermark(WatermarkSettings()) }
    let (low, high) = random.pick([(0.3, 0.8), (0, 0.01), (0.5, 0.51), (0.9, 3)])
    return .watermark(
      WatermarkSettings(
        high: high, low: low, decrease: random.pick([0.01, 0.3, 0.5, 1]),
        increase: random.pick([1, 1.2, 2, 100])))
  }

  private mutating func rate(
    _ name: RateAlgorithm.Name, _ interval: Nanoseconds
  ) -> RateAlgorithm {
    switch name {
    case .fixed: return .fixed
    case .watermark: return watermark()
    case .aimd:
      return .aimd(
        AIMDRateSettings(
          high: random.pick([0.01, 0.5, 0.8]), decrease: random.pick([0.1, 0.5, 1]),
          increase: random.pick([0.01, 0.05, 1])))
    case .pi:
      return .pi(
        PISettings(
          target: wait(), proportional: random.pick([0, 0.25, 3]),
          integral: random.pick([0.01, 0.05, 1])))
    case .minimumDelay:
      return .minimumDelay(
        MinimumDelaySettings(
          target: wait(), window: max(1, interval * random.pick([1, 4]) / random.pick([1, 3])),
          decrease: random.pick([0.1, 0.7, 1]), increase: random.pick([0.01, 0.05, 1])))
    case .awsAdaptive:
      return .awsAdaptive(
        AWSAdaptiveSettings(
          scale: random.pick([0.4, 50]), beta: random.pick([0.1, 0.7, 1]),
          smoothing: random.pick([0.2, 0.8, 1]),
          on: random.chance(0.8) ? .failures : .throttles))
    }
  }

  /// A wait that jobs may well have.
  private mutating func wait() -> Nanoseconds {
    random.chance(0.1) ? 1 : duration(near: gap * random.pick([0.5, 3, 30]))
  }

  // MARK: Limits

  mutating func limiter() -> LimiterSettings {
    if random.chance(0.15) { return random.pick(ControllerPreset.limiters).limiter! }
    let (initial, least, most) = random.pick([
      (1, 1, 1), (1, 1, 20), (3, 2, 200), (20, 1, 1000), (12, 5, 12), (150, 1, 2000),
    ])
    let algorithm = limit(random.pick(LimitAlgorithm.Name.allCases))
    return LimiterSettings(
      initial: initial, min: least, max: most, window: window(algorithm), algorithm: algorithm)
  }

  private mutating func limit(_ name: LimitAlgorithm.Name) -> LimitAlgorithm {
    switch name {
    case .fixed: return .fixed
    case .aimd:
      return .aimd(
        AIMDLimitSettings(
          backoff: random.pick([0.1, 0.9, 1]), timeout: duration(near: gap * random.pick([3, 300])))
      )
    case .vegas:
      return .vegas(
        VegasLimitSettings(
          smoothing: random.pick([0.1, 1]), alpha: random.pick([0.5, 3]),
          beta: random.pick([4, 6, 60]), probe: random.pick([0.5, 3, 30])))
    case .gradient2:
      return .gradient2(
        Gradient2LimitSettings(
          smoothing: random.pick([0.2, 1]), queueSize: random.pick([0, 4, 50]),
          longWindow: random.pick([5, 600]), tolerance: random.pick([1, 1.5, 10])))
    case .failsafe:
      let length = window()
      return .failsafe(
        FailsafeLimitSettings(
          length: length, longest: length * random.pick([1, 30]), samples: random.pick([1, 5, 50]),
          quantile: random.pick([0.5, 0.9, 1]), baseline: random.pick([1, 10]),
          correlation: random.pick([10, 50]), factor: random.pick([1, 5])))
    }
  }

  private mutating func window(_ algorithm: LimitAlgorithm) -> LimitWindowSettings? {
    switch algorithm.name {
    case .fixed, .failsafe: return nil
    case .aimd, .vegas, .gradient2:
      guard random.chance(0.3) else { return nil }
      let length = window()
      return LimitWindowSettings(
        length: length, longest: length * random.pick([1, 5]), samples: random.pick([1, 10]),
        least: random.pick([0, 100_000]))
    }
  }

  private mutating func window() -> Nanoseconds { duration(near: gap * random.pick([1, 20])) }
}
