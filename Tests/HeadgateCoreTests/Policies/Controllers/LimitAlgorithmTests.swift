import HeadgateCore
import Testing

@Suite("Limit algorithms by hand (rules L2, L3)")
struct LimitAlgorithmTests {
  /// Feeds samples and gives the limit after each.
  private struct Feed {
    var limiter: ConcurrencyLimiter
    var now: Nanoseconds = 0

    init(_ settings: LimiterSettings, seed: UInt64 = 1) {
      limiter = ConcurrencyLimiter(
        settings: settings, random: KeyedRandom(seed: seed, replication: 0))
    }

    mutating func complete(_ roundTrip: Nanoseconds, inFlight: Int, isFull: Bool = false) -> Int {
      now += 1
      let sample = LimitSample(
        .completed, roundTrip: roundTrip, inFlight: inFlight, began: now - 1, ended: now)
      _ = limiter.record(sample, isFull: isFull)
      return limiter.limit
    }

    mutating func fail(_ outcome: LimitSample.Outcome = .dropped, began: Nanoseconds? = nil) -> Int
    {
      now += 1
      let sample = LimitSample(
        outcome, roundTrip: nil, inFlight: 1, began: began ?? now - 1, ended: now)
      _ = limiter.record(sample, isFull: false)
      return limiter.limit
    }
  }

  @Test("A fixed limit never moves")
  func fixed() {
    var feed = Feed(LimiterSettings(initial: 7, algorithm: .fixed))
    #expect(feed.complete(1, inFlight: 7) == 7)
    #expect(feed.fail(.throttled) == 7)
  }

  @Test("AIMD: one more while half is used, nine tenths after a drop or a long round trip")
  func aimd() {
    var feed = Feed(
      LimiterSettings(
        initial: 20, min: 17, max: 21, algorithm: .aimd(AIMDLimitSettings(timeout: 100))))
    #expect(feed.complete(100, inFlight: 9) == 20)
    #expect(feed.complete(100, inFlight: 10) == 21)
    #expect(feed.complete(100, inFlight: 20) == 21)
    #expect(feed.fail() == 18)
    #expect(feed.complete(101, inFlight: 1) == 17)
    #expect(feed.fail(.throttled) == 17)
  }

  @Test("Vegas: short queue grows by 6, some by 1, enough rests, long and drops shrink by 1")
  func vegas() {
    var feed = Feed(LimiterSettings.vegas)
    // The first round trip is the base.
    #expect(feed.complete(100, inFlight: 20) == 20)
    #expect(feed.complete(100, inFlight: 20) == 26)
    // ⌈26 × 0.2⌉ = 6: between 3 and 6.
    #expect(feed.complete(125, inFlight: 13) == 26)
    // ⌈26 × 0.5⌉ = 13, over 6.
    #expect(feed.complete(200, inFlight: 26) == 25)
    // Not even half of it is used.
    #expect(feed.complete(100, inFlight: 12) == 25)
    #expect(feed.fail() == 24)
    // ⌈24 × 8 ÷ 108⌉ = 2: over 1, under 3.
    #expect(feed.complete(108, inFlight: 24) == 25)
    // A shorter round trip is the new base, and nothing else.
    #expect(feed.complete(50, inFlight: 25) == 25)
    #expect(feed.complete(100, inFlight: 25) == 24)
    #expect(feed.fail(.throttled) == 23)
  }

  @Test("Vegas: from 100 on steps are of log10, from 1000 on of 3")
  func vegasSteps() {
    for (limit, step) in [(99, 1), (100, 2), (999, 2), (1000, 3)] {
      var feed = Feed(
        LimiterSettings(initial: limit, max: 5_000, algorithm: .vegas(VegasLimitSettings())))
      #expect(feed.fail() == limit - step)
      _ = feed.complete(100, inFlight: 5_000)
      let after = limit - step
      let next = after < 100 ? 1 : after < 1_000 ? 2 : 3
      #expect(feed.complete(100, inFlight: 5_000) == after + 6 * next)
    }
  }

