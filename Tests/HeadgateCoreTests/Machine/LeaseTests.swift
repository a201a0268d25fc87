import HeadgateCore
import Testing

@Suite("Leases of running batches (rule F8)")
struct LeaseTests {
  @Test("F8: without heartbeats jobs come back when their lease runs out, and are worked again")
  func runsOut() {
    let h = PipelineHarness(.chain(.stage(workers: 2), lease: 30, heartbeat: .never))
    h.submit()
    h.advance(to: 29)
    #expect(h.batches(at: 0) == [[0]])
    h.advance(to: 30)
    #expect(h.events(.reclaimed).map(\.time) == [30])
    #expect(h.slot(of: 0)?.attempt == 1)
    #expect(h.slot(of: 0)?.parts.service == 30)
    // The old batch goes on beside the new one.
    #expect(h.batches(at: 0) == [[0], [0]])
    #expect(h.abandonedWork == 1)
    h.advance(to: 40)
    h.finish(0)
    #expect(h.order(.discarded) == [0])
    #expect(h.ended.completed == 0)
    h.advance(to: 50)
    h.finish(0)
    #expect(h.ended.completed == 1)
    let tally = h.pipeline.recorder.stage(0).pointee
    #expect(tally.reclaimed == 1)
    #expect(tally.wasted == 40)
    #expect(tally.succeeded == 1)
    #expect(tally.failed == 0)
  }

  @Test("F8: no heartbeat setting, no lease of a running batch")
  func noLeases() {
    let h = PipelineHarness(.chain(.stage(), lease: 30))
    h.submit()
    h.heartbeats(lost: true)
    h.advance(to: 1000)
    #expect(h.batches(at: 0) == [[0]])
    #expect(h.events(.reclaimed).isEmpty)
  }

  @Test("F8: heartbeats keep a batch's lease however long it takes")
  func heartbeats() {
    let h = PipelineHarness(.chain(.stage(), lease: 30, heartbeat: .every(10)))
    h.submit()
    h.advance(to: 1000)
    #expect(h.events(.reclaimed).isEmpty)
    h.finish(0)
    #expect(h.ended.completed == 1)
  }

  @Test("F8: where heartbeats are lost the lease runs from the last one that came through")
  func lostHeartbeats() {
    let h = PipelineHarness(.chain(.stage(workers: 2), lease: 30, heartbeat: .every(10)))
    h.submit()
    // The heartbeat of moment 40 is the first that is lost.
    h.advance(to: 40)
    h.heartbeats(lost: true)
    h.advance(to: 59)
    #expect(h.events(.reclaimed).isEmpty)
    h.advance(to: 60)
    #expect(h.order(.reclaimed) == [0])
    // What starts meanwhile has its lease once.
    h.advance(to: 89)
    #expect(h.order(.reclaimed) == [0])
    h.advance(to: 90)
    #expect(h.order(.reclaimed) == [0, 0])
  }

  @Test(
    "F8: heartbeats that come again in time keep the lease, others do not", arguments: [50, 51])
  func comeAgain(regained: Nanoseconds) {
    let h = PipelineHarness(.chain(.stage(), lease: 30, heartbeat: .every(10)))
    h.submit()
    h.advance(to: 35)
    h.heartbeats(lost: true)
    h.advance(to: regained)
    h.heartbeats(lost: false)
    h.advance(to: 1000)
    // That of moment 50 is the last one in time: the lease of moment 30 is over at 60.
    #expect(h.events(.reclaimed).map(\.time) == (regained == 50 ? [] : [60]))
  }

  @Test("F8: two losses with no heartbeat between them are one")
  func twoLosses() {
    let h = PipelineHarness(.chain(.stage(), lease: 35, heartbeat: .every(10)))
    h.submit()
    h.advance(to: 15)
    h.heartbeats(lost: true)
    h.advance(to: 31)
    // The heartbeat of moment 40 would be in time, and is lost too.
    h.heartbeats(lost: false)
    h.advance(to: 38)
    h.heartbeats(lost: true)
    h.advance(to: 1000)
    #expect(h.events(.reclaimed).map(\.time) == [45])
  }

  @Test("F8: a batch that has lost its lease has none to lose in the next loss")
  func lostOnce() {
    let h = PipelineHarness(.chain(.stage(), lease: 30, heartbeat: .every(10)))
    h.submit()
    h.advance(to: 5)
    h.heartbeats(lost: true)
    h.advance(to: 50)
    h.heartbeats(lost: false)
    h.advance(to: 60)
    h.heartbeats(lost: true)
    h.advance(to: 1000)
    #expect(h.events(.reclaimed).map(\.time) == [30])
    #expect(h.brokenInvariants.isEmpty)
  }

