import HeadgateCore
import Testing

@Suite("Deadlines and the work that is left behind (rule S6)")
struct DeadlineTests {
  @Test("S6: an attempt fails by timeout at its deadline, and is retried at once")
  func failsAtItsDeadline() {
    let h = PipelineHarness(.chain(.stage(deadline: 30), retry: .every(10, maxAttempts: 2)))
    h.submit()
    h.advance(to: 29)
    #expect(h.jobs(.inService) == [0])
    h.advance(to: 30)
    #expect(h.jobs(.backingOff) == [0])
    #expect(h.events(.abandoned).map(\.time) == [30])
    #expect(h.slot(of: 0)?.parts.service == 30)
    h.advance(to: 40)
    #expect(h.slot(of: 0)?.attempt == 2)
    #expect(h.jobs(.buffered) == [0])
    let tally = h.pipeline.recorder.stage(0).pointee
    #expect(tally.timeouts == 1)
    #expect(tally.abandoned == 1)
  }

  @Test("S6: the deadline runs from the entry into the buffer, not from the start of service")
  func runsFromTheBuffer() {
    let h = PipelineHarness(.chain(.stage(deadline: 30)))
    for _ in 0..<2 { h.submit() }
    h.advance(to: 20)
    h.finish(0)
    h.advance(to: 29)
    #expect(h.jobs(.inService) == [1])
    h.advance(to: 30)
    #expect(h.order(.failed) == [1])
  }

  @Test("S6: what was asked for holds its worker until it is done, and its result is ignored")
  func holdsItsWorker() {
    let h = PipelineHarness(.chain(.stage(deadline: 30)))
    h.submit()
    h.advance(to: 30)
    #expect(h.ended.failed == 1)
    #expect(h.isEmpty)
    h.submit()
    #expect(h.jobs(.buffered) == [1])
    h.advance(to: 50)
    h.finish(0)
    #expect(h.order(.discarded) == [0])
    #expect(h.jobs(.inService) == [1])
    #expect(h.ended.completed == 0)
    #expect(h.abandonedWork == 0)
  }

  @Test("S6: what was asked for holds its place in the buffer, and is served in its turn")
  func holdsItsPlace() {
    let h = PipelineHarness(
      .chain(.stage(buffer: 2, deadline: 30), retry: .every(5, maxAttempts: 3)))
    h.submit()
    h.advance(to: 10)
    for _ in 0..<2 { h.submit() }
    h.advance(to: 25)
    h.finish(0)
    h.submit()
    h.advance(to: 44)
    // Job 1 has given up in service, job 2 in the buffer, where its work stands before job 3.
    #expect(h.order(.abandoned) == [1, 2])
    #expect(h.jobs(.buffered) == [3])
    // There is no room for a retry.
    h.advance(to: 46)
    #expect(h.jobs(.queued) == [1, 2])
    h.finish(1)
    #expect(h.order(.started) == [0, 1, 2])
    #expect(h.jobs(.buffered) == [1, 3])
    h.finish(2)
    #expect(h.order(.discarded) == [1, 2])
    #expect(h.jobs(.inService) == [3])
  }

  @Test("S6: of a batch only those whose time is up fail, and the batch ends when it would have")
  func oneOfABatch() {
    let h = PipelineHarness(.chain(.stage("a", batch: 2, linger: 20, deadline: 30), .stage("b")))
    h.submit()
    h.advance(to: 15)
    h.submit()
    #expect(h.batches(at: 0) == [[0, 1]])
    h.advance(to: 30)
    #expect(h.order(.failed) == [0])
    #expect(h.batches(at: 0) == [[0, 1]])
    h.advance(to: 40)
    h.finish(1)
    #expect(h.order(.discarded) == [0])
    #expect(h.batches(at: 1) == [[1]])
  }

  @Test("S6: an answer at the very moment of the deadline is too late, whichever comes first")
  func answersAtTheDeadline() {
    for answerFirst in [true, false] {
      let h = PipelineHarness(.chain(.stage(deadline: 30)))
      h.submit()
      if answerFirst { h.advance(upTo: 30) } else { h.advance(to: 30) }
      h.finish(0)
      h.advance(to: 30)
      #expect(h.events(.abandoned).map(\.time) == [30])
      #expect(h.ended.failed == 1)
      #expect(h.pipeline.recorder.stage(0).pointee.abandoned == 1)
    }
  }

