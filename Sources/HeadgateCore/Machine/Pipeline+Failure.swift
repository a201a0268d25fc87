extension Pipeline {
  /// One job's attempt has failed: it waits for its retry, or is a dead letter (rule F1).
  mutating func attemptFailed(
    _ id: Int32, _ s: Int, _ result: AttemptResult, _ now: Nanoseconds
  ) {
    let job = pool.jobs + Int(id)
    recorder.note(Self.kind(of: result), at: now, stage: UInt8(s), job: job)
    let attempt = Int(job.pointee.attempt)
    guard result != .permanent, attempt < settings.retry.maxAttempts else {
      end(id, as: .failed, now)
      left(id, result, now)
      return
    }
    let bits = random.bits(
      DrawStream(.backoff, workload: Int(job.pointee.workload)), entity: job.pointee.entity,
      attempt: UInt32(attempt))
    var delay = backoff.delay(after: attempt, unit: KeyedRandom.unit(bits.0))
    if result == .throttled { delay = max(delay, job.pointee.clockMark) }
    job.pointee.attempt += 1
    job.pointee.state = .backingOff
    wait(id, job, s, until: now &+ min(delay, .never - now), .retry, now)
    recorder.note(.retryScheduled, at: now, job: job, value: job.pointee.clockMark)
    left(id, result, now)
  }

  /// Tells those who steer that a job has left the stages; a complaint always is of interest.
  private mutating func left(_ id: Int32, _ result: AttemptResult, _ now: Nanoseconds) {
    if watchesPassages || result == .throttled { passageEnded(id, result, now) }
  }

  /// A job waits outside queue and buffers until `due` (rule Q3).
  private mutating func wait(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ s: Int, until due: Nanoseconds,
    _ timer: PipelineTimer, _ now: Nanoseconds
  ) {
    job.pointee.since = now
    job.pointee.clockMark = due
    job.pointee.stage = settings.retry.resume == .stage ? UInt8(s) : 0
    job.pointee.result = .succeeded
    commands.append(.timer, timer: timer, id: id, time: due)
  }

  private static func kind(of result: AttemptResult) -> TraceKind {
    switch result {
    case .succeeded: .succeeded
    case .transient: .failedTransient
    case .throttled: .failedThrottled
    case .permanent: .failedPermanent
    case .timeout: .failedTimeout
    case .outage: .failedOutage
    case .abandoned: .abandoned
    }
  }

  /// Ends a job otherwise than by completing it.
  mutating func end(_ id: Int32, as outcome: JobOutcome, _ now: Nanoseconds) {
    let job = pool.jobs + Int(id)
    let wasAccepted = outcome != .rejected && job.pointee.state != .atSource
    recorder.ended(job, as: outcome, wasAccepted: wasAccepted, at: now)
    if wasAccepted { inFlight -= 1 }
    if job.pointee.client >= 0 {
      commands.append(.ended, outcome: outcome, id: id)
    }
    pool.giveBack(id)
  }

  // MARK: Breaker

  mutating func attemptEnded(
    _ s: Int, failed: Bool, _ period: UInt32, _ now: Nanoseconds
  ) {
    tellBreaker(s, now) { $0.ended(failed: failed, period: period) }
  }

  /// Tells a stage's breaker news, and the books where that changes its state.
  mutating func tellBreaker(
    _ s: Int, _ now: Nanoseconds, _ news: (inout CircuitBreaker) -> Bool
  ) {
    let old = breakers[s]!.state
    let share = breakers[s]!.failureShare
    guard news(&breakers[s]!) else { return }
    let new = breakers[s]!.state
    recorder.breakerChanged(
      s, from: old, to: new, failureShare: old == .closed ? breakers[s]!.failureShare : share,
      at: now)
    if new == .open {
      commands.append(
        .timer, timer: .breaker, id: Int32(s), time: now &+ breakers[s]!.settings.openFor)
    }
  }

  mutating func openTimeIsOver(_ s: Int, _ now: Nanoseconds) {
    guard breakers[s]!.openTimeIsOver() else { return }
    recorder.breakerChanged(s, from: .open, to: .halfOpen, failureShare: 0, at: now)
    settle(from: s, now)
  }

  // MARK: Crashes

  /// The `count` lowest-numbered present workers of a stage vanish with their batches (rule F6).
  package mutating func crash(stage s: Int, count: Int, at now: Nanoseconds) {
    var left = count
    let first = stages[s].firstWorker
    for id in first..<(first + stages[s].workerCount)
    where left > 0 && workers[id].state != .absent {
      left -= 1
      vanish(Int32(id), s, now)
    }
    // Probes that vanished leave their places to workers that are still there (rule F5).
    settle(from: s, now)
  }

  mutating func vanish(_ id: Int32, _ s: Int, _ now: Nanoseconds) {
    let worker = workers + Int(id)
    recorder.note(.crashed, at: now, stage: UInt8(s), worker: worker.pointee.number)
    switch worker.pointee.state {
    case .busy:
      (recorder.stages + s).pointee.busy.decrement(at: now)
      if pool.jobs[Int(worker.pointee.jobs[0])].isMeasured {
        recorder.lost(s, now &- worker.pointee.started)
      }
      if stages[s].isGuarded { dropAbandoned(worker) }
      if stages[s].hasBreaker {
        breakers[s]!.abandoned(
          Int(worker.pointee.count), period: worker.pointee.breakerPeriod)
      }
      for i in 0..<Int(worker.pointee.count) {
        let job = pool.jobs + Int(worker.pointee.jobs[i])
        job.pointee.parts.service &+= now &- worker.pointee.started
        loseUntilLeaseEnds(worker.pointee.jobs[i], job, s, now)
      }
      commands.append(.abandon, id: id)
    case .blocked:
      (recorder.stages + s).pointee.blocked.decrement(at: now)
      (stages + s + 1).pointee.blockedHere.remove(id)
      for i in Int(worker.pointee.position)..<Int(worker.pointee.count) {
        let job = pool.jobs + Int(worker.pointee.jobs[i])
        job.pointee.parts.blocked &+= now &- job.pointee.since
        loseUntilLeaseEnds(worker.pointee.jobs[i], job, s, now)
      }
    case .handling: stopHandling(worker, s, now)
    case .idle: removeIdle(id, s)
    case .absent: break
    }
    worker.pointee.state = .absent
    worker.pointee.count = 0
    worker.pointee.toHandle = 0
  }

  private mutating func loseUntilLeaseEnds(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ s: Int, _ now: Nanoseconds
  ) {
    job.pointee.state = .leased
    passageLost()
    wait(id, job, s, until: now &+ settings.lease, .lease, now)
  }

  private mutating func removeIdle(_ id: Int32, _ s: Int) {
    var kept = 0
    for i in 0..<stages[s].idleCount where stages[s].idle[i] != id {
      stages[s].idle[kept] = stages[s].idle[i]
      kept += 1
    }
    stages[s].idleCount = kept
  }

  /// Up to `count` vanished workers of a stage come back, lowest number first.
  package mutating func restore(stage s: Int, count: Int, at now: Nanoseconds) {
    var left = count
    let first = stages[s].firstWorker
    for id in first..<(first + stages[s].workerCount)
    where left > 0 && workers[id].state == .absent {
      left -= 1
      recorder.note(.restored, at: now, stage: UInt8(s), worker: workers[id].number)
      putIdle(Int32(id), s)
    }
    settle(from: s, now)
  }
}
