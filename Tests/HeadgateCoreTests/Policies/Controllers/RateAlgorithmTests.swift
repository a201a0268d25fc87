import HeadgateCore
import Testing

@Suite("Rate algorithms by hand (rules C3, C6)")
struct RateAlgorithmTests {
  private static func control(
    _ algorithm: RateAlgorithm, rate: Double = 1, interval: Nanoseconds = 50
  ) -> RateControl {
    RateControl(
      settings: ControllerSettings(
        rate: rate, minMultiplier: 0.05, maxMultiplier: 4, interval: interval,
        algorithm: algorithm))
  }

  @Test("A fixed rate never moves, whatever is seen or complained of")
  func fixed() {
    var control = Self.control(.fixed)
    #expect(control.look(RateReading(depthRatio: 1, meanDelay: 9, leastDelay: 9), at: 50) == nil)
    #expect(control.complain(at: 60) == nil)
    control.passageEnded(at: 70)
    #expect(control.multiplier == 1)
  }

  @Test("AIMD adds a share of the base rate and cuts by a factor; a complaint's interval rests")
  func aimd() {
    var control = Self.control(
      .aimd(AIMDRateSettings(high: 0.8, decrease: 0.5, increase: 0.125)))
    let looks: [(Nanoseconds, Double, Double)] = [
      (50, 0, 1.125), (100, 0.8, 1.25), (150, 0.81, 0.625), (200, 0.5, 0.75),
    ]
    for (now, ratio, multiplier) in looks {
      #expect(control.look(RateReading(depthRatio: ratio), at: now) == .depthRatio(ratio))
      #expect(control.multiplier == multiplier)
    }
    #expect(control.complain(at: 220) == .complaint)
    #expect(control.multiplier == 0.375)
    #expect(control.look(RateReading(), at: 250) == nil)
    #expect(control.look(RateReading(), at: 300) == .depthRatio(0))
    #expect(control.multiplier == 0.5)
  }

  @Test("PI: the change of the error counts, and the error; below four targets it is kept")
  func pi() {
    var control = Self.control(
      .pi(PISettings(target: 100, proportional: 0.25, integral: 0.0625)))
    // Error 1, 0, −2, −3 for less than that, 0; each step is proportional × change + integral × error.
    let looks: [(Nanoseconds, Double)] = [
      (0, 1 + 0.0625), (100, 1.0625 - 0.25), (300, 0.8125 - 0.5 - 0.125), (1_000, 0.05),
      (100, 0.05 + 0.75),
    ]
    for (delay, multiplier) in looks {
      #expect(control.look(RateReading(meanDelay: delay), at: 0) == .delay(delay))
      #expect(control.multiplier == multiplier)
    }
    #expect(control.complain(at: 10) == .complaint)
    #expect(control.multiplier == 0.8 - 3 * 0.0625)
    // The complaint was no change of the error.
    #expect(control.look(RateReading(meanDelay: 100), at: 20) == nil)
  }

  @Test("PI's anti-windup: a long time at the floor is left as fast as a short one")
  func antiWindup() {
    func recovery(after looks: Int) -> Double {
      var control = Self.control(.pi(PISettings(target: 100)))
      for _ in 0..<looks { _ = control.look(RateReading(meanDelay: 1_000), at: 0) }
      _ = control.look(RateReading(meanDelay: 0), at: 0)
      return control.multiplier
    }
    #expect(recovery(after: 5) == recovery(after: 5_000))
  }

  @Test("Minimum delay: a standing queue is cut after a window, then sooner and sooner")
  func minimumDelay() {
    var control = Self.control(
      .minimumDelay(
        MinimumDelaySettings(target: 10, window: 100, decrease: 0.5, increase: 0.25)))
    // 100 after the start a queue has stood for a window. Cut n is followed by the next one after
    // 100 ÷ √n: 100, 70, 57, 50.
    let looks: [(Nanoseconds, Nanoseconds, Double)] = [
      (50, 20, 1.25), (100, 20, 0.625), (150, 20, 0.625), (200, 20, 0.3125), (250, 20, 0.3125),
      (300, 20, 0.15625), (350, 20, 0.15625), (400, 20, 0.078125), (450, 20, 0.05),
      // Nobody has to wait: the episode is over.
      (500, 10, 0.3), (550, 20, 0.55),
      // The next one within 16 windows takes up the pace of the last: 4 cuts, so 50 later again.
      (600, 20, 0.275), (650, 20, 0.1375),
    ]
    for (now, delay, multiplier) in looks {
      _ = control.look(RateReading(leastDelay: delay), at: now)
      #expect((control.multiplier - multiplier).magnitude < 1e-12, "at \(now)")
    }
  }

