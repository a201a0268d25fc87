import HeadgateCore
import Testing

@Suite("Crashes (rule F6)")
struct CrashTests {
  @Test("F6: a crashed worker's jobs come back when their lease runs out, on the same attempt")
  func leases() {
    let h = PipelineHarness(.chain(.stage("a"), .stage("b", workers: 2), lease: 100))
    h.submit()
    h.advance(to: 2)
    h.finish(0)
    h.advance(to: 5)
    h.crash(stage: 1, count: 1)
    #expect(h.jobs(.leased) == [0])
    #expect(h.batches(at: 1) == [])
    h.advance(to: 104)
    #expect(h.jobs(.leased) == [0])
    h.advance(to: 105)
    #expect(h.batches(at: 1) == [[0]])
    #expect(h.slot(of: 0)?.attempt == 1)
    #expect(h.slot(of: 0)?.parts.service == 5)
    #expect(h.slot(of: 0)?.parts.backoff == 100)
  }

  @Test("F6: the last attempt of a job survives a crash")
  func crashCostsNoAttempt() {
    let h = PipelineHarness(.chain(.stage(workers: 2), lease: 10))
    h.submit()
    h.crash(stage: 0)
    h.advance(to: 10)
    h.finish(0)
    #expect(h.ended.completed == 1)
  }

  @Test("F6: a stage without workers starts nothing until they come back")
  func restoring() {
    let h = PipelineHarness(.chain(.stage(workers: 2, buffer: 1), capacity: 9))
    h.crash(stage: 0, count: 2)
    for _ in 0..<3 { h.submit() }
    #expect(h.jobs(.buffered) == [0])
    #expect(h.jobs(.queued) == [1, 2])
    h.advance(to: 50)
    h.restore(stage: 0, count: 1)
    #expect(h.batches(at: 0) == [[0]])
    h.restore(stage: 0, count: 1)
    #expect(h.batches(at: 0) == [[0], [1]])
  }

  @Test("F6: a worker that crashes while it is blocked loses the rest of its batch only")
  func crashOfABlockedWorker() {
    let h = PipelineHarness(
      .chain(.stage("a", workers: 2, batch: 3), .stage("b", buffer: 1), lease: 100))
    for _ in 0..<2 { h.submit() }
    for _ in 0..<3 { h.submit() }
    h.finish(0)
    // Job 0 is at b, and 2, 3, 4 at the worker that did it; 1 blocks nobody.
    #expect(h.batches(at: 0) == [[1], [2, 3, 4]])
    h.finish(2)
    #expect(h.jobs(.blocked) == [3, 4])
    h.finish(1)
    #expect(h.jobs(.blocked) == [1, 3, 4])
    h.crash(stage: 0)
    #expect(h.jobs(.leased) == [3, 4])
    #expect(h.jobs(.blocked) == [1])
    h.finish(0)
    #expect(h.jobs(.blocked) == [])
    #expect(h.jobs(.buffered) == [1])
    h.advance(to: 100)
    // They were served by a, and go on there: what a did was lost with its worker.
    #expect(h.batches(at: 0) == [[3]])
  }

  @Test("F6: crashes take the lowest numbers first, and never more than there are")
  func crashOrder() {
    let h = PipelineHarness(.chain(.stage(workers: 3)))
    for _ in 0..<3 { h.submit() }
    h.crash(stage: 0, count: 1)
    #expect(h.jobs(.leased) == [0])
    h.crash(stage: 0, count: 5)
    #expect(h.jobs(.leased) == [0, 1, 2])
    #expect(h.events(.crashed).map(\.worker) == [0, 1, 2])
    h.restore(stage: 0, count: 9)
    #expect(h.events(.restored).map(\.worker) == [0, 1, 2])
  }

  @Test("F5, F6: probes that a crash takes leave their places to others")
  func crashedProbes() {
    let breaker = BreakerSettings(threshold: 1, window: 1, minimum: 1, openFor: 10, probes: 1)
    let h = PipelineHarness(.chain(.stage(workers: 2, buffer: 4, breaker: breaker)))
    h.submit()
    h.finish(0, failing: [0: .permanent])
    for _ in 0..<3 { h.submit() }
    h.advance(to: 10)
    #expect(h.batches(at: 0) == [[1]])
    h.crash(stage: 0, count: 1)
    #expect(h.batches(at: 0) == [[2]])
  }
}
