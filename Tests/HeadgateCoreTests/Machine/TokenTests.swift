import HeadgateCore
import Testing

@Suite("Rate control of the pipeline (rules C1 to C5)")
struct TokenTests {
  @Test("C1: the bucket is full at the start, and a dispatch costs its cost")
  func burst() {
    let h = PipelineHarness(
      .chain(.stage(workers: 9), controller: .bucket(rate: 1e8, burst: 7, cost: 2)))
    for _ in 0..<5 { h.submit() }
    #expect(h.order(.dispatched) == [0, 1, 2])
    // One token is left; the second comes after 10 ns, two more after 30.
    #expect(h.nextTimer(.tokens) == 10)
    h.advance(to: 30)
    #expect(h.events(.dispatched).map(\.time) == [0, 0, 0, 10, 30])
  }

  @Test("C2: a dispatch happens at the first nanosecond at which the tokens suffice")
  func exactMoment() {
    // 3 tokens a second: one in 333,333,333.3 ns.
    let h = PipelineHarness(.chain(.stage(workers: 9), controller: .bucket(rate: 3, burst: 2)))
    for _ in 0..<5 { h.submit() }
    h.advance(to: 2 * .second)
    #expect(
      h.events(.dispatched).map(\.time) == [0, 0, 333_333_334, 666_666_667, 1_000_000_000])
  }

  @Test("C2: a dispatch waits for room as well as for tokens")
  func roomAndTokens() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), controller: .bucket(rate: 1e8)))
    for _ in 0..<3 { h.submit() }
    h.advance(to: 45)
    h.finish(0)
    #expect(h.events(.dispatched).map(\.time) == [0, 45])
    h.finish(1)
    // The bucket holds one token at most: time in which there was no room is lost.
    #expect(h.nextTimer(.tokens) == 55)
  }

  @Test("Time without tokens counts as tokens only while the head could go otherwise")
  func tokenTime() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), controller: .bucket(rate: 1e8)))
    for _ in 0..<2 { h.submit() }
    h.advance(to: 4)
    h.finish(0)
    h.advance(to: 10)
    #expect(h.slot(of: 1)?.parts.tokens == 6)
    #expect(h.slot(of: 1)?.parts.queue == 4)
  }

  @Test("Q2a, C2: at capacity 0 a blocked source goes on when the tokens are there")
  func tokensAtCapacityZero() {
    let h = PipelineHarness(
      .chain(.stage(workers: 9), capacity: 0, controller: .bucket(rate: 1e8)))
    for _ in 0..<2 { h.submit() }
    #expect(h.jobs(.atSource) == [1])
    h.advance(to: 10)
    #expect(h.events(.dispatched).map(\.time) == [0, 10])
    #expect(h.admittedCount == 1)
  }

  @Test("F3: a retried job pays a token, wherever it goes on")
  func retryPays() {
    let h = PipelineHarness(
      .chain(
        .stage("a"), .stage("b"), retry: .every(1),
        controller: .bucket(rate: 1e8, burst: 1)))
    h.submit()
    h.finish(0)
    h.finish(0, failing: [0: .transient])
    h.advance(to: 20)
    #expect(h.events(.dispatched).map(\.time) == [0, 10])
  }

  @Test("C3, C4: the controller looks every interval, and a rise brings the next dispatch forward")
  func controllerSteps() {
    let control = ControllerSettings(rate: 1e7, burst: 1, interval: 40)
    let h = PipelineHarness(.chain(.stage(workers: 9), controller: control))
    for _ in 0..<3 { h.submit() }
    #expect(h.nextTimer(.tokens) == 100)
    // Empty buffers: × 1.2 at 40 and at 80. 0.4 + 0.48 tokens by 80, the rest at 0.0144/ns.
    h.advance(to: 80)
    #expect(h.pipeline.rateMultiplier == 1.44)
    #expect(h.nextTimer(.tokens) == 89)
    h.advance(to: 89)
    #expect(h.events(.dispatched).map(\.time) == [0, 89])
  }

  @Test("C5: downstream is the fullest stage buffer")
  func downstream() {
    let control = ControllerSettings(rate: 1e9, burst: 100, interval: 10)
    let h = PipelineHarness(
      .chain(.stage("a", buffer: 10), .stage("b", buffer: 2), controller: control))
    for _ in 0..<10 { h.submit() }
    // a holds 9 of 10.
    h.advance(to: 10)
    #expect(h.pipeline.rateMultiplier == 0.5)
    for job in 0..<3 { h.finish(UInt64(job)) }
    // a holds 6 of 10, b 2 of 2.
    h.advance(to: 20)
    #expect(h.pipeline.rateMultiplier == 0.25)
    for job in 0..<2 { h.finish(UInt64(job)) }
    // b holds none, a 6 of 10: between the watermarks.
    h.advance(to: 30)
    #expect(h.pipeline.rateMultiplier == 0.25)
  }

  @Test("C5: submission is the queue over its capacity")
  func submission() {
    let control = ControllerSettings(rate: 1e9, burst: 100, interval: 10, signal: .submission)
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 10, controller: control))
    for _ in 0..<9 { h.submit() }
    // 8 of 10 is not over 0.8.
    h.advance(to: 10)
    #expect(h.pipeline.rateMultiplier == 1)
    h.submit()
    h.advance(to: 20)
    #expect(h.pipeline.rateMultiplier == 0.5)
  }

  @Test("C5: total is the jobs in flight over the queue's capacity")
  func total() {
    let control = ControllerSettings(rate: 1e9, burst: 100, interval: 10, signal: .total)
    let h = PipelineHarness(.chain(.stage(workers: 8), capacity: 10, controller: control))
    for _ in 0..<8 { h.submit() }
    h.advance(to: 10)
    #expect(h.pipeline.rateMultiplier == 1)
    h.submit()
    h.advance(to: 20)
    #expect(h.pipeline.rateMultiplier == 0.5)
    for job in 0..<7 { h.finish(UInt64(job)) }
    h.advance(to: 30)
    #expect(h.pipeline.rateMultiplier == 0.6)
  }

  @Test("C5: what has no bound is never full")
  func unboundedSignals() {
    for signal in ControllerSignal.allCases {
      let control = ControllerSettings(rate: 1e9, burst: 100, interval: 10, signal: signal)
      let h = PipelineHarness(.chain(.stage(buffer: nil), controller: control))
      for _ in 0..<50 { h.submit() }
      h.advance(to: 10)
      #expect(h.pipeline.rateMultiplier == 1.2)
    }
  }

  @Test("C5: a buffer of 0 is full as soon as somebody waits for it, at the first stage too")
  func downstreamWithoutBuffer() {
    let control = ControllerSettings(rate: 1e9, burst: 100, interval: 10)
    let h = PipelineHarness(
      .chain(.stage("a", buffer: 0), .stage("b", buffer: 0), controller: control))
    h.submit()
    h.advance(to: 10)
    #expect(h.pipeline.rateMultiplier == 1.2)
    h.submit()
    // a is busy, and job 1 waits for it.
    h.advance(to: 20)
    #expect(h.pipeline.rateMultiplier == 0.6)
    h.finish(0)
    h.finish(1)
    // b is busy, and a's worker waits for it.
    h.advance(to: 30)
    #expect(h.pipeline.rateMultiplier == 0.3)
    h.finish(0)
    h.finish(1)
    h.advance(to: 40)
    #expect(h.pipeline.rateMultiplier == 0.36)
  }
}
