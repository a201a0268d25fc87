import HeadgateCore
import Testing

@Suite("A limit on jobs in the stages (rules L1 to L4)")
struct LimiterTests {
  private static func fixed(_ limit: Int) -> LimiterSettings {
    LimiterSettings(initial: limit, algorithm: .fixed)
  }

  private static func chain(
    _ stages: [StageSettings] = [.stage(workers: 3)], capacity: Int? = nil,
    onFull: OverflowPolicy = .block, retry: RetrySettings = RetrySettings(maxAttempts: 1),
    controller: ControllerSettings? = nil, limiter: LimiterSettings
  ) -> PipelineSettings {
    PipelineSettings(
      queue: QueueSettings(capacity: capacity, onFull: onFull), retry: retry, lease: 1_000,
      stages: stages, controller: controller, limiter: limiter)
  }

  @Test("L1: no more jobs than the limit are in the stages, and one that leaves lets the next in")
  func limits() {
    let h = PipelineHarness(Self.chain(limiter: Self.fixed(2)))
    for _ in 0..<3 { h.submit() }
    #expect(h.jobs(.inService) == [0, 1])
    #expect(h.jobs(.queued) == [2])
    h.advance(to: 7)
    h.finish(1)
    #expect(h.jobs(.inService) == [0, 2])
    // The wait for the limit is part of the queue, not of the tokens.
    #expect(h.slot(of: 2)?.parts.queue == 7)
    #expect(h.slot(of: 2)?.parts.tokens == 0)
  }

  @Test("L1: buffered and blocked jobs count, those in backoff and leased ones do not")
  func counts() {
    let stages: [StageSettings] = [.stage("a", workers: 2), .stage("b", buffer: 0)]
    let h = PipelineHarness(
      Self.chain(stages, retry: .every(50), limiter: Self.fixed(3)))
    for _ in 0..<6 { h.submit() }
    #expect(h.jobs(.buffered) == [2])
    h.finish(0)
    h.finish(1)
    #expect(h.jobs(.blocked) == [1])
    #expect(h.jobs(.queued) == [3, 4, 5])
    // Job 0 fails at the second stage, and 1 takes its place there.
    h.finish(0, failing: [0: .transient])
    #expect(h.jobs(.backingOff) == [0])
    #expect(h.jobs(.queued) == [4, 5])
    h.crash(stage: 1)
    #expect(h.jobs(.leased) == [1])
    #expect(h.jobs(.queued) == [5])
  }

  @Test("L2: room in the stage, room under the limit, then tokens: none are taken in vain")
  func order() {
    let h = PipelineHarness(
      Self.chain(controller: .bucket(rate: 1e9, burst: 5), limiter: Self.fixed(1)))
    h.submit()
    h.submit()
    #expect(h.pipeline.tokens(at: h.now) == 4)
    h.finish(0)
    #expect(h.pipeline.tokens(at: h.now) == 3)
  }

  @Test("L1: with a queue of capacity 0 a newcomer over the limit is rejected, or its source waits")
  func noQueue() {
    let rejecting = PipelineHarness(
      Self.chain(capacity: 0, onFull: .reject, limiter: Self.fixed(1)))
    rejecting.submit()
    rejecting.submit()
    #expect(rejecting.admissions == [.accepted, .rejected])
    let blocking = PipelineHarness(Self.chain(capacity: 0, limiter: Self.fixed(1)))
    blocking.submit()
    blocking.submit()
    #expect(blocking.admissions == [.accepted, .blocked])
    blocking.finish(0)
    #expect(blocking.jobs(.inService) == [1])
  }

  @Test("L3: a completed job is a sample of its passage, a failed one a drop, a permanent one none")
  func samples() {
    let limiter = LimiterSettings(
      initial: 4, min: 1, max: 10, algorithm: .aimd(AIMDLimitSettings(backoff: 0.5, timeout: 100)))
    let h = PipelineHarness(Self.chain([.stage(workers: 8)], retry: .every(5), limiter: limiter))
    for _ in 0..<6 { h.submit() }
    h.finish(0)
    // One of four in flight when it was dispatched: not half of the limit.
    #expect(h.pipeline.concurrencyLimit == 4)
    h.finish(1)
    #expect(h.pipeline.concurrencyLimit == 5)
    h.finish(2, failing: [2: .transient])
    #expect(h.pipeline.concurrencyLimit == 2)
    h.finish(3, failing: [3: .permanent])
    #expect(h.pipeline.concurrencyLimit == 2)
    h.advance(to: 101)
    // Over the timeout.
    h.finish(4)
    #expect(h.pipeline.concurrencyLimit == 1)
    #expect(h.events(.limit).map(\.value) == [5, 2, 1])
    #expect(
      h.pipeline.recorder.decisions.map(\.change) == [
        .limit(from: 4, to: 5, reason: .used), .limit(from: 5, to: 2, reason: .dropped),
        .limit(from: 2, to: 1, reason: .dropped),
      ])
  }

  @Test("L3: what resumes at a later stage has no round trip, and moves no base")
  func resumed() {
    let stages: [StageSettings] = [.stage("a"), .stage("b")]
    let h = PipelineHarness(
      Self.chain(
        stages, retry: .every(5),
        limiter: LimiterSettings(
          initial: 2, min: 1, max: 50, algorithm: .vegas(VegasLimitSettings()))))
    func pass(_ job: UInt64, in time: Nanoseconds) {
      h.submit()
      h.finish(job)
      h.advance(to: h.now + time)
      h.finish(job)
    }
    pass(0, in: 100)
    #expect(h.pipeline.concurrencyLimit == 2)
    // Job 1 fails at the second stage, comes back there and is done at once.
    h.submit()
    h.finish(1)
    h.finish(1, failing: [1: .transient])
    #expect(h.pipeline.concurrencyLimit == 1)
    h.advance(to: h.now + 5)
    h.finish(1)
    // Had it been a base of 1 ns, a passage of 100 would now seem to be one queue.
    pass(2, in: 100)
    #expect(h.pipeline.concurrencyLimit == 7)
  }

  @Test("L4: a limit over a scope has its mean, its least and its greatest value")
  func figures() {
    let limiter = LimiterSettings(
      initial: 4, min: 1, max: 10, algorithm: .aimd(AIMDLimitSettings(backoff: 0.5)))
    let h = PipelineHarness(Self.chain(limiter: limiter))
    h.submit()
    h.submit()
    h.advance(to: 10)
    h.finish(1)
    h.advance(to: 30)
    h.finish(0, failing: [0: .transient])
    h.advance(to: 40)
    h.pipeline.finish(at: 40)
    let scope = h.pipeline.recorder.run.limit
    // 4 for 10 ns, 5 for 20, 2 for 10.
    #expect(scope.integral == 160)
    #expect((scope.minimum, scope.maximum) == (2, 5))
    let line = h.pipeline.recorder.series.lines.first { $0.name == "controller.limit" }
    #expect(line?.values == [4])
  }

  @Test("Without a limiter there is no limit, and no figure of one")
  func without() {
    let h = PipelineHarness(.chain(.stage()))
    h.submit()
    h.finish(0)
    h.pipeline.finish(at: 5)
    #expect(h.pipeline.concurrencyLimit == nil)
    #expect(h.pipeline.recorder.run.limit.maximum == 0)
    #expect(!h.pipeline.recorder.series.lines.contains { $0.name == "controller.limit" })
  }
}
