import HeadgateCore
import Testing

@Suite("Token bucket (rules C1, C2)")
struct TokenBucketTests {
  private static let year: Nanoseconds = 365 * 24 * 3600 * .second

  @Test("C1: after a virtual year of random use the level is exact to the last quantum")
  func exactOverAYear() {
    var random = SplitMix64(seed: 7)
    // One token is 10¹⁵ quanta here: whole numbers, so nothing can be rounded.
    let burst: Int128 = 40_500_000_000_000_000
    let cost: Int128 = 1_250_000_000_000_000
    var rate: Int128 = 333_333
    var bucket = TokenBucket(rate: 0.333333, burst: 40.5, cost: 1.25)
    var (level, now, taken) = (burst, Nanoseconds(0), 0)
    while now < Self.year {
      let step = 1 + random.below(60_000_000_000)
      now += Nanoseconds(step)
      level = min(burst, level + rate * Int128(step))
      if random.chance(0.01) {
        rate = 1 + Int128(random.below(3_000_000))
        bucket.setRate(Double(rate) / 1e6, at: now)
      }
      guard bucket.tokens(at: now) == Double(level) / 1e15 else {
        Issue.record("at \(now): \(bucket.tokens(at: now)) tokens, not \(level) quanta")
        return
      }
      while bucket.take(at: now) {
        level -= cost
        taken += 1
      }
      guard level >= 0, level < cost else {
        Issue.record("at \(now): \(level) quanta left after taking all")
        return
      }
    }
    #expect(taken > 1_000_000 / 2)
  }

  @Test("C1: a drained bucket is empty, and fills from then on")
  func drained() {
    var bucket = TokenBucket(rate: 100, burst: 4, cost: 1)
    bucket.drain(at: 5 * .millisecond)
    #expect(bucket.tokens(at: 5 * .millisecond) == 0)
    #expect(bucket.nextDispatch(after: 6 * .millisecond) == 15 * .millisecond)
  }

  @Test(
    "C1: never more than burst + rate·t, and after a year not one token less",
    arguments: [0.1, 3, 1000.0 / 7])
  func noDrift(rate: Double) {
    // A burst of two leaves room for what is left over within the nanosecond of a dispatch.
    var bucket = TokenBucket(rate: rate, burst: 2, cost: 1)
    let quanta = Int128((rate * 1e6).rounded())
    #expect(bucket.take(at: 0) == true)
    #expect(bucket.take(at: 0) == true)
    var now: Nanoseconds = 0
    for n in Int128(1)...100_000 {
      now = bucket.nextDispatch(after: now)
      // The n-th token after the burst: ⌈n·10¹⁵ / quanta⌉.
      guard Int128(now) == (n * 1_000_000_000_000_000 + quanta - 1) / quanta else {
        Issue.record("token \(n) comes at \(now)")
        return
      }
      guard bucket.take(at: now) else {
        Issue.record("token \(n) is not there at \(now)")
        return
      }
    }
    // A year's pause adds no more than the burst.
    #expect(bucket.tokens(at: now + Self.year) == 2)
  }

  @Test("C2: taking fails one nanosecond before the next dispatch, and succeeds at it")
  func firstPossibleNanosecond() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      let cost = 0.001 + random.unit() * 5
      let rate = 0.001 + random.unit() * random.pick([1, 1000, 1e6])
      var bucket = TokenBucket(rate: rate, burst: cost * 1.5, cost: cost)
      #expect(bucket.take(at: 0) == true)
      let due = bucket.nextDispatch(after: 0)
      var early = bucket
      #expect(early.take(at: due - 1) == false)
      #expect(bucket.nextDispatch(after: due - 1) == due)
      #expect(bucket.nextDispatch(after: due) == due)
      let before = bucket
      #expect(bucket.take(at: due) == true)
      #expect(bucket != before)
    }
  }

  @Test("C1: a change of rate holds from its moment on, and keeps what was there")
  func rateChange() {
    var bucket = TokenBucket(rate: 1, burst: 10, cost: 10)
    #expect(bucket.take(at: 0) == true)
    bucket.setRate(4, at: 2 * .second)
    #expect(bucket.tokens(at: 2 * .second) == 2)
    #expect(bucket.tokens(at: 3 * .second) == 6)
    #expect(bucket.nextDispatch(after: 2 * .second) == 4 * .second)
  }

  @Test("A moment too far to count never comes")
  func never() {
    var bucket = TokenBucket(rate: 0.000001, burst: 1e9, cost: 1e9)
    #expect(bucket.take(at: 0) == true)
    #expect(bucket.nextDispatch(after: 0) == .never)
  }

  @Test("A cost of nothing is always there")
  func free() {
    var bucket = TokenBucket(rate: 1, burst: 0, cost: 0)
    for _ in 0..<10 { #expect(bucket.take(at: 0) == true) }
    #expect(bucket.nextDispatch(after: 5) == 5)
  }
}
