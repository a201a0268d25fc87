import HeadgateCore
import Testing

@Suite("Stages (rules S1 to S4)")
struct StageTests {
  @Test("S2: a full batch goes at once, a part of one when its oldest job has lingered")
  func linger() {
    let h = PipelineHarness(.chain(.stage(workers: 2, batch: 3, linger: 10)))
    h.submit()
    h.advance(to: 4)
    h.submit()
    #expect(h.batches(at: 0) == [])
    h.advance(to: 9)
    #expect(h.batches(at: 0) == [])
    h.advance(to: 10)
    #expect(h.batches(at: 0) == [[0, 1]])
    for _ in 0..<3 { h.submit() }
    #expect(h.batches(at: 0) == [[0, 1], [2, 3, 4]])
  }

  @Test("S2: a timer that has lost its batch does not cut the next one short")
  func staleLinger() {
    let h = PipelineHarness(.chain(.stage(workers: 2, batch: 2, linger: 10)))
    h.submit()
    h.advance(to: 3)
    h.submit()
    h.submit()
    #expect(h.batches(at: 0) == [[0, 1]])
    h.advance(to: 12)
    #expect(h.batches(at: 0) == [[0, 1]])
    h.advance(to: 13)
    #expect(h.batches(at: 0) == [[0, 1], [2]])
  }

  @Test("S2: a worker that becomes free takes at once what has lingered long enough")
  func lingeredWhileBusy() {
    let h = PipelineHarness(.chain(.stage(batch: 3, linger: 10)))
    for _ in 0..<4 { h.submit() }
    h.advance(to: 25)
    h.finish(0)
    #expect(h.batches(at: 0) == [[3]])
  }

  @Test("S2: without linger a worker takes what is there, up to size")
  func noLinger() {
    let h = PipelineHarness(.chain(.stage(batch: 3)))
    for _ in 0..<6 { h.submit() }
    #expect(h.batches(at: 0) == [[0]])
    h.finish(0)
    #expect(h.batches(at: 0) == [[1, 2, 3]])
    h.finish(1)
    #expect(h.batches(at: 0) == [[4, 5]])
  }

  @Test("S2: jobs leave a buffer in the order in which they entered, whatever their priority")
  func bufferOrder() {
    let h = PipelineHarness(.chain(.stage()))
    for priority in [0, 1, 9] { h.submit(priority: priority) }
    for _ in 0..<3 { h.finish(h.jobs(.inService)[0]) }
    #expect(h.order(.completed) == [0, 1, 2])
  }

  @Test("Waiting for a batch to fill is batch time, waiting for a worker is buffer time")
  func batchAndBufferTime() {
    let h = PipelineHarness(.chain(.stage(batch: 2, linger: 100)))
    h.submit()
    h.advance(to: 30)
    h.submit()
    h.submit()
    h.advance(to: 50)
    h.finish(0)
    h.advance(to: 65)
    h.submit()
    #expect(h.slot(of: 0)?.parts.batch == nil)
    #expect(h.slot(of: 2)?.parts.buffer == 20)
    #expect(h.slot(of: 2)?.parts.batch == 15)
    #expect(h.slot(of: 3)?.parts.batch == 0)
  }

  @Test("S4: a batch passes one by one, in order, and the worker holds the rest")
  func partialBatch() {
    let h = PipelineHarness(.chain(.stage("a", batch: 4), .stage("b", buffer: 1)))
    h.submit()
    for _ in 0..<4 { h.submit() }
    h.finish(0)
    h.advance(to: 5)
    // b works on 0, and has room for one of 1, 2, 3, 4.
    h.finish(1)
    #expect(h.jobs(.buffered) == [1])
    #expect(h.jobs(.blocked) == [2, 3, 4])
    h.submit()
    #expect(h.jobs(.buffered) == [1, 5])
    h.advance(to: 9)
    h.finish(0)
    #expect(h.jobs(.blocked) == [3, 4])
    h.finish(1)
    h.finish(2)
    // The last has gone: the worker is free and takes 5.
    #expect(h.batches(at: 0) == [[5]])
    #expect(h.slot(of: 4)?.parts.blocked == 4)
  }

  @Test("S4: blocked workers are served first come, first served")
  func blockedFirstComeFirstServed() {
    let h = PipelineHarness(.chain(.stage("a", workers: 3, batch: 2), .stage("b", buffer: 0)))
    for _ in 0..<3 { h.submit() }
    for job in [0, 2, 1] { h.finish(UInt64(job)) }
    #expect(h.batches(at: 1) == [[0]])
    #expect(h.jobs(.blocked) == [1, 2])
    // A worker that finishes later waits behind, though b might have room in between.
    h.submit()
    h.finish(3)
    for job in [0, 2, 1, 3] { h.finish(UInt64(job)) }
    #expect(h.order(.completed) == [0, 2, 1, 3])
  }

  @Test("S4: room at the end of the chain lets a whole row of blocked workers go on")
  func chainOfBlockedWorkers() {
    let h = PipelineHarness(
      .chain(
        .stage("a", buffer: 0), .stage("b", buffer: 0), .stage("c", buffer: 0), capacity: 0))
    h.submit()
    h.finish(0)
    h.finish(0)
    h.submit()
    h.finish(1)
    h.finish(1)
    h.submit()
    h.finish(2)
    h.submit()
    #expect(h.jobs(.blocked) == [1, 2])
    #expect(h.jobs(.atSource) == [3])
    h.finish(0)
    #expect(h.batches(at: 2) == [[1]])
    #expect(h.batches(at: 1) == [[2]])
    #expect(h.batches(at: 0) == [[3]])
  }

  @Test("S1: a buffer bounds the jobs that wait; the batch that an idle worker fills is its own")
  func bufferBound() {
    let h = PipelineHarness(.chain(.stage(buffer: 1, batch: 3, linger: 10), capacity: 9))
    for _ in 0..<2 { h.submit() }
    #expect(h.jobs(.buffered) == [0, 1])
    h.submit()
    #expect(h.batches(at: 0) == [[0, 1, 2]])
    for _ in 0..<2 { h.submit() }
    #expect(h.jobs(.buffered) == [3])
    #expect(h.jobs(.queued) == [4])
  }

  @Test("J2: at every instant what was submitted has ended, or is in flight")
  func conservation() {
    let h = PipelineHarness(
      .chain(.stage(buffer: 0), capacity: 2, onFull: .shed, retry: .every(10, maxAttempts: 2)))
    for priority in [0, 0, 0, 1, 0] { h.submit(priority: priority) }
    // 1 or 2 is shed for 3, and 4 is rejected.
    h.finish(0)
    h.finish(3, failing: [3: .permanent])
    #expect(h.cancel(1) == false)
    let ended = h.ended
    #expect([ended.completed, ended.failed, ended.rejected, ended.shed] == [1, 1, 1, 1])
    #expect(h.pipeline.inFlight == 1)
    #expect(h.jobs(.inService) == [1])
  }
}
