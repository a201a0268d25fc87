import HeadgateCore
import Testing

@Suite("Failures and retries (rules F1 to F4, S5)")
struct FailureTests {
  @Test("F1: a transient failure is retried until maxAttempts, then it is a dead letter")
  func transientFailures() {
    let h = PipelineHarness(.chain(.stage(), retry: .every(10, maxAttempts: 3)))
    h.submit()
    for attempt in 1...3 {
      #expect(h.slot(of: 0)?.attempt == UInt16(attempt))
      h.finish(0, failing: [0: .transient])
      h.advance(to: Nanoseconds(attempt) * 10)
    }
    #expect(h.order(.retryScheduled) == [0, 0])
    #expect(h.events(.failed).map(\.time) == [20])
    #expect(h.ended.failed == 1)
  }

  @Test("F1: a permanent failure is a dead letter at once")
  func permanentFailure() {
    let h = PipelineHarness(.chain(.stage(), retry: .every(10)))
    h.submit(client: 7)
    h.finish(0, failing: [0: .permanent])
    #expect(h.order(.failed) == [0])
    #expect(h.endedClients == [7])
  }

  @Test("F1: timeouts and outages are retried", arguments: [AttemptResult.timeout, .outage])
  func wholeBatchFailures(result: AttemptResult) {
    let h = PipelineHarness(.chain(.stage(batch: 2), retry: .every(10)))
    for _ in 0..<3 { h.submit() }
    h.finish(0)
    h.finish(1, failing: [1: result, 2: result])
    #expect(h.jobs(.backingOff) == [1, 2])
    h.advance(to: 10)
    // The worker is free, and takes what has come back by then.
    #expect(h.batches(at: 0) == [[1]])
    #expect(h.jobs(.buffered) == [2])
  }

  @Test("F2: delays grow by the factor up to the limit")
  func growingDelays() {
    let retry = RetrySettings(
      maxAttempts: 5, initial: 10, factor: 3, maximum: 50, jitter: .none)
    let h = PipelineHarness(.chain(.stage(), retry: retry))
    h.submit()
    for due in [10, 40, 90, 140] as [Nanoseconds] {
      h.finish(0, failing: [0: .transient])
      #expect(h.nextTimer(.retry) == due)
      h.advance(to: due)
    }
  }

  @Test("F3: with resume: stage a job goes on at the stage that failed")
  func resumeAtStage() {
    let h = PipelineHarness(.chain(.stage("a"), .stage("b"), retry: .every(10)))
    h.submit()
    h.finish(0)
    h.finish(0, failing: [0: .transient])
    h.advance(to: 10)
    #expect(h.batches(at: 1) == [[0]])
  }

  @Test("F3: with resume: start a job begins again")
  func resumeAtStart() {
    let h = PipelineHarness(
      .chain(.stage("a"), .stage("b"), retry: .every(10, resume: .start)))
    h.submit()
    h.finish(0)
    h.finish(0, failing: [0: .transient])
    h.advance(to: 10)
    #expect(h.batches(at: 0) == [[0]])
  }

  @Test("F4: the failure of one job fails that job, not its batch")
  func oneOfABatch() {
    let h = PipelineHarness(
      .chain(.stage("a", batch: 3), .stage("b"), retry: .every(10)))
    h.submit()
    for _ in 0..<3 { h.submit() }
    h.finish(0)
    h.finish(1, failing: [2: .transient])
    #expect(h.jobs(.backingOff) == [2])
    #expect(h.jobs(.buffered) == [1, 3])
  }

  @Test("Time spent on failed attempts and in backoff sums to the latency with the rest")
  func partsOfARetriedJob() {
    let h = PipelineHarness(.chain(.stage("a"), .stage("b"), retry: .every(10)))
    h.submit()
    h.advance(to: 3)
    h.finish(0)
    h.advance(to: 8)
    h.finish(0, failing: [0: .transient])
    h.advance(to: 20)
    #expect(h.slot(of: 0)?.parts.service == 8)
    #expect(h.slot(of: 0)?.parts.backoff == 10)
    h.finish(0)
    #expect(h.pipeline.recorder.overall.pointee.latency.sum == 20)
    #expect(h.pipeline.recorder.wrongParts == 0)
  }

  @Test("A job that no worker holds can be cancelled: at its source, queued or backing off")
  func cancelling() {
    let h = PipelineHarness(.chain(.stage(buffer: 1), capacity: 1, retry: .every(10)))
    for client in 0..<5 { h.submit(client: client) }
    #expect(h.cancel(0) == false)
    #expect(h.cancel(1) == false)
    #expect(h.cancel(2))
    // Its place goes to the source that waited.
    #expect(h.jobs(.queued) == [3])
    #expect(h.cancel(4))
    h.finish(0, failing: [0: .transient])
    #expect(h.cancel(0))
    #expect(h.cancel(0) == false)
    h.advance(to: 10)
    #expect(h.order(.cancelled) == [2, 4, 0])
    #expect(h.endedClients == [2, 4, 0])
    #expect(h.order(.returned) == [])
  }

  @Test("A cancelled job's timer does not disturb the job that has its slot next")
  func timerOfACancelledJob() {
    let h = PipelineHarness(.chain(.stage(), retry: .every(10)))
    h.submit()
    h.finish(0, failing: [0: .transient])
    #expect(h.cancel(0))
    h.advance(to: 5)
    h.submit()
    h.finish(1, failing: [1: .transient])
    h.advance(to: 14)
    #expect(h.jobs(.backingOff) == [1])
    h.advance(to: 15)
    #expect(h.jobs(.inService) == [1])
  }

  @Test("Q2: a source whose blocked job is cancelled may go on")
  func cancellingAtTheSource() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 0))
    for _ in 0..<2 { h.submit() }
    #expect(h.cancel(1))
    #expect(h.admittedCount == 1)
    #expect(h.jobs(.atSource) == [])
  }
}
