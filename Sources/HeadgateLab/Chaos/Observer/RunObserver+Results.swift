import HeadgateCore

/// Attempts' ends and what follows from them: rules F1 to F4, S5, J2.
extension RunObserver {
  mutating func takeResult(_ event: TraceEvent) {
    guard let job = knownJob(event), let s = event.stage else { return }
    guard jobs[job].state == .serving, jobs[job].stage == s else {
      return fail("J2", "\(event.kind.name) of job \(job), which is not served at stage \(s)")
    }
    let worker = jobs[job].worker
    let isHit = ending?.isHit ?? false
    guard takePart(job, of: worker, s) else { return }
    checkAnswer(event.kind, job, s, isHit: isHit)
    checkCause(event.kind, s, stages[s].workers[worker])
    checkRefusal(event.kind, s, stages[s].workers[worker])
    checkWait(job, s)
    checkLease(worker, s)
    checkWhole(event.kind, isFirst: ending!.attempts == 0)
    ending!.attempts += 1
    tellBreaker(s, failed: event.kind != .succeeded, stages[s].workers[worker].period)
    jobs[job].worker = -1
    jobs[job].state = .passing
    jobs[job].result = event.kind
    if event.kind == .succeeded {
      if s + 1 == stages.count {
        owed = (job, [.completed])
      } else {
        ending!.kept.append(job)
      }
    } else {
      oweHandling(worker, s)
      owe(job, after: event.kind)
    }
  }

  /// A batch's results come one after another, in the order of its jobs.
  mutating func takePart(_ job: Int, of worker: Int, _ s: Int) -> Bool {
    if ending == nil { ending = EndingBatch(stage: s, worker: worker) }
    guard let batch = ending, batch.stage == s, batch.worker == worker,
      stages[s].workers[worker].batch[batch.results] == job
    else {
      fail("S2", "job \(job)'s result comes out of its batch's order")
      return false
    }
    checkEnd(of: worker, s)
    checkLookup(job, of: worker, s)
    ending!.results += 1
    return true
  }

  /// What must follow an attempt that failed (rule F1).
  mutating func owe(_ job: Int, after kind: TraceKind) {
    let isLast = jobs[job].attempt >= settings.retry.maxAttempts
    owed = (job, isLast || kind == .failedPermanent ? [.failed] : [.retryScheduled])
  }

  /// A timeout, an outage or a refusal fails the whole batch (rules F4, S8).
  private mutating func checkWhole(_ kind: TraceKind, isFirst: Bool) {
    let ofAll: [TraceKind] = [.failedTimeout, .failedOutage, .failedThrottled]
    let whole = ofAll.contains(kind) ? kind : nil
    if isFirst {
      ending!.failedWhole = whole
    } else if ending!.failedWhole != whole {
      fail("F4", "\(kind.name) in a batch of which others ended otherwise")
    }
  }

  private mutating func checkCause(_ kind: TraceKind, _ s: Int, _ worker: StageModel.Worker) {
    let stage = settings.stages[s]
    let started = worker.started
    let took = now - started
    func isInForce(_ moment: Nanoseconds, _ matches: (FaultEffect) -> Bool) -> Bool {
      faults.contains { matches($0.effect) && self.isInForce($0, at: s, moment) }
    }
    if isInForce(now, { $0 == .stall }) { fail("F6", "a batch of stage \(s) ends in a stall") }
    // Where all contents are in the cache nobody is asked.
    let asks = worker.hits.isEmpty || worker.hits.contains { $0 != true }
    let isOut =
      asks && (isInForce(started) { $0 == .outage } || isInForce(now) { $0 == .outage })
    if isOut != (kind == .failedOutage), !worker.hits.contains(nil) {
      fail("F6", "\(kind.name) at stage \(s) \(isOut ? "in" : "without") an outage")
    }
    let isLate = took > stage.timeout ?? .max
    switch kind {
    case .succeeded, .failedOutage, .failedThrottled: break
    case .failedTransient:
      let hasErrors = isInForce(started) { if case .errors = $0 { true } else { false } }
      if stage.failures.transient == 0, !hasErrors { fail("F1", "stage \(s) cannot fail so") }
    case .failedPermanent:
      if stage.failures.permanent == 0 { fail("F1", "stage \(s) cannot fail for good") }
    default:
      if took < stage.timeout ?? .max { fail("S5", "a batch times out after \(took) ns") }
      return
    }
    if isLate, !isOut { fail("S5", "a batch of stage \(s) took \(took) ns") }
  }

  // MARK: Consequences

  mutating func takeConsequence(_ event: TraceEvent) {
    // What is owed has been checked: a consequence that nothing owes has no cause.
    guard let job = knownJob(event) else { return }
    guard jobs[job].state == .passing, ending?.kept.contains(job) != true else {
      return fail("J2", "\(event.kind.name) of job \(job) without a result")
    }
    leaveStages(job, jobs[job].result)
    guard event.kind == .retryScheduled else {
      inFlight -= 1
      return end(job, event.kind)
    }
    let due = Nanoseconds(event.value ?? 0)
    checkDelay(due - now, attempt: jobs[job].attempt)
    jobs[job].attempt += 1
    if event.attempt != jobs[job].attempt { fail("F1", "job \(job) has another attempt's number") }
    leave(job, until: due)
  }

  /// A job leaves its stage, to come back at a moment.
  mutating func leave(_ job: Int, until due: Nanoseconds) {
    jobs[job].state = .away
    jobs[job].due = due
    if settings.retry.resume == .start { jobs[job].stage = 0 }
  }

  private mutating func checkDelay(_ delay: Nanoseconds, attempt: Int) {
    let retry = settings.retry
    var full = Double(retry.initial)
    for _ in 1..<max(attempt, 1) where full < Double(retry.maximum) { full *= retry.factor }
    full = min(full, Double(retry.maximum))
    let least: Double =
      switch retry.jitter {
      case .full: 0
      case .equal: full / 2 - 1
      case .none: full - 1
      }
    if Double(delay) < least || Double(delay) > full {
      fail("F2", "a delay of \(delay) ns after attempt \(attempt), where \(full) is the most")
    }
  }
}