  @Test("Vegas: smoothing takes part of each step")
  func vegasSmoothing() {
    var feed = Feed(
      LimiterSettings(initial: 20, algorithm: .vegas(VegasLimitSettings(smoothing: 0.5))))
    _ = feed.complete(100, inFlight: 20)
    #expect(feed.complete(100, inFlight: 20) == 23)
    #expect(feed.complete(100, inFlight: 20) == 26)
  }

  @Test("Vegas: a probe after ½ to 1 times 30 limits takes the round trip of now for the base")
  func vegasProbe() {
    var counts: Set<Int> = []
    for seed in 1...20 as ClosedRange<UInt64> {
      var feed = Feed(LimiterSettings.vegas, seed: seed)
      _ = feed.complete(100, inFlight: 1)
      var count = 1
      // Too few in flight to move anything; once the base is 300, a full limit shows an empty queue.
      var hasProbed = false
      while !hasProbed, count < 1_000 {
        count += 1
        _ = feed.complete(300, inFlight: 1)
        var full = feed
        hasProbed = full.complete(300, inFlight: 20) == 26
      }
      #expect(count >= 300 && count <= 600)
      counts.insert(count)
      var again = Feed(LimiterSettings.vegas, seed: seed)
      _ = again.complete(100, inFlight: 1)
      for _ in 1..<count { _ = again.complete(300, inFlight: 1) }
      #expect(again.limiter == feed.limiter)
    }
    #expect(counts.count > 15)
  }

  @Test("Gradient2: within 1.5 times the slow average it climbs, beyond it falls, at most by half")
  func gradient2() {
    var feed = Feed(
      LimiterSettings(
        initial: 20, min: 1, max: 200,
        algorithm: .gradient2(Gradient2LimitSettings(smoothing: 0.5))))
    // Slow 100: 20 × 1 + 4, half of the way.
    #expect(feed.complete(100, inFlight: 10) == 22)
    // Not half of it in flight; the average goes on all the same: 100.
    #expect(feed.complete(100, inFlight: 10) == 22)
    // Slow (100 + 100 + 400) ÷ 3 = 200; g = 1.5 × 200 ÷ 400: 22 × 0.75 + 4 = 20.5.
    #expect(feed.complete(400, inFlight: 22) == 21)
    // Slow (600 + 3400) ÷ 4 = 1000; g = max(½, 0.44): 21.25 ÷ 2 + 4 = 14.625.
    #expect(feed.complete(3_400, inFlight: 22) == 17)
    // A drop says nothing.
    #expect(feed.fail() == 17)
  }

  @Test(
    "Gradient2: after ten round trips the average follows slowly, and is cut where it is far off")
  func gradient2Average() {
    var feed = Feed(
      LimiterSettings(
        initial: 100, min: 1, max: 1_000,
        algorithm: .gradient2(
          Gradient2LimitSettings(smoothing: 1, queueSize: 0, longWindow: 9, tolerance: 1))))
    for _ in 0..<10 { #expect(feed.complete(1_000, inFlight: 100) == 100) }
    // 1000 × 0.8 + 2000 × 0.2 = 1200 over 2000: 60 are left.
    #expect(feed.complete(2_000, inFlight: 100) == 60)
    // 1200 × 0.8 + 100 × 0.2 = 980, over 2 × 100: 0.95 of it, 931, stays. g = 1.
    #expect(feed.complete(100, inFlight: 60) == 60)
    // 931 × 0.8 + 931 × 0.2 = 931.
    #expect(feed.complete(931, inFlight: 60) == 60)
    // 931 × 0.8 + 1862 × 0.2 = 1117.2 over 1862: 0.6.
    #expect(feed.complete(1_862, inFlight: 60) == 36)
  }

  @Test("Gradient2: a complaint halves, once for all that was under way")
  func gradient2Complaints() {
    var feed = Feed(
      LimiterSettings(
        initial: 40, min: 1, max: 200,
        algorithm: .gradient2(Gradient2LimitSettings(smoothing: 1))))
    #expect(feed.fail(.throttled) == 24)
    #expect(feed.fail(.throttled, began: 0) == 24)
    feed.now += 10
    #expect(feed.fail(.throttled, began: 5) == 16)
  }
}
