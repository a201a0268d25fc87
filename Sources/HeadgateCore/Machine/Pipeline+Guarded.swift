/// Stages at which more than workers and their service decides about attempts, kept out of the path of
/// those at which nothing else does.
extension Pipeline {
  /// A job enters the buffer.
  @inline(never)
  mutating func expectAnswer(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ s: Int, _ now: Nanoseconds
  ) {
    job.pointee.place = stages[s].waiting.end
    if stages[s].deadline != .never { startWaiting(id, s, now) }
  }

  /// An idle worker takes the first `count` waiting jobs.
  @inline(never)
  mutating func takeGuarded(_ count: Int, _ s: Int, _ now: Nanoseconds) {
    let worker = takeIdle(s)
    let clock = stages[s].batchClock(at: now)
    for i in 0..<count {
      let id = (stages + s).pointee.waiting.removeFirst()
      let job = pool.jobs + Int(id)
      (recorder.stages + s).pointee.buffer.decrement(at: now)
      if !job.pointee.isAbandoned { endWait(job, s, clock: clock, now) }
      job.pointee.place = UInt32(worker)
      workers[Int(worker)].jobs[i] = id
    }
    begin(worker, s, count: count, now)
  }

  /// A worker has taken its batch.
  @inline(never)
  mutating func beginGuarded(
    _ worker: UnsafeMutablePointer<Worker>, _ s: Int, _ count: Int, _ now: Nanoseconds
  ) {
    if leases != nil { startLease(worker, now) }
    guard stages[s].hasBreaker else { return }
    var attempts = 0
    for i in 0..<count where !pool.jobs[Int(worker.pointee.jobs[i])].isAbandoned { attempts += 1 }
    worker.pointee.breakerPeriod = breakers[s]!.period
    breakers[s]!.started(attempts)
  }

  /// A worker's batch is done: what was to happen up to this moment goes before that.
  @inline(never)
  mutating func closeGuarded(_ id: Int32, _ s: Int, _ now: Nanoseconds) {
    if workers[Int(id)].leaseEnd <= now { reclaim(id, now) }
    failOverdue(s, now)
  }

  /// A job's part of a batch is done. Says whether that was all: nobody waits for it.
  @inline(never)
  mutating func endGuarded(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ worker: UnsafeMutablePointer<Worker>,
    _ s: Int, _ now: Nanoseconds
  ) -> Bool {
    if stages[s].hasCache { tellLookup(job, worker, s, now) }
    if job.pointee.isAbandoned {
      recorder.note(
        .discarded, at: now, stage: UInt8(truncatingIfNeeded: s), worker: worker.pointee.number,
        job: job)
      discard(id)
      return true
    }
    if stages[s].hasBreaker {
      attemptEnded(
        s, failed: job.pointee.result != .succeeded, worker.pointee.breakerPeriod, now)
    }
    return false
  }

  /// Whether the driver has found a job's content in the cache (rule S9).
  private mutating func tellLookup(
    _ job: UnsafeMutablePointer<Job>, _ worker: UnsafeMutablePointer<Worker>, _ s: Int,
    _ now: Nanoseconds
  ) {
    let isHit = job.pointee.marks.contains(.hit)
    job.pointee.marks.remove(.hit)
    if job.pointee.isMeasured { recorder.lookedUp(s, isHit: isHit) }
    guard isHit else { return }
    recorder.note(
      .cacheHit, at: now, stage: UInt8(truncatingIfNeeded: s), worker: worker.pointee.number,
      job: job)
  }
}
