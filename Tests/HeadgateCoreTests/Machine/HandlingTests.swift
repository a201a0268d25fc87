import HeadgateCore
import Testing

@Suite("Failures that keep their worker (rule F7)")
struct HandlingTests {
  private static func handling(
    _ time: Nanoseconds, perSecond: Int? = nil
  ) -> HandlingSettings { HandlingSettings(time: time, perSecond: perSecond) }

  @Test("F7: each failed job keeps the worker once; the job itself goes to its retry at once")
  func keepsTheWorker() {
    let h = PipelineHarness(
      .chain(.stage(batch: 3, handling: Self.handling(20)), retry: .every(5, maxAttempts: 2)))
    for _ in 0..<4 { h.submit() }
    h.advance(to: 10)
    h.finish(0)
    h.finish(1, failing: [1: .transient, 3: .permanent])
    #expect(h.jobs(.backingOff) == [1])
    #expect(h.order(.failed) == [3])
    #expect(h.order(.completed) == [0, 2])
    // The retry waits until the worker has dealt with two failures.
    h.advance(to: 49)
    #expect(h.jobs(.buffered) == [1])
    h.advance(to: 50)
    #expect(h.jobs(.inService) == [1])
    #expect(h.events(.handled).map(\.time) == [50])
    #expect(h.events(.handled).map(\.value) == [40])
  }

  @Test(
    "F7: whatever makes a batch fail costs the same",
    arguments: [AttemptResult.transient, .permanent, .timeout, .outage, .throttled])
  func anyCause(_ result: AttemptResult) {
    let h = PipelineHarness(.chain(.stage(handling: Self.handling(20))))
    h.submit()
    h.finish(0, failing: [0: result])
    h.submit()
    #expect(h.jobs(.buffered) == [1])
    h.advance(to: 20)
    #expect(h.jobs(.inService) == [1])
  }

  @Test("F7: time spent on failures is utilization and work, and nobody's service")
  func isUtilization() {
    let h = PipelineHarness(.chain(.stage(handling: Self.handling(20))))
    h.submit()
    h.advance(to: 10)
    h.finish(0, failing: [0: .permanent])
    h.advance(to: 30)
    h.advance(to: 100)
    h.pipeline.finish(at: 100)
    let tally = h.pipeline.recorder.stage(0).pointee
    #expect(h.pipeline.recorder.run.stages[0].busy.integral == 30)
    #expect(tally.service.sum == 10)
    #expect(tally.wasted == 10)
    #expect(tally.handled == 20)
  }

  @Test("F7: what has succeeded goes on first, and a full next buffer holds the failures up")
  func goesOnFirst() {
    let h = PipelineHarness(
      .chain(.stage("a", batch: 2, linger: 5, handling: Self.handling(20)), .stage("b", buffer: 0)))
    h.submit()
    h.submit()
    h.finish(0)
    #expect(h.jobs(.inService) == [0])
    #expect(h.jobs(.blocked) == [1])
    h.advance(to: 10)
    h.finish(0)
    for _ in 0..<2 { h.submit() }
    h.advance(to: 20)
    h.finish(2, failing: [3: .permanent])
    #expect(h.jobs(.blocked) == [2])
    h.advance(to: 30)
    h.finish(1)
    #expect(h.jobs(.inService) == [2])
    for _ in 0..<2 { h.submit() }
    h.advance(to: 49)
    #expect(h.jobs(.buffered) == [4, 5])
    h.advance(to: 50)
    #expect(h.batches(at: 0) == [[4, 5]])
  }

  @Test("F7: of a stage's failures so many a second keep a worker, the others are only counted")
  func soManyASecond() {
    let h = PipelineHarness(
      .chain(.stage(batch: 4, linger: 1, handling: Self.handling(20, perSecond: 3))))
    func batch(failing count: UInt64) {
      let jobs = (0..<4).map { _ in h.submit() }
      h.finish(
        jobs[0],
        failing: Dictionary(uniqueKeysWithValues: jobs.prefix(Int(count)).map { ($0, .permanent) }))
    }
    batch(failing: 2)
    h.advance(to: 40)
    batch(failing: 4)
    h.advance(to: 60)
    #expect(h.events(.handled).map(\.time) == [40, 60])
    // The second is used up, and the worker is free at once.
    batch(failing: 4)
    batch(failing: 1)
    #expect(h.pipeline.recorder.stage(0).pointee.permanent == 11)
    h.advance(to: .second - 1)
    batch(failing: 1)
    h.advance(to: .second)
    batch(failing: 1)
    h.advance(to: 2 * .second)
    #expect(h.events(.handled).map(\.time) == [40, 60, .second + 20])
  }

  @Test("F7: an attempt that its deadline has failed keeps nobody")
  func deadlines() {
    let h = PipelineHarness(.chain(.stage(handling: Self.handling(20), deadline: 30)))
    h.submit()
    h.advance(to: 40)
    h.finish(0)
    h.submit()
    #expect(h.jobs(.inService) == [1])
  }

  @Test("F7, F6: a worker that crashes over its failures is done with them, and comes back idle")
  func crashes() {
    let h = PipelineHarness(.chain(.stage(handling: Self.handling(20))))
    h.submit()
    h.finish(0, failing: [0: .permanent])
    h.advance(to: 5)
    h.crash(stage: 0)
    h.restore(stage: 0)
    h.submit()
    #expect(h.jobs(.inService) == [1])
    h.advance(to: 12)
    h.finish(1, failing: [1: .permanent])
    // The timer of the work that was lost means nothing.
    h.advance(to: 31)
    #expect(h.events(.handled).isEmpty)
    h.advance(to: 32)
    #expect(h.events(.handled).map(\.time) == [32])
    #expect(h.pipeline.recorder.stage(0).pointee.lost == 5)
  }
}
