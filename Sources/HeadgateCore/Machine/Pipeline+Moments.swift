extension Pipeline {
  /// A buffer is in order (rule S2), and a batch that fills has its linger timer.
  func checkWaiting(
    _ s: Int, _ now: Nanoseconds?, _ check: (Bool, @autoclosure () -> String) -> Void
  ) {
    let name = settings.stages[s].name
    let stage = stages[s]
    guard !stage.waiting.isEmpty else { return }
    for position in 1..<stage.waiting.count {
      check(
        pool.jobs[Int(stage.waiting[position - 1])].since
          <= pool.jobs[Int(stage.waiting[position])].since,
        "S2: the buffer of \(name) is out of order")
    }
    guard stage.idleCount > 0, breakers[s]?.allowance ?? 1 > 0 else { return }
    let due = pool.jobs[Int(stage.waiting.first)].since &+ stage.linger
    check(stage.lingerTimer <= due, "S2: a batch of \(name) fills without a timer")
    if let now { check(due >= now, "S2: a batch of \(name) has lingered too long") }
  }

  /// The head of the queue waits for room, or for tokens and then with a timer (rule C2).
  func checkDispatch(
    _ now: Nanoseconds?, _ check: (Bool, @autoclosure () -> String) -> Void
  ) {
    if queue.isEmpty {
      check(starvingSince == .never, "the token clock runs without a job")
      if !blockedSources.isEmpty, canEnter(Int(pool.jobs[Int(blockedSources.first)].stage)) {
        checkTokenTimer(now, check)
      }
      return
    }
    // With ageing the turn changes as time passes; it is looked at again at the next event.
    guard settings.queue.aging == nil else { return }
    let stage = Int(pool.jobs[Int(queue.first(at: now ?? 0, jobs: pool.jobs))].stage)
    let isStarving = canEnter(stage)
    check(isStarving == (starvingSince != .never), "the token clock is wrong")
    if isStarving { checkTokenTimer(now, check) }
  }

  private func checkTokenTimer(
    _ now: Nanoseconds?, _ check: (Bool, @autoclosure () -> String) -> Void
  ) {
    guard let bucket else {
      check(false, "C2: a job could be dispatched, and is not")
      return
    }
    if let now {
      check(
        tokenTimer <= bucket.nextDispatch(after: now), "C2: tokens will come without a timer")
    }
  }

  /// Of every job in flight, the time parts so far sum to its age, and no wait is overdue.
  func checkTimes(
    _ now: Nanoseconds, _ check: (Bool, @autoclosure () -> String) -> Void
  ) {
    for w in 0..<workerCount where workers[w].state == .handling {
      check(
        workers[w].toHandle > 0 && workers[w].started &+ workers[w].toHandle >= now,
        "F7: worker \(w) deals with failures for too long")
    }
    for w in 0..<workerCount where workers[w].state == .busy {
      for i in 0..<Int(workers[w].count)
      where !pool.jobs[Int(workers[w].jobs[i])].isAbandoned {
        checkParts(pool.jobs[Int(workers[w].jobs[i])], since: workers[w].started, now, check)
      }
    }
    for id in 0..<pool.used where !pool.jobs[id].isAbandoned {
      let job = pool.jobs[id]
      switch job.state {
      case .free, .atSource, .inService: continue
      case .backingOff, .leased:
        check(job.clockMark >= now, "Q3: job \(job.ordinal) should have come back")
        fallthrough
      case .queued, .buffered, .blocked: checkParts(job, since: job.since, now, check)
      }
      check(
        Int(job.attempt) <= max(1, settings.retry.maxAttempts),
        "F1: job \(job.ordinal) is on attempt \(job.attempt)")
    }
  }

  /// Whoever waits for an answer does so before his deadline, with a timer (rule S6).
  func checkDeadlines(
    _ s: Int, _ now: Nanoseconds?, _ check: (Bool, @autoclosure () -> String) -> Void
  ) {
    let stage = stages[s]
    guard stage.deadline != .never else { return }
    for id in 0..<pool.used {
      let job = pool.jobs[id]
      guard job.state == .buffered || job.state == .inService, Int(job.stage) == s,
        !job.isAbandoned
      else { continue }
      let due = job.since &+ stage.deadline
      check(stage.deadlineTimer <= due, "S6: job \(job.ordinal) waits without a timer")
      if let now { check(due >= now, "S6: job \(job.ordinal) has waited too long") }
    }
    for position in 1..<max(1, stage.deadlines.count) {
      check(
        stage.deadlines[position - 1].due <= stage.deadlines[position].due,
        "S6: deadlines of \(settings.stages[s].name) are out of order")
    }
  }

  /// A running batch's lease has not run out unseen (rule F8).
  func checkLeases(
    _ now: Nanoseconds?, _ check: (Bool, @autoclosure () -> String) -> Void
  ) {
    guard let leases else { return }
    check(leases.losing >= 0, "F8: heartbeats come back that were not lost")
    for w in 0..<workerCount where workers[w].state == .busy {
      let worker = workers[w]
      check(leases.timer <= worker.leaseEnd, "F8: the lease of worker \(w) has no timer")
      if let now { check(worker.leaseEnd >= now, "F8: the lease of worker \(w) is over") }
      check(
        worker.leaseEnd == .never || worker.leaseEnd == leases.end(extended: worker.leaseExtended),
        "F8: the lease of worker \(w) runs until \(worker.leaseEnd)")
    }
  }

  private func checkParts(
    _ job: Job, since: Nanoseconds, _ now: Nanoseconds,
    _ check: (Bool, @autoclosure () -> String) -> Void
  ) {
    check(
      job.parts.sum + (now - since) == now - job.intended,
      "job \(job.ordinal)'s parts sum to \(job.parts.sum + (now - since)) ns of "
        + "\(now - job.intended)")
  }
}
