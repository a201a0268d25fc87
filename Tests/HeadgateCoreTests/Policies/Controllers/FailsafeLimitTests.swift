import HeadgateCore
import Testing

@Suite("failsafe-go's limiter by hand (rules L2, L3)")
struct FailsafeLimitTests {
  private var limiter: ConcurrencyLimiter
  private var now: Nanoseconds = 0

  /// Windows of 100 ns and two samples; the baseline follows at a third of each window after ten.
  init() {
    limiter = ConcurrencyLimiter(
      settings: LimiterSettings(
        initial: 20, min: 1, max: 200,
        algorithm: .failsafe(
          FailsafeLimitSettings(length: 100, longest: 100, samples: 2, baseline: 10))),
      random: KeyedRandom(seed: 1, replication: 0))
  }

  /// A window of two samples; the reason where it changed the limit.
  private mutating func window(
    _ trips: (Nanoseconds, Nanoseconds), inFlight: Int, isFull: Bool = false
  ) -> LimitReason? {
    now += 101
    var reason: LimitReason?
    for trip in [trips.0, trips.1] {
      now += 1
      reason = limiter.record(
        LimitSample(.completed, roundTrip: trip, inFlight: inFlight, began: now - 1, ended: now),
        isFull: isFull)
    }
    return reason
  }

  @Test("An empty queue lets it grow by one a window, not before it has its samples")
  mutating func grows() {
    #expect(window((50, 50), inFlight: 20) == .queue(0))
    #expect(limiter.limit == 21)
    now += 200
    let alone = LimitSample(.completed, roundTrip: 50, inFlight: 20, began: 0, ended: now)
    #expect(limiter.record(alone, isFull: false) == nil)
    #expect(limiter.record(alone, isFull: false) == .queue(0))
    // The window has only just begun.
    #expect(limiter.record(alone, isFull: false) == nil)
    #expect(limiter.record(alone, isFull: false) == nil)
    #expect(limiter.limit == 22)
  }

  @Test("Three to six waiting jobs let it rest, more shrink it by one")
  mutating func shrinks() {
    #expect(window((100, 100), inFlight: 20) == .queue(0))
    // p90 of two is the longer one: 200. Recent is their mean, 150; the baseline (100 + 150) ÷ 2 = 125:
    // ⌈21 × (1 − 125 ÷ 150)⌉ = 4.
    #expect(window((100, 200), inFlight: 20) == nil)
    // Recent (100 + 200 + 1200) ÷ 3 = 500, baseline (100 + 150 + 500) ÷ 3 = 250: ⌈21 ÷ 2⌉ = 11.
    #expect(window((1, 1_200), inFlight: 20) == .queue(11))
    #expect(limiter.limit == 20)
  }

  @Test("The median of five windows keeps a single bad one out")
  mutating func median() {
    for _ in 0..<12 { _ = window((100, 100), inFlight: 20) }
    #expect(limiter.limit == 32)
    #expect(window((100, 100_000), inFlight: 20) == .queue(0))
    #expect(limiter.limit == 33)
  }

  @Test("Above five times what is in flight it shrinks")
  mutating func unused() {
    #expect(window((100, 100), inFlight: 4) == .unused)
    #expect(limiter.limit == 19)
  }

  @Test("Full, with more in flight and less throughput, it shrinks though the queue seems short")
  mutating func correlated() {
    // Round trips grow by a thousandth less than a hundredth each window, so the queue estimate stays
    // low; more in flight each time, too.
    var reasons: [LimitReason?] = []
    for i in 0..<30 {
      let trip = Nanoseconds(1_000_000 + i * 40_000)
      reasons.append(window((trip, trip), inFlight: 20 + i / 4, isFull: true))
    }
    #expect(reasons.contains(.correlation))
    #expect(!reasons.prefix(9).contains(.correlation))
    var free = FailsafeLimitTests()
    for i in 0..<30 {
      let trip = Nanoseconds(1_000_000 + i * 40_000)
      #expect(free.window((trip, trip), inFlight: 20 + i / 4) != .correlation)
    }
  }

  @Test("A complaint takes a step off, once for all that was under way; drops say nothing")
  mutating func complaints() {
    func sample(_ outcome: LimitSample.Outcome, began: Nanoseconds, ended: Nanoseconds)
      -> LimitSample
    {
      LimitSample(outcome, roundTrip: nil, inFlight: 20, began: began, ended: ended)
    }
    #expect(limiter.record(sample(.throttled, began: 5, ended: 10), isFull: true) == .complaint)
    #expect(limiter.record(sample(.throttled, began: 7, ended: 12), isFull: true) == nil)
    #expect(limiter.record(sample(.throttled, began: 11, ended: 15), isFull: true) == .complaint)
    #expect(limiter.record(sample(.dropped, began: 20, ended: 25), isFull: true) == nil)
    #expect(limiter.limit == 18)
  }
}
