import HeadgateCore
import Testing

@Suite("Submission queue (rules Q1 to Q4)")
struct QueueTests {
  @Test("Q1: a higher priority overtakes, equals go in submission order")
  func priorityOrder() {
    let h = PipelineHarness(.chain(.stage(buffer: 0)))
    for priority in [0, 0, 5, 0, 5, -1] { h.submit(priority: priority) }
    // 0 is at work; each end lets one more go.
    for _ in 0..<6 { h.finish(h.jobs(.inService)[0]) }
    #expect(h.order(.completed) == [0, 2, 4, 1, 3, 5])
  }

  @Test("Q1: a retried job keeps its priority and its ordinal")
  func retriedJobKeepsItsPlace() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), retry: .every(10)))
    for priority in [0, 0, 0, 1] { h.submit(priority: priority) }
    h.finish(0, failing: [0: .transient])
    #expect(h.jobs(.inService) == [3])
    h.advance(to: 10)
    #expect(h.jobs(.queued) == [0, 1, 2])
    h.finish(3)
    #expect(h.jobs(.inService) == [0])
  }

  @Test("Q2: block holds the source, and later arrivals wait behind it")
  func blocking() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 1))
    for priority in [0, 0, 0, 9] { h.submit(priority: priority) }
    #expect(h.admissions == [.accepted, .accepted, .blocked, .blocked])
    #expect(h.jobs(.atSource) == [2, 3])
    h.advance(to: 7)
    h.finish(0)
    #expect(h.jobs(.inService) == [1])
    #expect(h.jobs(.queued) == [2])
    #expect(h.jobs(.atSource) == [3])
    #expect(h.admittedCount == 1)
    #expect(h.slot(of: 2)?.parts.source == 7)
  }

  @Test("Q2: reject turns the newcomer away")
  func rejecting() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 1, onFull: .reject))
    for priority in [0, 0, 9] { h.submit(priority: priority, client: 4) }
    #expect(h.admissions == [.accepted, .accepted, .rejected])
    #expect(h.order(.rejected) == [2])
    #expect(h.endedClients == [4])
    #expect(h.ended.rejected == 1)
  }

  @Test("Q2: shed gives up the lowest-priority, youngest waiting job")
  func shedding() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 3, onFull: .shed))
    for priority in [9, 1, 1, 5] { h.submit(priority: priority) }
    h.submit(priority: 2)
    #expect(h.order(.shed) == [2])
    h.submit(priority: 2)
    #expect(h.order(.shed) == [2, 1])
    #expect(h.jobs(.queued) == [3, 4, 5])
  }

  @Test("Q2: shed rejects a newcomer that is itself the lowest and youngest")
  func sheddingTheNewcomer() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 2, onFull: .shed))
    for priority in [9, 1, 2, 1, 0] { h.submit(priority: priority) }
    #expect(h.order(.shed) == [])
    #expect(h.order(.rejected) == [3, 4])
  }

  @Test("Q2a: a job passes a queue and a buffer of 0 only when it can go straight on")
  func capacityZero() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 0))
    for _ in 0..<3 { h.submit() }
    #expect(h.admissions == [.accepted, .blocked, .blocked])
    #expect(h.pipeline.queueDepth == 0)
    h.finish(0)
    #expect(h.jobs(.inService) == [1])
    #expect(h.jobs(.atSource) == [2])
  }

  @Test("Q3: a job that waits out its delay holds no capacity, and enters a full queue when due")
  func returnIntoAFullQueue() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 1, retry: .every(10)))
    for _ in 0..<2 { h.submit() }
    h.finish(0, failing: [0: .transient])
    h.submit()
    h.submit()
    #expect(h.admissions == [.accepted, .accepted, .accepted, .blocked])
    #expect(h.jobs(.backingOff) == [0])
    h.advance(to: 10)
    #expect(h.jobs(.queued) == [0, 2])
    #expect(h.jobs(.atSource) == [3])
    // The queue is over its capacity: nobody is let in until it is under it again.
    h.finish(1)
    #expect(h.jobs(.queued) == [2])
    #expect(h.jobs(.atSource) == [3])
    h.finish(0)
    #expect(h.jobs(.queued) == [3])
  }

  @Test("Q4: waiting raises a job's effective priority by one for every D")
  func ageing() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), aging: 10))
    h.submit()
    h.submit(priority: 0)
    h.advance(to: 19)
    h.submit(priority: 2)
    h.submit(priority: 1)
    h.finish(0)
    // At 19, job 1 has waited one D: 0 + 1 < 2.
    #expect(h.jobs(.inService) == [2])
    h.finish(2)
    // It is level with job 3, and older.
    #expect(h.jobs(.inService) == [1])
  }

  @Test("Q4: ageing is off by default")
  func noAgeing() {
    let h = PipelineHarness(.chain(.stage(buffer: 0)))
    h.submit()
    h.submit(priority: 0)
    h.advance(to: 3600 * .second)
    h.submit(priority: 1)
    h.finish(0)
    #expect(h.jobs(.inService) == [2])
  }

  @Test("A head without room holds up those behind it, whatever stage they go to")
  func headOfLine() {
    let h = PipelineHarness(
      .chain(.stage("a", workers: 2), .stage("b", buffer: 0), retry: .every(10)))
    h.submit()
    h.finish(0)
    h.finish(0, failing: [0: .transient])
    h.submit(priority: -1)
    h.finish(1)
    h.advance(to: 10)
    // Job 0 goes on at b, which is busy; a has two idle workers.
    #expect(h.jobs(.queued) == [0])
    h.submit(priority: -1)
    #expect(h.jobs(.queued) == [0, 2])
    h.finish(1)
    #expect(h.jobs(.inService) == [0, 2])
  }

  @Test("J1: ordinals count submissions, rejected ones too")
  func ordinals() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 0, onFull: .reject))
    for _ in 0..<3 { h.submit() }
    h.finish(0)
    h.submit()
    #expect(h.order(.rejected) == [1, 2])
    #expect(h.order(.accepted) == [0, 3])
  }

  @Test("J3: latency runs from the intended arrival, the uncorrected one from acceptance")
  func latencyFromIntendedArrival() {
    let h = PipelineHarness(.chain(.stage(buffer: 0), capacity: 0))
    h.submit()
    h.submit()
    h.advance(to: 30)
    h.finish(0)
    // The blocked source got to submit this one only now; it was meant for 12.
    h.submit(intended: 12)
    h.advance(to: 50)
    h.finish(1)
    h.advance(to: 60)
    h.finish(2)
    let all = h.pipeline.recorder.overall.pointee
    #expect(all.latency.sum == 30 + 50 + (60 - 12))
    #expect(all.uncorrected.sum == 30 + (50 - 30) + (60 - 50))
  }

  @Test("Q2: a submission that meets the very moment of a dispatch is accepted once")
  func submissionAtTheMomentOfADispatch() {
    let h = PipelineHarness(
      .chain(.stage(workers: 9), capacity: 1, controller: .bucket(rate: 1e8)))
    h.submit()
    h.submit()
    #expect(h.jobs(.queued) == [1])
    // Tokens come at 10 ns; the arrival of that moment is handled first.
    h.advance(upTo: 10)
    h.submit()
    #expect(h.admissions == [.accepted, .accepted, .accepted])
    #expect(h.admittedCount == 0)
    #expect(h.jobs(.queued) == [2])
  }

  @Test(
    "Q2, C2: a queue is not full while its head may go", arguments: [OverflowPolicy.reject, .shed])
  func fullQueueWhoseHeadMayGo(policy: OverflowPolicy) {
    let h = PipelineHarness(
      .chain(
        .stage(workers: 9), capacity: 1, onFull: policy, controller: .bucket(rate: 1e8)))
    h.submit()
    h.submit()
    h.advance(upTo: 10)
    h.submit()
    #expect(h.admissions == [.accepted, .accepted, .accepted])
    #expect(h.order(.dispatched) == [0, 1])
  }

  @Test("Q2: a shed job makes room where jobs that came back have overfilled the queue")
  func sheddingFromAnOverfullQueue() {
    let h = PipelineHarness(
      .chain(.stage(buffer: 0), capacity: 1, onFull: .shed, retry: .every(10)))
    for priority in [0, 5] { h.submit(priority: priority) }
    h.finish(0, failing: [0: .transient])
    h.submit(priority: 5)
    h.advance(to: 10)
    #expect(h.jobs(.queued) == [0, 2])
    // One for one: the job that came back goes, and the queue is no longer than it was.
    h.submit(priority: 9)
    #expect(h.order(.shed) == [0])
    #expect(h.jobs(.queued) == [2, 3])
    h.finish(1)
    h.finish(3)
    #expect(h.jobs(.queued) == [])
    #expect(h.jobs(.inService) == [2])
  }

  @Test("Q2a: with shed, too, nobody waits in a queue of capacity 0 but who came back")
  func sheddingWithoutCapacity() {
    let h = PipelineHarness(
      .chain(.stage(buffer: 0), capacity: 0, onFull: .shed, retry: .every(10)))
    h.submit()
    h.finish(0, failing: [0: .transient])
    h.submit()
    h.advance(to: 10)
    h.submit(priority: 9)
    #expect(h.order(.rejected) == [2])
    #expect(h.jobs(.queued) == [0])
  }
}
