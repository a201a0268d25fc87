import HeadgateCore
import Testing

@Suite("The quota of the service behind a stage (rule S8)")
struct QuotaTests {
  private static let ms = Nanoseconds.millisecond

  /// Batches of up to four take 10 ms a job; 100 units a second, and four at once.
  private func stage(
    burst: Double = 4, refusal: Nanoseconds = 2 * ms, countsRefused: Bool = true,
    timeout: Nanoseconds? = nil, faults: [FaultSettings] = []
  ) -> PlannedStage {
    PlannedStage(
      StageSettings(
        name: "a", workers: 1, batchSize: 4,
        service: ServiceSettings(perItem: .constant(1e7)), timeout: timeout,
        quota: QuotaSettings(
          rate: 100, burst: burst, refusal: refusal, countsRefused: countsRefused)),
      faults: faults)
  }

  private func fault(
    _ effect: FaultEffect, at: Nanoseconds, for duration: Nanoseconds
  ) -> FaultSettings {
    FaultSettings(at: at, duration: duration, stage: 0, effect: effect)
  }

  @Test("S8: it is full at the start, and each job of a batch takes a unit")
  func fullAtTheStart() {
    let stage = stage()
    #expect(stage.batch(3, at: 0) == .all(.succeeded, 3, took: 30 * Self.ms))
    #expect(stage.batch(at: 0) == .all(.succeeded, took: 10 * Self.ms))
    #expect(stage.batch(at: 0) == .all(.throttled, took: 2 * Self.ms))
  }

  @Test("S8: a batch that finds too few units is refused as a whole, and takes a refusal's time")
  func allOrNothing() {
    let stage = stage()
    #expect(stage.batch(2, at: 0) == .all(.succeeded, 2, took: 20 * Self.ms))
    #expect(stage.batch(3, at: 0) == .all(.throttled, 3, took: 2 * Self.ms))
  }

  @Test("S8: units come at the rate, to the nanosecond")
  func exactRefill() {
    for late in [Nanoseconds(0), 1] {
      let stage = stage(countsRefused: false)
      _ = stage.batch(4, at: 0)
      let result = stage.batch(at: 10 * Self.ms - late).results
      #expect(result == [late == 0 ? .succeeded : .throttled])
    }
  }

  @Test("S8: a refused batch uses up what units there are, or none where refusals do not count")
  func countsRefused() {
    let counting = stage()
    _ = counting.batch(4, at: 0)
    #expect(counting.batch(3, at: 25 * Self.ms).results[0] == .throttled)
    #expect(counting.batch(at: 34 * Self.ms).results == [.throttled])
    #expect(counting.batch(at: 44 * Self.ms).results == [.succeeded])
    let lenient = stage(countsRefused: false)
    _ = lenient.batch(4, at: 0)
    #expect(lenient.batch(3, at: 25 * Self.ms).results[0] == .throttled)
    #expect(lenient.batch(3, at: 30 * Self.ms).results[0] == .succeeded)
  }

  @Test("S8: asked more often than it refills, a quota that counts refusals lets nobody in")
  func starvation() {
    let stage = stage()
    _ = stage.batch(4, at: 0)
    let results = (1...100).flatMap { stage.batch(at: $0 * 9 * Self.ms).results }
    #expect(results.allSatisfy { $0 == .throttled })
  }

  @Test("F6: while it is cut, units come at their share of the rate; several cuts multiply")
  func cuts() {
    let faults = [
      fault(.quota(0.5), at: 10 * Self.ms, for: 40 * Self.ms),
      fault(.quota(0.5), at: 30 * Self.ms, for: 40 * Self.ms),
    ]
    // 1 unit at 10 ms, 2 at 30, 2.5 at 50, 3.5 at 70; 3 at 60.
    for (moment, units) in [(10, 1), (30, 2), (60, 3), (75, 4)] {
      for late in [Nanoseconds(0), 1] {
        let stage = stage(faults: faults)
        _ = stage.batch(4, at: 0)
        let result = stage.batch(units, at: Nanoseconds(moment) * Self.ms - late).results[0]
        #expect(result == (late == 0 ? .succeeded : .throttled), "\(units) at \(moment)")
      }
    }
  }

  @Test("S8, F6: slowdowns do not concern refusals; outages, stalls and timeouts do")
  func otherFaults() {
    func refused(_ effect: FaultEffect) -> PlannedStage.Batch {
      let stage = stage(faults: [fault(effect, at: Self.ms, for: 9 * Self.ms)])
      _ = stage.batch(4, at: 0)
      return stage.batch(at: Self.ms)
    }
    #expect(refused(.slowdown(5)) == .all(.throttled, took: 2 * Self.ms))
    #expect(refused(.outage) == .all(.outage, took: 2 * Self.ms))
    #expect(refused(.stall) == .all(.throttled, took: 9 * Self.ms))
    #expect(refused(.errors(1)) == .all(.throttled, took: 2 * Self.ms))
    let hasty = stage(timeout: Self.ms)
    _ = hasty.batch(4, at: 0)
    #expect(hasty.batch(at: 0) == .all(.timeout, took: Self.ms))
  }

  @Test("F1, F5: a refused attempt has failed: it is retried, and a breaker counts it")
  func failures() {
    let breaker = BreakerSettings(
      threshold: 0.5, window: 2, minimum: 2, openFor: 1000, probes: 1)
    let h = PipelineHarness(
      .chain(.stage(breaker: breaker), retry: .every(10, maxAttempts: 2)))
    h.submit()
    h.finish(0, failing: [0: .throttled])
    #expect(h.jobs(.backingOff) == [0])
    h.advance(to: 10)
    h.finish(0, failing: [0: .throttled])
    #expect(h.order(.failedThrottled) == [0, 0])
    #expect(h.order(.failed) == [0])
    #expect(h.events(.breaker).count == 1)
    let tally = h.pipeline.recorder.stage(0).pointee
    #expect(tally.throttled == 2)
    #expect(tally.failed == 2)
    #expect(tally.transient == 0)
  }
}