  @Test("Minimum delay: a burst that drains within the window costs nothing")
  func bursts() {
    var control = Self.control(
      .minimumDelay(
        MinimumDelaySettings(target: 10, window: 100, decrease: 0.5, increase: 0.25)))
    for now in stride(from: Nanoseconds(50), through: 1_000, by: 50) {
      _ = control.look(RateReading(leastDelay: now % 100 == 0 ? 0 : 500), at: now)
    }
    #expect(control.multiplier == 4)
    #expect(control.complain(at: 1_010) == .complaint)
    #expect(control.multiplier == 2)
  }

  // MARK: AWS adaptive

  private static let ms = Nanoseconds.millisecond

  /// Eleven answers within 0.6 s: 22/s over the first half second, 17.6/s smoothed.
  private static func measured(_ on: ThrottleSource = .throttles) -> RateControl {
    var control = Self.control(
      .awsAdaptive(AWSAdaptiveSettings(on: on)), rate: 10, interval: 500 * ms)
    for i in 0..<10 { control.passageEnded(at: Nanoseconds(i) * 40 * ms) }
    control.passageEnded(at: 600 * ms)
    return control
  }

  private static func near(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude < 1e-9 }

  @Test("AWS adaptive: nothing moves before the first throttle, which takes 30 % off what is sent")
  func firstThrottle() {
    var control = Self.measured()
    #expect(control.look(RateReading(), at: 600 * Self.ms) == nil)
    #expect(control.complain(at: 600 * Self.ms) == .complaint)
    #expect(Self.near(control.rate, 0.7 * 17.6))
  }

  @Test("AWS adaptive: CUBIC climbs to where it was throttled in K seconds, and beyond")
  func cubic() {
    var control = Self.measured()
    _ = control.complain(at: 600 * Self.ms)
    // K = ∛(17.6 × 0.3 ÷ 0.4) = 2.36333 s; ten more answers each half second keep 2 × measured away.
    let expected: [(Nanoseconds, Double)] = [
      (1_600, 0.4 * Self.cube(1 - 2.3633315009350024) + 17.6),
      (2_600, 0.4 * Self.cube(2 - 2.3633315009350024) + 17.6),
      (3_600, 0.4 * Self.cube(3 - 2.3633315009350024) + 17.6),
    ]
    for (moment, rate) in expected {
      for i in 0..<40 { control.passageEnded(at: (moment - 999 + Nanoseconds(i) * 24) * Self.ms) }
      control.passageEnded(at: moment * Self.ms)
      #expect(control.look(RateReading(), at: moment * Self.ms) != nil)
      #expect(Self.near(control.rate, rate), "at \(moment) ms")
      // Without an answer since there is nothing to go by.
      #expect(control.look(RateReading(), at: moment * Self.ms) == nil)
    }
  }

  private static func cube(_ x: Double) -> Double { x * x * x }

  @Test("AWS adaptive: never more than twice what is measured, never less than 0.5/s")
  func bounds() {
    var control = Self.measured()
    _ = control.complain(at: 600 * Self.ms)
    // One answer a second later: 1/s over it, 0.8 × 1 + 0.2 × 17.6 = 4.32/s smoothed.
    control.passageEnded(at: 1_600 * Self.ms)
    _ = control.look(RateReading(), at: 1_600 * Self.ms)
    #expect(Self.near(control.rate, 2 * 4.32))
    for second in 3..<60 { control.passageEnded(at: Nanoseconds(second) * 1_000 * Self.ms) }
    // A token a second is left; throttled again, 0.7 of it, and again.
    for second in 60..<64 { _ = control.complain(at: Nanoseconds(second) * 1_000 * Self.ms) }
    #expect(Self.near(control.rate, 0.5))
  }

  @Test("AWS adaptive counts throttles alone, unless other failures are to count too")
  func source() {
    #expect(Self.measured().countsFailures == false)
    #expect(Self.measured(.failures).countsFailures)
  }

  @Test("Each algorithm looks at its own pace, and presets span what the original's do")
  func presets() {
    #expect(ControllerSettings.aimd.interval == .second)
    #expect(ControllerSettings.pi.interval == .second)
    #expect(ControllerSettings.minimumDelay.interval == 500 * .millisecond)
    #expect(ControllerSettings.awsAdaptive.interval == 500 * .millisecond)
    for settings in [ControllerSettings.aimd, .pi, .minimumDelay, .awsAdaptive] {
      #expect(settings.rate * settings.minMultiplier == 2.5)
      #expect(settings.rate * settings.maxMultiplier == 200)
    }
  }
}
