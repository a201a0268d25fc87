extension Pipeline {
  /// Whether a stage's breaker lets anything start, and how much.
  @inline(__always)
  func allowance(_ s: Int) -> Int {
    stages[s].hasBreaker ? breakers[s]!.allowance : .max
  }

  /// Whether a job may enter a stage: its buffer has room, or an idle worker's batch has.
  @inline(__always)
  func hasRoom(_ s: Int) -> Bool {
    let waiting = stages[s].waiting.count
    return waiting < stages[s].capacity
      || (waiting < stages[s].batchSize && stages[s].idleCount > 0 && allowance(s) > 0)
  }

  /// Whether a job from the submission queue may enter a stage: blocked workers go before it, and no
  /// more jobs may be in the stages than the limit says (rule L1).
  @inline(__always)
  func canEnter(_ s: Int) -> Bool {
    hasRoom(s) && stages[s].blockedHere.isEmpty && passages.count < limit
  }

  /// A job enters a stage that has room, from the queue or from the stage before.
  @inline(__always)
  mutating func enter(_ id: Int32, _ s: Int, _ now: Nanoseconds) {
    let job = pool.jobs + Int(id)
    job.pointee.stage = UInt8(truncatingIfNeeded: s)
    if stages[s].batchSize == 1, stages[s].idleCount > 0, !stages[s].isGuarded {
      recorder.waited(s, job, 0)
      if let delays { (delays + s).pointee.add(0) }
      let worker = takeIdle(s)
      workers[Int(worker)].jobs[0] = id
      begin(worker, s, count: 1, now)
      return
    }
    enterBuffer(id, job, s, now)
  }

  private mutating func enterBuffer(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ s: Int, _ now: Nanoseconds
  ) {
    job.pointee.state = .buffered
    job.pointee.since = now
    job.pointee.clockMark = stages[s].batchClock(at: now)
    if stages[s].isGuarded { expectAnswer(id, job, s, now) }
    (stages + s).pointee.waiting.append(id)
    (recorder.stages + s).pointee.buffer.increment(at: now)
    if stages[s].waiting.count > max(stages[s].capacity, stages[s].batchSize) {
      recorder.capacityViolations += 1
    }
    takeBatches(s, now)
  }

  @inline(__always)
  mutating func takeIdle(_ s: Int) -> Int32 {
    (stages + s).pointee.idleCount &-= 1
    return stages[s].idle[stages[s].idleCount]
  }

  @inline(__always)
  mutating func putIdle(_ worker: Int32, _ s: Int) {
    workers[Int(worker)].state = .idle
    stages[s].idle[stages[s].idleCount] = worker
    (stages + s).pointee.idleCount &+= 1
  }

  /// Idle workers take what they may: a full batch, or what has lingered long enough (rule S2).
  mutating func takeBatches(_ s: Int, _ now: Nanoseconds) {
    while !stages[s].waiting.isEmpty, stages[s].idleCount > 0 {
      let most = min(stages[s].batchSize, allowance(s))
      guard most > 0 else { break }
      let waiting = stages[s].waiting.count
      if waiting < most, stages[s].linger > 0 {
        let due = pool.jobs[Int(stages[s].waiting.first)].since &+ stages[s].linger
        if due > now {
          if due < stages[s].lingerTimer {
            stages[s].lingerTimer = due
            commands.append(.timer, timer: .linger, id: Int32(s), time: due)
          }
          break
        }
      }
      if stages[s].isGuarded {
        takeGuarded(min(most, waiting), s, now)
      } else {
        take(min(most, waiting), s, now)
      }
    }
    if stages[s].linger > 0 { updateBatchClock(s, now) }
  }

  private mutating func take(_ count: Int, _ s: Int, _ now: Nanoseconds) {
    let worker = takeIdle(s)
    let clock = stages[s].batchClock(at: now)
    for i in 0..<count {
      let id = (stages + s).pointee.waiting.removeFirst()
      let job = pool.jobs + Int(id)
      (recorder.stages + s).pointee.buffer.decrement(at: now)
      endWait(job, s, clock: clock, now)
      workers[Int(worker)].jobs[i] = id
    }
    begin(worker, s, count: count, now)
  }

  /// A job's wait in a buffer is over.
  @inline(__always)
  mutating func endWait(
    _ job: UnsafeMutablePointer<Job>, _ s: Int, clock: Nanoseconds, _ now: Nanoseconds
  ) {
    let waited = now &- job.pointee.since
    let forBatch = clock &- job.pointee.clockMark
    job.pointee.parts.batch &+= forBatch
    job.pointee.parts.buffer &+= waited &- forBatch
    recorder.waited(s, job, waited)
    if let delays { (delays + s).pointee.add(waited &- forBatch) }
  }

  /// The batch clock runs while jobs wait although a worker could take them.
  mutating func updateBatchClock(_ s: Int, _ now: Nanoseconds) {
    let filling = !stages[s].waiting.isEmpty && stages[s].idleCount > 0 && allowance(s) > 0
    guard filling != (stages[s].fillingSince != .never) else { return }
    stages[s].batchClock = stages[s].batchClock(at: now)
    stages[s].fillingSince = filling ? now : .never
  }

  @inline(__always)
  mutating func begin(_ id: Int32, _ s: Int, count: Int, _ now: Nanoseconds) {
    let worker = workers + Int(id)
    worker.pointee.state = .busy
    worker.pointee.count = Int32(truncatingIfNeeded: count)
    worker.pointee.started = now
    worker.pointee.inFlight = Int32(truncatingIfNeeded: inFlight)
    if stages[s].isGuarded { beginGuarded(worker, s, count, now) }
    let first = pool.jobs + Int(worker.pointee.jobs[0])
    recorder.started(s, jobs: count, isMeasured: first.pointee.isMeasured, at: now)
    for i in 0..<count {
      let job = pool.jobs + Int(worker.pointee.jobs[i])
      job.pointee.state = .inService
      recorder.note(
        .started, at: now, stage: UInt8(truncatingIfNeeded: s), worker: worker.pointee.number,
        job: job)
    }
    commands.append(.start, id: id)
  }

  // MARK: The end of a batch

  /// A worker's batch has ended; the driver has written each job's `result`.
  package mutating func finishBatch(worker id: Int32, at now: Nanoseconds) {
    let worker = workers + Int(id)
    precondition(worker.pointee.state == .busy, "only a busy worker's batch can end")
    let s = Int(worker.pointee.stage)
    if stages[s].isGuarded { closeGuarded(id, s, now) }
    let duration = now &- worker.pointee.started
    let count = Int(worker.pointee.count)
    let isMeasured = pool.jobs[Int(worker.pointee.jobs[0])].isMeasured
    recorder.served(s, duration, isMeasured: isMeasured, at: now)
    var kept = 0
    var wasted = 0
    var failed = 0
    for i in 0..<count {
      let id = worker.pointee.jobs[i]
      let job = pool.jobs + Int(id)
      job.pointee.parts.service &+= duration
      if stages[s].isGuarded, endGuarded(id, job, worker, s, now) {
        wasted &+= 1
        continue
      }
      let result = job.pointee.result
      if job.pointee.isMeasured { recorder.attempted(s, result) }
      guard result == .succeeded else {
        attemptFailed(id, s, result, now)
        wasted &+= 1
        failed &+= 1
        continue
      }
      recorder.note(.succeeded, at: now, stage: UInt8(truncatingIfNeeded: s), job: job)
      if s &+ 1 == stageCount {
        complete(id, job, now)
      } else {
        worker.pointee.jobs[kept] = id
        kept &+= 1
      }
    }
    if wasted > 0, isMeasured { recorder.wasted(s, duration, jobs: wasted, of: count) }
    if failed > 0, stages[s].handling > 0 {
      oweHandling(of: failed, worker, s, isMeasured: isMeasured, now)
    }
    worker.pointee.count = Int32(truncatingIfNeeded: kept)
    worker.pointee.position = 0
    if kept == 0 || passOn(id, worker, s, now) { release(id, s, now) }
    settle(from: s, now)
  }

  @inline(__always)
  private mutating func complete(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ now: Nanoseconds
  ) {
    recorder.completed(job, at: now)
    inFlight &-= 1
    if job.pointee.client >= 0 {
      commands.append(.ended, outcome: .completed, id: id)
    }
    pool.giveBack(id)
    if watchesPassages { passageEnded(id, .succeeded, now) }
  }

  /// Passes a finished batch on, job by job, and says whether all of it could go (rule S4).
  @inline(__always)
  private mutating func passOn(
    _ id: Int32, _ worker: UnsafeMutablePointer<Worker>, _ s: Int, _ now: Nanoseconds
  ) -> Bool {
    let next = s &+ 1
    if stages[next].blockedHere.isEmpty {
      while worker.pointee.position < worker.pointee.count, hasRoom(next) {
        let job = worker.pointee.jobs[Int(worker.pointee.position)]
        worker.pointee.position &+= 1
        enter(job, next, now)
      }
      if worker.pointee.position == worker.pointee.count { return true }
    }
    block(id, worker, next, now)
    return false
  }

  private mutating func block(
    _ id: Int32, _ worker: UnsafeMutablePointer<Worker>, _ next: Int, _ now: Nanoseconds
  ) {
    worker.pointee.state = .blocked
    (stages + next).pointee.blockedHere.append(id)
    (recorder.stages + next - 1).pointee.blocked.increment(at: now)
    for i in Int(worker.pointee.position)..<Int(worker.pointee.count) {
      let job = pool.jobs + Int(worker.pointee.jobs[i])
      job.pointee.state = .blocked
      job.pointee.since = now
    }
    recorder.note(
      .workerBlocked, at: now, stage: UInt8(next - 1), worker: worker.pointee.number,
      job: pool.jobs + Int(worker.pointee.jobs[Int(worker.pointee.position)]))
  }

  // MARK: What follows

  /// Carries on what a change at stage `s` makes possible: its idle workers take batches, blocked
  /// workers before it pass jobs on, and so up the chain to the submission queue.
  @inline(__always)
  mutating func settle(from s: Int, _ now: Nanoseconds) {
    var k = s
    while true {
      if !stages[k].waiting.isEmpty || stages[k].fillingSince != .never { takeBatches(k, now) }
      guard !stages[k].blockedHere.isEmpty, relieve(k, now) else { break }
      k &-= 1
    }
    if !queue.isEmpty || !blockedSources.isEmpty { pump(now) }
  }

  /// Lets workers that are blocked on stage `k` pass jobs on while it has room. Says whether any of
  /// them is free again.
  private mutating func relieve(_ k: Int, _ now: Nanoseconds) -> Bool {
    var freed = false
    while !stages[k].blockedHere.isEmpty, hasRoom(k) {
      let id = stages[k].blockedHere.first
      let worker = workers + Int(id)
      let jobId = worker.pointee.jobs[Int(worker.pointee.position)]
      let job = pool.jobs + Int(jobId)
      worker.pointee.position &+= 1
      job.pointee.parts.blocked &+= now &- job.pointee.since
      recorder.note(
        .passed, at: now, stage: UInt8(k - 1), worker: worker.pointee.number, job: job)
      if worker.pointee.position == worker.pointee.count {
        _ = (stages + k).pointee.blockedHere.removeFirst()
        (recorder.stages + k - 1).pointee.blocked.decrement(at: now)
        if release(id, k - 1, now) { freed = true }
      }
      enter(jobId, k, now)
    }
    return freed
  }
}
