import HeadgateCore
import Testing

@Suite("Gauges")
struct GaugeTests {
  @Test("The integral and the maximum of every segment are those of a naive sum, exactly")
  func againstNaiveSum() {
    var random = SplitMix64(seed: 8)
    var gauge = Gauge()
    // A year into the run, where times themselves are large.
    var now: Nanoseconds = 365 * 24 * 3600 * .second
    _ = gauge.closeSegment(at: now)
    var value: Int64 = 0
    for _ in 0..<200 {
      var integral: Int128 = 0
      var maximum = value
      for _ in 0..<random.below(100) {
        let step = Nanoseconds(random.below(5_000_000_000))
        integral += Int128(value) * Int128(step)
        now += step
        switch random.below(3) {
        case 0:
          gauge.increment(at: now)
          value += 1
        case 1:
          gauge.decrement(at: now)
          value -= 1
        default:
          let change = Int64(random.below(2001) - 1000)
          gauge.add(change, at: now)
          value += change
        }
        maximum = max(maximum, value)
      }
      let segment = gauge.closeSegment(at: now)
      #expect(Int128(segment.integral) == integral)
      #expect(segment.maximum == maximum)
      #expect(gauge.value == value)
    }
  }
}
