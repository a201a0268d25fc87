import HeadgateCore
import HeadgateModel
import Testing

@Suite struct ControllerTests {
  private func variant(_ controller: String) throws -> Variant {
    try Sample.variant(adding: ["controller: \(controller)"])
  }

  @Test(arguments: ControllerPreset.allCases)
  func `a preset is taken by its name`(_ preset: ControllerPreset) throws {
    let named = try variant(preset.rawValue)
    #expect(named.specification.pipeline.controller == preset.settings)
    #expect(named.specification.pipeline.limiter == preset.limiter)
    #expect(named.controllerName == preset.rawValue)
    let mapped = try variant("{preset: \(preset.rawValue)}")
    #expect(mapped.specification.pipeline.controller == preset.settings)
    #expect(mapped.specification.pipeline.limiter == preset.limiter)
    #expect(mapped.controllerName == preset.rawValue)
  }

  @Test func `without a controller there is none`() throws {
    #expect(try Sample.variant().specification.pipeline.controller == nil)
    #expect(try Sample.variant().controllerName == "none")
    #expect(try variant("none").specification.pipeline.controller == nil)
  }

  @Test func `none beats the environment's controller`() throws {
    let variant = try Sample.variant(
      [9: "  environment: standard\n  stages:"], adding: ["controller: none"])
    #expect(variant.specification.pipeline.controller == nil)
  }

  @Test func `a mapping overrides its preset, and the bucket follows the rate`() throws {
    let variant = try variant("{preset: aggressive, rate: 3600/m, signal: total}")
    #expect(variant.controllerName == "custom")
    #expect(
      variant.specification.pipeline.controller
        == ControllerSettings(rate: 60, burst: 60, decrease: 0.6, signal: .total))
  }

  @Test func `every setting of a controller is taken as it is written`() throws {
    let variant = try variant(
      "{rate: 5/s, burst: 7, cost: 2, high: 70%, low: 0.1, decrease: 0.9, increase: 1, "
        + "minMultiplier: 0.5, maxMultiplier: 3, interval: 250ms, signal: submission}")
    #expect(
      variant.specification.pipeline.controller
        == ControllerSettings(
          rate: 5, burst: 7, cost: 2, high: 0.7, low: 0.1, decrease: 0.9, increase: 1,
          minMultiplier: 0.5, maxMultiplier: 3, interval: 250 * .millisecond, signal: .submission))
  }

  @Test func `presets are summed up by their figures`() {
    #expect(
      ControllerPreset.allCases.prefix(3).map(\.summary) == [
        "for testing: 10 tokens/s, cut to 30% under congestion",
        "production default: 50 tokens/s, cut to 50% under congestion",
        "high throughput: 200 tokens/s, cut to 60% under congestion",
      ])
    #expect(Set(ControllerPreset.allCases.map(\.summary)).count == 10)
  }

  @Test func `every preset steers a rate or bounds concurrency`() {
    #expect(
      ControllerPreset.rates.map(\.rawValue) == [
        "conservative", "balanced", "aggressive", "aimd", "pi", "minimum-delay", "aws-adaptive",
      ])
    #expect(ControllerPreset.limiters.map(\.rawValue) == ["vegas", "gradient2", "failsafe"])
  }
}
