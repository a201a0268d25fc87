import HeadgateCore
import HeadgateModel
import Testing

@Suite struct AlgorithmTests {
  private func pipeline(_ controller: String) throws -> PipelineSettings {
    try Sample.variant(adding: ["controller: \(controller)"]).specification.pipeline
  }

  private static let rates: [(String, RateAlgorithm)] = [
    ("fixed", .fixed),
    (
      "watermark, high: 70%, low: 10%, decrease: 0.9, increase: 3",
      .watermark(WatermarkSettings(high: 0.7, low: 0.1, decrease: 0.9, increase: 3))
    ),
    (
      "aimd, high: 0.5, decrease: 0.25, increase: 10%",
      .aimd(AIMDRateSettings(high: 0.5, decrease: 0.25, increase: 0.1))
    ),
    (
      "pi, target: 2s, proportional: 0, integral: 0.5",
      .pi(PISettings(target: 2 * .second, proportional: 0, integral: 0.5))
    ),
    (
      "minimum-delay, target: 5ms, window: 100ms, decrease: 0.5, increase: 0.01",
      .minimumDelay(
        MinimumDelaySettings(
          target: 5 * .millisecond, window: 100 * .millisecond, decrease: 0.5, increase: 0.01))
    ),
    (
      "aws-adaptive, scale: 1, beta: 0.5, smoothing: 0.3, on: failures",
      .awsAdaptive(AWSAdaptiveSettings(scale: 1, beta: 0.5, smoothing: 0.3, on: .failures))
    ),
  ]

  @Test(arguments: rates)
  func `a rate's algorithm and its settings are taken as written`(
    _ text: String, _ algorithm: RateAlgorithm
  ) throws {
    #expect(
      try pipeline("{algorithm: \(text), rate: 5/s}").controller
        == ControllerSettings(rate: 5, algorithm: algorithm))
  }

  private static let limits: [(String, LimiterSettings)] = [
    ("fixed, initial: 8", LimiterSettings(initial: 8, algorithm: .fixed)),
    (
      "aimd, initial: 5, min: 2, max: 9, backoff: 0.5, timeout: 1s",
      LimiterSettings(
        initial: 5, min: 2, max: 9,
        algorithm: .aimd(AIMDLimitSettings(backoff: 0.5, timeout: .second)))
    ),
    (
      "vegas, smoothing: 0.5, alpha: 1, beta: 2, probe: 5, window: 2s",
      LimiterSettings(
        window: LimitWindowSettings(length: 2 * .second),
        algorithm: .vegas(VegasLimitSettings(smoothing: 0.5, alpha: 1, beta: 2, probe: 5)))
    ),
    (
      "gradient2, smoothing: 1, queueSize: 0, longWindow: 60, tolerance: 2, "
        + "window: {length: 1s, longest: 9s, samples: 5, least: 0s}",
      LimiterSettings(
        window: LimitWindowSettings(
          length: .second, longest: 9 * .second, samples: 5, least: 0),
        algorithm: .gradient2(
          Gradient2LimitSettings(smoothing: 1, queueSize: 0, longWindow: 60, tolerance: 2)))
    ),
    (
      "failsafe, quantile: 0.5, baseline: 60, correlation: 20, factor: 2, "
        + "window: {length: 2s, samples: 10}",
      LimiterSettings(
        algorithm: .failsafe(
          FailsafeLimitSettings(
            length: 2 * .second, samples: 10, quantile: 0.5, baseline: 60, correlation: 20,
            factor: 2)))
    ),
  ]

  @Test(arguments: limits)
  func `a limit's algorithm and its settings are taken as written`(
    _ text: String, _ limiter: LimiterSettings
  ) throws {
    let pipeline = try pipeline("{limit: {algorithm: \(text)}}")
    #expect(pipeline.limiter == limiter)
    #expect(pipeline.controller == nil)
  }

  @Test func `rate and limit may stand together`() throws {
    let both = try pipeline("{preset: balanced, limit: {algorithm: vegas}}")
    #expect(both.controller == .balanced)
    #expect(both.limiter == .vegas)
    let paced = try pipeline("{preset: vegas, rate: 5/s, algorithm: fixed}")
    #expect(paced.controller == ControllerSettings(rate: 5, algorithm: .fixed))
    #expect(paced.limiter == .vegas)
  }

  @Test func `a limit overrides its preset's, or takes it away`() throws {
    var limiter = LimiterSettings.gradient2
    limiter.max = 50
    #expect(try pipeline("{preset: gradient2, limit: {max: 50}}").limiter == limiter)
    #expect(
      try pipeline("{preset: gradient2, limit: {algorithm: aimd}}").limiter
        == LimiterSettings(algorithm: .aimd(AIMDLimitSettings())))
    let none = try pipeline("{preset: vegas, limit: none, rate: 5/s}")
    #expect(none.limiter == nil)
    #expect(none.controller?.rate == 5)
  }

  @Test func `another algorithm than the preset's keeps its bucket and bounds`() throws {
    let controller = try pipeline("{preset: aggressive, algorithm: pi}").controller
    #expect(
      controller
        == ControllerSettings(
          rate: 200, minMultiplier: 0.2, maxMultiplier: 2, algorithm: .pi(PISettings())))
  }

  @Test func `the environment's controller may have a limit beside it by path`() throws {
    let scenario = try Sample.load(
      adding: ["controller: vegas"],
      overrides: ScenarioOverrides(settings: [("controller.limit.max", "30")]))
    #expect(
      scenario.variants[0].specification.pipeline.limiter
        == LimiterSettings(max: 30, algorithm: .vegas(VegasLimitSettings())))
  }

  @Test(arguments: ControllerPreset.allCases)
  func `each preset is a controller of the command line`(_ preset: ControllerPreset) throws {
    let scenario = try Sample.load(overrides: ScenarioOverrides(controllers: [preset.rawValue]))
    #expect(scenario.variants[0].controllerName == preset.rawValue)
    #expect(scenario.variants[0].specification.pipeline.controller == preset.settings)
    #expect(scenario.variants[0].specification.pipeline.limiter == preset.limiter)
  }
}
