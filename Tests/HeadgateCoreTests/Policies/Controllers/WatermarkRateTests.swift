import HeadgateCore
import Testing

@Suite("Watermark controller (rules C3, C4)")
struct WatermarkRateTests {
  @Test("C4: over high it decreases, under low it increases, in between it holds still")
  func steps() {
    var control = RateControl(
      settings: ControllerSettings(rate: 100, decrease: 0.5, increase: 1.25))
    // Ratio, multiplier after it, whether it changed.
    let steps: [(Double, Double, Bool)] = [
      (0.5, 1, false), (0.81, 0.5, true), (0.8, 0.5, false), (0.3, 0.5, false),
      (0.29, 0.625, true), (0, 0.78125, true), (2, 0.390625, true), (1, 0.2, true),
      (1, 0.2, false), (0, 0.25, true),
    ]
    for (ratio, multiplier, changed) in steps {
      let reason = control.look(RateReading(depthRatio: ratio), at: 0)
      #expect(reason == (changed ? .depthRatio(ratio) : nil))
      #expect(control.multiplier == multiplier)
      #expect(control.rate == 100 * multiplier)
    }
  }

  @Test("C3: the multiplier stays within [0.2, 2] unless told otherwise")
  func clamps() {
    var control = RateControl(settings: .balanced)
    for _ in 0..<20 { _ = control.look(RateReading(depthRatio: 0), at: 0) }
    #expect(control.multiplier == 2)
    for _ in 0..<20 { _ = control.look(RateReading(depthRatio: 1), at: 0) }
    #expect(control.multiplier == 0.2)
    let narrow = ControllerSettings(rate: 1, minMultiplier: 1.5, maxMultiplier: 1.5)
    #expect(RateControl(settings: narrow).multiplier == 1.5)
  }

  @Test("C6: a complaint cuts as a full buffer does, once an interval")
  func complaints() {
    var control = RateControl(settings: ControllerSettings(rate: 1, interval: 10))
    #expect(control.complain(at: 3) == .complaint)
    #expect(control.complain(at: 12) == nil)
    #expect(control.multiplier == 0.5)
    #expect(control.complain(at: 13) == .complaint)
    #expect(control.multiplier == 0.25)
  }

  @Test(
    "C4: the presets are the original's",
    arguments: [
      (ControllerSettings.conservative, 10.0, 0.3), (.balanced, 50, 0.5), (.aggressive, 200, 0.6),
    ])
  func presets(settings: ControllerSettings, rate: Double, decrease: Double) {
    #expect(settings.rate == rate)
    #expect(
      settings.algorithm
        == .watermark(WatermarkSettings(high: 0.8, low: 0.3, decrease: decrease, increase: 1.2)))
    #expect(settings.minMultiplier == 0.2)
    #expect(settings.maxMultiplier == 2)
    #expect(settings.interval == .second)
    #expect(settings.cost == 1)
    #expect(settings.signal == .downstream)
    var control = RateControl(settings: settings)
    #expect(control.look(RateReading(depthRatio: 0.9), at: 0) != nil)
    #expect(control.rate == rate * decrease)
  }
}
