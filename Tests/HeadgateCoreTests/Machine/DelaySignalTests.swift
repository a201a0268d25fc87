import HeadgateCore
import Testing

@Suite("Queueing delay as a controller's signal (rules C5, C6)")
struct DelaySignalTests {
  /// A controller by the mean delay against 100 ns that moves by the error alone.
  private static func pi(_ stages: StageSettings...) -> PipelineHarness {
    PipelineHarness(
      PipelineSettings(
        queue: QueueSettings(capacity: nil), stages: stages,
        controller: ControllerSettings(
          rate: 1e9, burst: 100, minMultiplier: 0.01, maxMultiplier: 100, interval: 1_000,
          algorithm: .pi(PISettings(target: 100, proportional: 0, integral: 1)))))
  }

  @Test("The delay is the mean wait for a worker over the interval, of the worst stage")
  func mean() {
    let h = Self.pi(.stage("a"), .stage("b"))
    for _ in 0..<3 { h.submit() }
    h.advance(to: 60)
    h.finish(0)
    h.advance(to: 120)
    h.finish(1)
    // Waits of 0, 60 and 120 at a; of 0 and then 0 at b, as job 1 waits there for job 0 still.
    h.finish(0)
    h.advance(to: 1_000)
    // Error 1 − 60 ÷ 100 at a. Job 1 has started at b after no wait.
    #expect(h.pipeline.rateMultiplier == 1 + 0.4)
    // In the next interval nothing starts, and nobody waits.
    h.finish(1)
    h.finish(2)
    h.finish(2)
    h.advance(to: 1_999)
    #expect(h.pipeline.rateMultiplier == 1.4)
  }

  @Test("Where nothing starts while jobs wait, the oldest one's wait so far counts")
  func standstill() {
    let h = Self.pi(.stage())
    h.submit()
    h.submit()
    h.advance(to: 1_000)
    // One start at once within the first interval: mean wait 0.
    #expect(h.pipeline.rateMultiplier == 2)
    h.advance(to: 2_000)
    // None in the second: job 1 has waited 2,000 ns, an error of no less than −3.
    #expect(h.pipeline.rateMultiplier == 0.01)
  }

  @Test("Waiting for a batch to fill is no queueing delay")
  func batches() {
    let h = Self.pi(.stage(batch: 2, linger: 700))
    h.submit()
    h.advance(to: 500)
    h.submit()
    #expect(h.batches(at: 0) == [[0, 1]])
    h.advance(to: 1_000)
    #expect(h.pipeline.rateMultiplier == 2)
  }

  @Test("The least wait counts for the least-delay controller: one job without a wait clears it")
  func least() {
    let settings = ControllerSettings(
      rate: 1e9, burst: 100, minMultiplier: 0.01, maxMultiplier: 100, interval: 100,
      algorithm: .minimumDelay(
        MinimumDelaySettings(target: 10, window: 100, decrease: 0.5, increase: 0.25)))
    let h = PipelineHarness(.chain(.stage(), controller: settings))
    for _ in 0..<3 { h.submit() }
    h.advance(to: 100)
    // Job 0 had no wait.
    #expect(h.pipeline.rateMultiplier == 1.25)
    h.finish(0)
    h.advance(to: 200)
    // Job 1 waited 100, and nobody less.
    #expect(h.pipeline.rateMultiplier == 0.625)
  }

  @Test(
    "C6: a complaint reaches every algorithm, once an interval",
    arguments: [
      RateAlgorithm.aimd(AIMDRateSettings(decrease: 0.5)), .pi(PISettings(integral: 0.125)),
      .minimumDelay(MinimumDelaySettings(decrease: 0.5)), .watermark(WatermarkSettings()),
    ])
  func complaints(_ algorithm: RateAlgorithm) {
    let settings = ControllerSettings(
      rate: 1e9, burst: 100, interval: 1_000, algorithm: algorithm)
    let h = PipelineHarness(.chain(.stage(workers: 2), retry: .every(5), controller: settings))
    h.submit()
    h.submit()
    h.finish(0, failing: [0: .throttled])
    h.finish(1, failing: [1: .throttled])
    let expected = if case .pi = algorithm { 1 - 3 * 0.125 } else { 0.5 }
    #expect(h.pipeline.rateMultiplier == expected)
    #expect(
      h.pipeline.recorder.decisions.map(\.change) == [
        .multiplier(from: 1, to: expected, reason: .complaint)
      ])
  }

  @Test("AWS adaptive: failures count where they are to", arguments: ThrottleSource.allCases)
  func failures(_ source: ThrottleSource) {
    let settings = ControllerSettings(
      rate: 100, burst: 100, minMultiplier: 0.001, interval: 1_000,
      algorithm: .awsAdaptive(AWSAdaptiveSettings(on: source)))
    let h = PipelineHarness(.chain(.stage(), retry: .every(5), controller: settings))
    h.submit()
    h.finish(0, failing: [0: .timeout])
    // Nothing was measured yet: what is left is the least rate, 0.5/s.
    #expect(h.pipeline.rateMultiplier == (source == .failures ? 0.005 : 1))
  }
}
