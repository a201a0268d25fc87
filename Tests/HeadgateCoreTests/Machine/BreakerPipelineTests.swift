import HeadgateCore
import Testing

@Suite("Circuit breakers in the pipeline (rule F5)")
struct BreakerPipelineTests {
  private let breaker = BreakerSettings(
    threshold: 0.5, window: 4, minimum: 2, openFor: 100, probes: 2)

  @Test("F5: while open a stage starts nothing, and its full buffer blocks the stage before")
  func backpressure() {
    let h = PipelineHarness(
      .chain(.stage("a"), .stage("b", workers: 2, buffer: 1, breaker: breaker)))
    for _ in 0..<6 { h.submit() }
    h.finish(0)
    h.finish(1)
    #expect(h.batches(at: 1) == [[0], [1]])
    h.finish(0, failing: [0: .permanent])
    h.finish(1, failing: [1: .permanent])
    #expect(h.events(.breaker).count == 1)
    h.finish(2)
    h.finish(3)
    #expect(h.jobs(.buffered) == [2, 4, 5])
    #expect(h.jobs(.blocked) == [3])
    #expect(h.batches(at: 1) == [])
    #expect(h.batches(at: 0) == [])
  }

  @Test("F5: half-open lets the probes through, and closes when they succeed")
  func probes() {
    let h = PipelineHarness(.chain(.stage(workers: 4, breaker: breaker)))
    for _ in 0..<2 { h.submit() }
    for job in [0, 1] as [UInt64] { h.finish(job, failing: [job: .permanent]) }
    for _ in 0..<4 { h.submit() }
    #expect(h.jobs(.buffered) == [2, 3, 4, 5])
    h.advance(to: 99)
    #expect(h.batches(at: 0) == [])
    h.advance(to: 100)
    #expect(h.batches(at: 0) == [[2], [3]])
    h.finish(2)
    #expect(h.batches(at: 0) == [[3]])
    h.finish(3)
    #expect(h.batches(at: 0) == [[4], [5]])
  }

  @Test("F5: half-open lets a batch take no more than the probes that are left")
  func probesInABatch() {
    let h = PipelineHarness(.chain(.stage(batch: 5, linger: 10, breaker: breaker)))
    for _ in 0..<5 { h.submit() }
    h.finish(0, failing: [0: .permanent, 1: .permanent])
    for _ in 0..<5 { h.submit() }
    h.advance(to: 100)
    #expect(h.batches(at: 0) == [[5, 6]])
  }

  @Test("F5: failed probes open it again, for as long again")
  func failedProbes() {
    let h = PipelineHarness(.chain(.stage(workers: 2, breaker: breaker)))
    for _ in 0..<2 { h.submit() }
    for job in [0, 1] as [UInt64] { h.finish(job, failing: [job: .permanent]) }
    for _ in 0..<3 { h.submit() }
    h.advance(to: 100)
    h.finish(2)
    h.advance(to: 130)
    h.finish(3, failing: [3: .permanent])
    #expect(h.batches(at: 0) == [])
    h.advance(to: 229)
    #expect(h.batches(at: 0) == [])
    h.advance(to: 230)
    #expect(h.batches(at: 0) == [[4]])
    #expect(h.events(.breaker).map(\.time) == [0, 100, 130, 230])
  }

  @Test("F5: a stage without a buffer is closed to newcomers while its breaker is open")
  func noBuffer() {
    let h = PipelineHarness(.chain(.stage(workers: 2, buffer: 0, breaker: breaker), capacity: 5))
    for _ in 0..<2 { h.submit() }
    for job in [0, 1] as [UInt64] { h.finish(job, failing: [job: .permanent]) }
    h.submit()
    #expect(h.jobs(.queued) == [2])
    h.advance(to: 100)
    #expect(h.batches(at: 0) == [[2]])
  }
}
