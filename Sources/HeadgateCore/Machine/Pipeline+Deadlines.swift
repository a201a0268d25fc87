/// Deadlines, and the work that is left behind when they pass (rule S6).
extension Pipeline {
  /// A job enters a stage's buffer: its wait for an answer has an end.
  mutating func startWaiting(_ id: Int32, _ s: Int, _ now: Nanoseconds) {
    forgetAnswered(s)
    (stages + s).pointee.deadlines.append(id, due: now &+ stages[s].deadline)
    armDeadline(s)
  }

  /// The waits of a stage that are over by now have been in vain: each attempt has failed, and what
  /// it asked for stays where it is, as work that nobody waits for.
  mutating func deadlinesPassed(_ s: Int, _ now: Nanoseconds) {
    (stages + s).pointee.deadlineTimer = .never
    let anyFailed = failOverdue(s, now)
    forgetAnswered(s)
    armDeadline(s)
    if anyFailed { settle(from: s, now) }
  }

  /// Fails the attempts of a stage whose waits are over by now. An answer of the same moment is too
  /// late: this goes before the end of a batch, whichever of the two events comes first.
  @discardableResult
  mutating func failOverdue(_ s: Int, _ now: Nanoseconds) -> Bool {
    // An ended job's slot is not to be taken before the driver has seen it: first all work gets
    // slots of its own, then the attempts fail.
    while !stages[s].deadlines.isEmpty, stages[s].deadlines.first.due <= now {
      let entry = stages[s].deadlines.first
      (stages + s).pointee.deadlines.removeFirst()
      if isAwaited(entry, s) {
        leaveWorkBehind(entry.id, s, now)
        failing.append(entry.id)
      }
    }
    guard !failing.isEmpty else { return false }
    failAll(s, .abandoned, now)
    return true
  }

  /// Whether the wait that an entry is for still goes on.
  func isAwaited(_ entry: DueRing.Entry, _ s: Int) -> Bool {
    let job = pool.jobs + Int(entry.id)
    return (job.pointee.state == .buffered || job.pointee.state == .inService)
      && Int(job.pointee.stage) == s && job.pointee.marks.isDisjoint(with: [.abandoned, .failing])
      && job.pointee.since &+ stages[s].deadline == entry.due
  }

  private mutating func forgetAnswered(_ s: Int) {
    while !stages[s].deadlines.isEmpty, !isAwaited(stages[s].deadlines.first, s) {
      (stages + s).pointee.deadlines.removeFirst()
    }
  }

  private mutating func armDeadline(_ s: Int) {
    guard stages[s].deadlineTimer == .never, !stages[s].deadlines.isEmpty else { return }
    let due = stages[s].deadlines.first.due
    (stages + s).pointee.deadlineTimer = due
    commands.append(.timer, timer: .deadline, id: Int32(s), time: due)
  }

  /// The attempts that have been collected fail.
  private mutating func failAll(_ s: Int, _ result: AttemptResult, _ now: Nanoseconds) {
    while !failing.isEmpty {
      let id = failing.removeFirst()
      pool.jobs[Int(id)].marks.remove(.failing)
      if stages[s].hasBreaker { tellBreakerOfFailure(id, s, now) }
      if pool.jobs[Int(id)].isMeasured { recorder.attempted(s, result) }
      attemptFailed(id, s, result, now)
    }
  }

  /// An attempt that has not ended counts as failed, once: what it has left behind does not count.
  private mutating func tellBreakerOfFailure(_ id: Int32, _ s: Int, _ now: Nanoseconds) {
    if pool.jobs[Int(id)].state == .inService {
      let period = workers[Int(pool.jobs[Int(id)].place)].breakerPeriod
      tellBreaker(s, now) { $0.ended(failed: true, period: period) }
    } else {
      tellBreaker(s, now) { $0.failedBeforeItStarted() }
    }
  }

  /// Puts work without a job in the place of a job that is buffered or in service.
  mutating func leaveWorkBehind(_ id: Int32, _ s: Int, _ now: Nanoseconds) {
    // Its memory may move.
    let work = pool.take()
    let job = pool.jobs + Int(id)
    let place = job.pointee.place
    pool.jobs[Int(work)] = job.pointee
    pool.jobs[Int(work)].marks.insert(.abandoned)
    pool.jobs[Int(work)].client = -1
    job.pointee.marks.insert(.failing)
    abandonedWork += 1
    if job.pointee.state == .buffered {
      (stages + s).pointee.waiting.replace(at: place, with: work)
      endWait(job, s, clock: stages[s].batchClock(at: now), now)
      return
    }
    let worker = workers + Int(place)
    job.pointee.parts.service &+= now &- worker.pointee.started
    for i in 0..<Int(worker.pointee.count) where worker.pointee.jobs[i] == id {
      worker.pointee.jobs[i] = work
    }
  }

  /// Work that nobody waits for is done, or gone.
  mutating func discard(_ work: Int32) {
    abandonedWork -= 1
    pool.giveBack(work)
  }

  /// A vanishing worker's batch keeps only what jobs wait for.
  mutating func dropAbandoned(_ worker: UnsafeMutablePointer<Worker>) {
    var kept = 0
    for i in 0..<Int(worker.pointee.count) {
      let id = worker.pointee.jobs[i]
      if pool.jobs[Int(id)].isAbandoned {
        discard(id)
      } else {
        worker.pointee.jobs[kept] = id
        kept += 1
      }
    }
    worker.pointee.count = Int32(kept)
  }
}
