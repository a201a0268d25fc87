import HeadgateCore
import Testing

@Suite("Watermark controller (rules C3, C4)")
struct WatermarkControllerTests {
  @Test("C4: over high it decreases, under low it increases, in between it holds still")
  func steps() {
    var controller = WatermarkController(
      settings: ControllerSettings(rate: 100, decrease: 0.5, increase: 1.25))
    // Ratio, multiplier after it, whether it changed.
    let steps: [(Double, Double, Bool)] = [
      (0.5, 1, false), (0.81, 0.5, true), (0.8, 0.5, false), (0.3, 0.5, false),
      (0.29, 0.625, true), (0, 0.78125, true), (2, 0.390625, true), (1, 0.2, true),
      (1, 0.2, false), (0, 0.25, true),
    ]
    for (ratio, multiplier, changed) in steps {
      #expect(controller.observe(depthRatio: ratio) == changed)
      #expect(controller.multiplier == multiplier)
      #expect(controller.rate == 100 * multiplier)
    }
  }

  @Test("C3: the multiplier stays within [0.2, 2] unless told otherwise")
  func clamps() {
    var controller = WatermarkController(settings: .balanced)
    for _ in 0..<20 { _ = controller.observe(depthRatio: 0) }
    #expect(controller.multiplier == 2)
    for _ in 0..<20 { _ = controller.observe(depthRatio: 1) }
    #expect(controller.multiplier == 0.2)
    let narrow = ControllerSettings(rate: 1, minMultiplier: 1.5, maxMultiplier: 1.5)
    #expect(WatermarkController(settings: narrow).multiplier == 1.5)
  }

  @Test(
    "C4: the presets are the original's",
    arguments: [
      (ControllerSettings.conservative, 10.0, 0.3), (.balanced, 50, 0.5), (.aggressive, 200, 0.6),
    ])
  func presets(settings: ControllerSettings, rate: Double, decrease: Double) {
    #expect(settings.rate == rate)
    #expect(settings.decrease == decrease)
    #expect(settings.increase == 1.2)
    #expect(settings.high == 0.8)
    #expect(settings.low == 0.3)
    #expect(settings.minMultiplier == 0.2)
    #expect(settings.maxMultiplier == 2)
    #expect(settings.interval == .second)
    #expect(settings.cost == 1)
    #expect(settings.signal == .downstream)
    var controller = WatermarkController(settings: settings)
    #expect(controller.observe(depthRatio: 0.9) == true)
    #expect(controller.rate == rate * decrease)
  }
}
