import HeadgateCore
import Testing

@Suite("Backoff (rule F2)")
struct BackoffTests {
  private func settings(
    _ jitter: Jitter, initial: Nanoseconds = 100, factor: Double = 2,
    maximum: Nanoseconds = 1000, maxAttempts: Int = 10
  ) -> RetrySettings {
    RetrySettings(
      maxAttempts: maxAttempts, initial: initial, factor: factor, maximum: maximum,
      jitter: jitter)
  }

  @Test("Without jitter the delay is min(max, initial × factor^(n−1))")
  func exact() {
    let backoff = Backoff(settings(.none))
    #expect(
      (1...7).map { backoff.delay(after: $0, unit: 0.3) } == [100, 200, 400, 800, 1000, 1000, 1000])
  }

  @Test("Full jitter is uniform in [0, d], equal jitter in [d/2, d]")
  func jitter() {
    let full = Backoff(settings(.full))
    let equal = Backoff(settings(.equal))
    for (unit, share) in [(0x1p-53, 0.0), (0.25, 0.25), (0.5, 0.5), (0.75, 0.75)] {
      #expect(full.delay(after: 3, unit: unit) == Nanoseconds(400 * share))
      #expect(equal.delay(after: 3, unit: unit) == 200 + Nanoseconds(200 * share))
    }
    var random = SplitMix64(seed: 1)
    for _ in 0..<10_000 {
      let (attempt, unit) = (1 + random.below(20), random.unit())
      let d: Nanoseconds = min(1000, 100 << Nanoseconds(min(attempt - 1, 9)))
      #expect((0...d).contains(full.delay(after: attempt, unit: unit)))
      #expect((d / 2...d).contains(equal.delay(after: attempt, unit: unit)))
    }
  }

  @Test("No delay is longer than max, the first included")
  func cap() {
    let backoff = Backoff(settings(.none, initial: 5000, maximum: 1000))
    #expect(backoff.delay(after: 1, unit: 0.5) == 1000)
  }

  @Test("A slow growth goes on for as many attempts as there are")
  func slowGrowth() {
    let backoff = Backoff(
      settings(.none, initial: .second, factor: 1.01, maximum: .never, maxAttempts: 1000))
    // 1.01⁹⁹⁹ = 20,751.63924536…
    let seconds = backoff.delay(after: 1000, unit: 0.5).seconds
    #expect(abs(seconds / 20_751.639_245_36 - 1) < 1e-11)
  }

  @Test("R1: a delay belongs to its job and attempt, whatever else happens")
  func keyed() {
    func dueTimes(crowd: Int) -> [Nanoseconds] {
      let h = PipelineHarness(
        .chain(
          .stage(workers: 50), retry: RetrySettings(initial: 1_000_000, jitter: .full)))
      for _ in 0..<1 + crowd { h.submit() }
      for other in 0..<crowd {
        h.finish(UInt64(other + 1), failing: [UInt64(other + 1): .transient])
      }
      h.finish(0, failing: [0: .transient])
      return h.events(.retryScheduled).filter { $0.job == 0 }.map { Nanoseconds($0.value!) }
    }
    #expect(dueTimes(crowd: 0) == dueTimes(crowd: 20))
    #expect(dueTimes(crowd: 0).count == 1)
  }
}