  @Test("S6: a deadline that has been met does nothing, to the slot's next job neither")
  func metDeadlines() {
    let h = PipelineHarness(.chain(.stage("a", deadline: 30), .stage("b")))
    h.submit()
    h.advance(to: 20)
    h.finish(0)
    h.finish(0)
    h.submit()
    h.advance(to: 49)
    #expect(h.order(.abandoned) == [])
    h.advance(to: 50)
    #expect(h.order(.abandoned) == [1])
  }

  @Test("S6: work that nobody waits for vanishes with its worker, and comes back to nobody")
  func vanishesWithItsWorker() {
    let h = PipelineHarness(
      .chain(.stage("a", batch: 2, linger: 20, deadline: 30), lease: 100))
    h.submit()
    h.advance(to: 15)
    h.submit()
    h.advance(to: 30)
    h.crash(stage: 0)
    #expect(h.jobs(.leased) == [1])
    #expect(h.abandonedWork == 0)
    h.advance(to: 129)
    #expect(h.order(.returned) == [])
    h.advance(to: 130)
    #expect(h.order(.returned) == [1])
  }

  @Test("F5: an attempt counts as failed once, at its deadline, wherever it waited")
  func countsAsFailedOnce() {
    let breaker = BreakerSettings(
      threshold: 0.6, window: 10, minimum: 3, openFor: 1000, probes: 1)
    let h = PipelineHarness(.chain(.stage(deadline: 30, breaker: breaker)))
    for _ in 0..<2 { h.submit() }
    h.advance(to: 30)
    #expect(h.order(.abandoned) == [0, 1])
    h.finish(0)
    h.finish(1)
    // Two failures and nothing else: one more opens it, and a success first would not.
    h.submit()
    h.finish(2)
    #expect(h.events(.breaker).count == 1)
    #expect(h.events(.breaker).first?.time == 30)
  }

  @Test("F5: work that nobody waits for is no probe")
  func workIsNoProbe() {
    let breaker = BreakerSettings(
      threshold: 0.5, window: 2, minimum: 2, openFor: 40, probes: 1)
    let h = PipelineHarness(.chain(.stage(deadline: 30, breaker: breaker)))
    for _ in 0..<3 { h.submit() }
    h.advance(to: 30)
    #expect(h.events(.breaker).map(\.time) == [30])
    h.finish(0)
    // Open: the work of jobs 1 and 2 waits.
    #expect(h.batches(at: 0) == [])
    h.advance(to: 70)
    h.submit()
    h.finish(1)
    h.finish(2)
    #expect(h.batches(at: 0) == [[3]])
    h.finish(3)
    #expect(h.events(.breaker).map(\.value) == [2, 3, 1])
  }

  @Test("N1: a run does not wait for work that nobody waits for")
  func emptyWithWork() {
    let h = PipelineHarness(.chain(.stage(deadline: 30)))
    h.submit()
    h.advance(to: 30)
    #expect(h.isEmpty)
    #expect(h.abandonedWork == 1)
  }

  @Test("Cancelling everything lets go of work that nobody waits for, too")
  func cancellingEverything() {
    let h = PipelineHarness(.chain(.stage(deadline: 30)))
    for _ in 0..<3 { h.submit() }
    h.advance(to: 30)
    h.submit()
    h.pipeline.cancelAll(at: 40)
    #expect(h.brokenInvariants == [])
    #expect(h.abandonedWork == 0)
    #expect(h.ended.cancelled == 1)
    #expect(h.ended.failed == 3)
  }

  @Test("Of a batch's time, the share of jobs whose attempts did not succeed is wasted")
  func wastedTime() {
    let h = PipelineHarness(
      .chain(.stage("a", batch: 4, linger: 10, deadline: 30)))
    for _ in 0..<2 { h.submit() }
    h.advance(to: 9)
    h.submit()
    h.advance(to: 10)
    #expect(h.batches(at: 0) == [[0, 1, 2]])
    h.advance(to: 34)
    h.finish(2)
    let tally = h.pipeline.recorder.stage(0).pointee
    #expect(tally.service.sum == 24)
    #expect(tally.wasted == 16)
  }

  @Test("A job in flight takes 144 bytes, whatever stages remember of it")
  func strideOfAJob() {
    #expect(MemoryLayout<Job>.stride == 144)
  }
}
