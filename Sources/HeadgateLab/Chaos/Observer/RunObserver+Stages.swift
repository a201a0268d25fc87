import HeadgateCore

/// Buffers, batches and blocking: rules S1, S2, S4.
extension RunObserver {
  mutating func takeWork(_ event: TraceEvent) {
    guard let job = waitingWork(event) ?? knownJob(event) else { return }
    guard let stage = event.stage, let worker = event.worker,
      stages[stage].workers.indices.contains(worker)
    else { return fail("S1", "\(event.kind.name) by a worker that is not there") }
    switch event.kind {
    case .started: start(job, stage, worker, attempt: event.attempt)
    case .workerBlocked: block(worker, stage, holding: job)
    default: passOn(job, from: worker, stage)
    }
  }

  /// A job enters a stage, which must have room, behind those that are there.
  mutating func enter(_ job: Int, _ stage: Int) {
    if !stages[stage].hasRoom { fail("S1", "job \(job) enters stage \(stage), which has no room") }
    if !stages[stage].blockedHere.isEmpty {
      fail("S4", "job \(job) enters stage \(stage) before those of blocked workers")
    }
    put(job, stage)
  }

  private mutating func put(_ job: Int, _ stage: Int) {
    jobs[job].state = .buffered
    jobs[job].stage = stage
    jobs[job].entered = now
    stages[stage].buffer.append(job)
    if settings.stages[stage].deadline != nil { stages[stage].waits.append((job, now)) }
  }

  // MARK: Starts

  private mutating func start(_ job: Int, _ stage: Int, _ worker: Int, attempt: Int?) {
    if attempt != self.attempt(of: job) { fail("F1", "job \(job) has another attempt's number") }
    if starting == nil {
      starting = StartingBatch(stage: stage, worker: worker, jobs: [job])
    } else {
      starting!.jobs.append(job)
    }
  }

  /// All jobs of the batch have been told: it must be what the rules let the worker take.
  mutating func closeStart() {
    guard let batch = starting else { return }
    starting = nil
    let (s, count) = (batch.stage, batch.jobs.count)
    while stages[s].buffer.count < count, ending?.stage == s - 1, passOneOfEnding() {}
    checkSize(batch)
    for job in batch.jobs {
      guard stages[s].buffer.first == job else {
        let first = stages[s].buffer.first.map { "\($0)" } ?? "nobody"
        return fail("S2", "job \(job) starts at stage \(s), where \(first) is first")
      }
      stages[s].buffer.removeFirst()
      if job < 0 { continue }
      jobs[job].state = .serving
      jobs[job].worker = batch.worker
    }
    guard stages[s].idle.last == batch.worker else {
      let last = stages[s].idle.last.map { "\($0)" } ?? "nobody"
      return fail("S2", "worker \(batch.worker) of stage \(s) starts, and \(last) is idle")
    }
    stages[s].idle.removeLast()
    let hits = lookUp(batch)
    let isAdmitted = ask(batch, hits)
    stages[s].workers[batch.worker] = StageModel.Worker(
      state: .busy, batch: batch.jobs, started: now, period: stages[s].breaker?.period ?? 0,
      leaseEnd: leaseEnd(started: now), due: plannedEnd(s, jobs: count, isAdmitted: isAdmitted),
      isAdmitted: isAdmitted, hits: hits)
    stages[s].breaker?.started(batch.jobs.count { $0 >= 0 })
  }

  private mutating func checkSize(_ batch: StartingBatch) {
    let stage = stages[batch.stage]
    let count = batch.jobs.count
    if stage.breaker?.state == .open { fail("F5", "a batch starts behind an open breaker") }
    if count > stage.most { fail("S2", "a batch of \(count), and \(stage.most) are allowed") }
    guard count < stage.most else { return }
    if stage.buffer.count > count {
      fail("S2", "a batch of \(count) where \(stage.buffer.count) wait")
    }
    if entered(batch.jobs[0]) + stage.settings.linger > now {
      fail("S2", "a batch of \(count) does not wait out its linger")
    }
  }

  // MARK: Passing on

  /// The next job of the batch that ends goes on, before any other event tells of it.
  private mutating func passOneOfEnding() -> Bool {
    guard let batch = ending, batch.passed < batch.kept.count else { return false }
    enter(batch.kept[batch.passed], batch.stage + 1)
    ending!.passed += 1
    return breach == nil
  }

  /// Nothing holds the rest of the batch: all of it goes on, and its worker is idle.
  mutating func closeEnding() {
    while passOneOfEnding() {}
    guard let batch = ending else { return }
    ending = nil
    free(batch.worker, batch.stage)
  }

  private mutating func free(_ worker: Int, _ stage: Int) {
    stages[stage].workers[worker].batch = []
    if startsHandling(worker, stage) { return }
    stages[stage].workers[worker].state = .idle
    stages[stage].idle.append(worker)
  }

  private mutating func block(_ worker: Int, _ stage: Int, holding job: Int) {
    let next = stage + 1
    guard let batch = ending, batch.stage == stage, batch.worker == worker,
      let place = batch.kept.firstIndex(of: job), place >= batch.passed, next < stages.count
    else { return fail("S4", "worker \(worker) of stage \(stage) is blocked without a batch") }
    while ending!.passed < place, passOneOfEnding() {}
    if stages[next].hasRoom, stages[next].blockedHere.isEmpty {
      fail("S4", "worker \(worker) is blocked, and stage \(next) has room")
    }
    ending = nil
    stages[stage].workers[worker].state = .blocked
    stages[stage].workers[worker].batch = Array(batch.kept[place...])
    stages[next].blockedHere.append(worker)
  }

  private mutating func passOn(_ job: Int, from worker: Int, _ stage: Int) {
    let next = stage + 1
    guard next < stages.count, stages[next].blockedHere.first == worker else {
      return fail("S4", "worker \(worker) of stage \(stage) passes on out of turn")
    }
    guard stages[stage].workers[worker].batch.first == job else {
      return fail("S4", "worker \(worker) of stage \(stage) passes jobs on out of order")
    }
    if !stages[next].hasRoom { fail("S1", "job \(job) enters stage \(next), which has no room") }
    stages[stage].workers[worker].batch.removeFirst()
    if stages[stage].workers[worker].batch.isEmpty {
      stages[next].blockedHere.removeFirst()
      free(worker, stage)
    }
    put(job, next)
  }
}
