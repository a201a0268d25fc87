import HeadgateCore
import Testing

@Suite("Samples by windows (rule L3)")
struct LimitWindowTests {
  private func sample(
    _ roundTrip: Nanoseconds?, _ inFlight: Int, at ended: Nanoseconds,
    _ outcome: LimitSample.Outcome = .completed
  ) -> LimitSample {
    LimitSample(outcome, roundTrip: roundTrip, inFlight: inFlight, began: ended - 1, ended: ended)
  }

  @Test("A window hands on its mean round trip and its greatest number in flight")
  func whole() {
    var window = LimitWindow(LimitWindowSettings(length: 100, samples: 2, least: 0))
    // The first sample ends the window that was never open.
    #expect(window.add(sample(10, 1, at: 1)) == nil)
    #expect(window.add(sample(10, 3, at: 50)) == nil)
    #expect(window.add(sample(20, 7, at: 101)) == nil)
    #expect(
      window.add(sample(60, 5, at: 102))
        == LimitSample(.completed, roundTrip: 30, inFlight: 7, began: 101, ended: 102))
  }

  @Test("A window with too few samples is not handed on")
  func few() {
    var window = LimitWindow(LimitWindowSettings(length: 100, samples: 2, least: 5))
    _ = window.add(sample(10, 1, at: 1))
    #expect(window.add(sample(10, 3, at: 102)) == nil)
    // Round trips under the least are not looked at.
    #expect(window.add(sample(4, 3, at: 210)) == nil)
    #expect(window.add(sample(10, 3, at: 211)) == nil)
  }

  @Test("One drop makes the window one, a complaint more so, and neither has a round trip")
  func drops() {
    var window = LimitWindow(LimitWindowSettings(length: 100, samples: 1, least: 0))
    _ = window.add(sample(10, 1, at: 1))
    _ = window.add(sample(nil, 1, at: 2, .dropped))
    #expect(window.add(sample(40, 1, at: 102))?.outcome == .dropped)
    _ = window.add(sample(nil, 1, at: 103, .throttled))
    _ = window.add(sample(nil, 1, at: 104, .dropped))
    let whole = window.add(sample(40, 1, at: 203))
    #expect(whole?.outcome == .throttled)
    #expect(whole?.roundTrip == 40)
  }

  @Test("The next window lasts twice the least round trip, between its bounds")
  func length() {
    var window = LimitWindow(
      LimitWindowSettings(length: 100, longest: 300, samples: 1, least: 0))
    #expect(window.add(sample(90, 1, at: 1)) != nil)
    #expect(window.add(sample(1_000, 1, at: 181)) == nil)
    #expect(window.add(sample(1_000, 1, at: 182)) != nil)
    #expect(window.add(sample(1, 1, at: 482)) == nil)
    #expect(window.add(sample(1, 1, at: 483)) != nil)
    #expect(window.add(sample(1, 1, at: 584)) != nil)
  }
}
