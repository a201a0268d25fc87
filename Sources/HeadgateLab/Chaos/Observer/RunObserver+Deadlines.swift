import HeadgateCore

/// Deadlines and the work that is left behind when they pass: rule S6.
extension RunObserver {
  /// The work in a buffer that an event tells of, where it is not of its job's present attempt.
  mutating func waitingWork(_ event: TraceEvent) -> Int? {
    guard event.kind == .started, let ordinal = event.job, let stage = event.stage,
      ordinal < UInt64(jobs.count)
    else { return nil }
    let job = jobs[Int(ordinal)]
    if job.state != .ended, job.attempt == event.attempt { return nil }
    let found = works.lastIndex {
      $0.job == Int(ordinal) && $0.attempt == event.attempt && $0.stage == stage && $0.isWaiting
    }
    guard let found else { return nil }
    works[found].isWaiting = false
    return -1 - found
  }

  /// When a job, or the one that has left work behind, came into the buffer.
  func entered(_ job: Int) -> Nanoseconds {
    job < 0 ? works[-1 - job].entered : jobs[job].entered
  }

  func attempt(of job: Int) -> Int {
    job < 0 ? works[-1 - job].attempt : jobs[job].attempt
  }

  /// An attempt's wait is over.
  mutating func takeAbandonment(_ event: TraceEvent) {
    guard let job = knownJob(event), let s = event.stage else { return }
    guard let deadline = settings.stages[s].deadline else {
      return fail("S6", "job \(job) gives up at stage \(s), which has no deadline")
    }
    let state = jobs[job].state
    guard state == .buffered || state == .serving, jobs[job].stage == s,
      event.attempt == jobs[job].attempt
    else { return fail("S6", "job \(job) gives up at stage \(s), where it is not") }
    if now - jobs[job].entered != deadline {
      fail("S6", "job \(job) gives up after \(now - jobs[job].entered) ns")
    }
    leaveWork(of: job, s)
    if state == .serving {
      tellBreaker(s, failed: true, stages[s].workers[jobs[job].worker].period)
    } else if let breaker = stages[s].breaker {
      // Half-open it counts probes alone.
      tellBreaker(s, failed: true, breaker.state == .closed ? breaker.period : -1)
    }
    jobs[job].worker = -1
    jobs[job].state = .passing
    jobs[job].result = event.kind
    owe(job, after: event.kind)
  }

  /// What a job asked for takes its place.
  mutating func leaveWork(of job: Int, _ s: Int) {
    let isWaiting = jobs[job].state == .buffered
    works.append(
      ObservedWork(
        job: job, attempt: jobs[job].attempt, stage: s, entered: jobs[job].entered,
        isWaiting: isWaiting))
    let work = -works.count
    if isWaiting {
      stages[s].buffer.replace(job, with: work)
    } else {
      let worker = jobs[job].worker
      let place = stages[s].workers[worker].batch.firstIndex(of: job)!
      stages[s].workers[worker].batch[place] = work
    }
  }

  /// Work that nobody waits for is done.
  mutating func takeDiscard(_ event: TraceEvent) {
    guard let s = event.stage, let worker = event.worker,
      stages[s].workers.indices.contains(worker)
    else { return fail("S1", "work is done by a worker that is not there") }
    let batch = stages[s].workers[worker].batch
    let next = ending.map { $0.worker == worker && $0.stage == s ? $0.results : 0 } ?? 0
    guard batch.indices.contains(next), batch[next] < 0,
      event.job.map(Int.init) == works[-1 - batch[next]].job,
      works[-1 - batch[next]].attempt == event.attempt
    else { return fail("S6", "work that job \(event.job ?? 0) has not left is done") }
    let isHit = ending?.isHit ?? false
    _ = takePart(batch[next], of: worker, s)
    // A worker that has lost its lease has its answer all the same, if there is one.
    let mayFill = settings.stages[s].cache?.fillOnTimeout == true || settings.heartbeat != nil
    if !isHit, mayFill {
      stages[s].cache?.mayFill(jobs[works[-1 - batch[next]].job].origin)
    }
    let inStall = faults.contains { $0.effect == .stall && isInForce($0, at: s, now) }
    if inStall { fail("F6", "a batch of stage \(s) ends in a stall") }
  }

  /// An answer must come before the deadline.
  mutating func checkWait(_ job: Int, _ s: Int) {
    guard let deadline = settings.stages[s].deadline else { return }
    if now - jobs[job].entered >= deadline {
      fail("S6", "job \(job) has an answer after \(now - jobs[job].entered) ns")
    }
  }

  /// Nobody waits longer than the deadline.
  mutating func settleWaits(_ s: Int, before later: Nanoseconds) {
    guard let deadline = settings.stages[s].deadline else { return }
    while stages[s].firstWait < stages[s].waits.count {
      let wait = stages[s].waits[stages[s].firstWait]
      let job = jobs[wait.job]
      let goesOn =
        (job.state == .buffered || job.state == .serving) && job.stage == s
        && job.entered == wait.since
      guard !goesOn else {
        let (due, overflow) = wait.since.addingReportingOverflow(deadline)
        if !overflow, due < later {
          fail("S6", "job \(wait.job) waits for stage \(s) beyond \(due) ns")
        }
        return
      }
      stages[s].firstWait += 1
    }
  }
}