  @Test("F8: losses that overlap last until the last of them is over")
  func overlappingLosses() {
    let h = PipelineHarness(.chain(.stage(), lease: 30, heartbeat: .every(10)))
    h.submit()
    h.advance(to: 5)
    h.heartbeats(lost: true)
    h.heartbeats(lost: true)
    h.advance(to: 15)
    h.heartbeats(lost: false)
    h.advance(to: 1000)
    #expect(h.events(.reclaimed).map(\.time) == [30])
  }

  @Test(
    "F8: an end at the very moment at which the lease runs out is too late, whichever comes first")
  func endsAtThatMoment() {
    for endFirst in [true, false] {
      let h = PipelineHarness(.chain(.stage(), lease: 30, heartbeat: .never))
      h.submit()
      if endFirst { h.advance(upTo: 30) } else { h.advance(to: 30) }
      h.finish(0)
      h.advance(to: 30)
      #expect(h.order(.reclaimed) == [0])
      #expect(h.order(.discarded) == [0])
      #expect(h.batches(at: 0) == [[0]])
      h.advance(to: 40)
      h.finish(0)
      #expect(h.ended.completed == 1)
    }
  }

  @Test("F8: the jobs of a batch come back in their order, before those that came after them")
  func comeBackInOrder() {
    let h = PipelineHarness(
      .chain(.stage(batch: 2, linger: 1), capacity: 2, lease: 30, heartbeat: .never))
    for _ in 0..<2 { h.submit() }
    for _ in 0..<2 { h.submit() }
    h.advance(to: 30)
    #expect(h.order(.returned) == [0, 1])
    h.finish(0)
    // Jobs 2 and 3 were in the buffer already.
    #expect(h.batches(at: 0) == [[2, 3]])
    h.finish(2)
    #expect(h.batches(at: 0) == [[0, 1]])
  }

  @Test("F8, F3: with resume: start the jobs begin at the first stage")
  func fromTheStart() {
    let h = PipelineHarness(
      .chain(
        .stage("a"), .stage("b"), retry: .every(1, resume: .start), lease: 30, heartbeat: .never))
    h.submit()
    h.advance(to: 10)
    h.finish(0)
    h.advance(to: 40)
    #expect(h.batches(at: 0) == [[0]])
    #expect(h.batches(at: 1) == [[0]])
  }

  @Test("F8, F5: probes whose lease runs out are given back")
  func probes() {
    let breaker = BreakerSettings(threshold: 1, window: 1, minimum: 1, openFor: 10, probes: 1)
    let h = PipelineHarness(
      .chain(
        .stage(workers: 2, breaker: breaker), retry: .every(10), lease: 30, heartbeat: .never))
    h.submit()
    h.finish(0, failing: [0: .transient])
    h.advance(to: 10)
    #expect(h.batches(at: 0) == [[0]])
    h.advance(to: 40)
    // Half-open with one probe: the second attempt of it could start.
    #expect(h.batches(at: 0) == [[0], [0]])
    h.finish(0)
    #expect(h.events(.breaker).count == 2)
    h.finish(0)
    #expect(h.events(.breaker).count == 3)
    #expect(h.ended.completed == 1)
  }

  @Test("F8, F6: a worker that crashes after its lease has run out takes nothing with it")
  func crashes() {
    let h = PipelineHarness(.chain(.stage(workers: 2), lease: 30, heartbeat: .never))
    h.submit()
    h.advance(to: 30)
    h.crash(stage: 0)
    #expect(h.abandonedWork == 0)
    #expect(h.jobs(.leased) == [])
    h.advance(to: 40)
    h.finish(0)
    #expect(h.ended.completed == 1)
  }

  @Test("F8, S6: a job that comes back has its deadline anew, and its old work none")
  func deadlines() {
    let h = PipelineHarness(.chain(.stage(deadline: 40), lease: 30, heartbeat: .never))
    h.submit()
    h.advance(to: 30)
    #expect(h.jobs(.buffered) == [0])
    h.advance(to: 69)
    #expect(h.events(.abandoned).isEmpty)
    h.advance(to: 70)
    #expect(h.order(.failed) == [0])
    h.finish(0)
    #expect(h.order(.discarded) == [0])
  }
}
