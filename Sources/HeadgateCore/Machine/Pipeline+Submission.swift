/// What became of a submission at once.
package enum Admission: UInt8, Sendable {
  case accepted
  /// The source must wait for an `admitted` command before it goes on.
  case blocked
  case rejected
}

extension Pipeline {
  /// A source offers a job (rules Q1 to Q4).
  package mutating func submit(_ arrival: JobArrival, at now: Nanoseconds) -> Admission {
    let id = pool.take()
    lastSubmitted = id
    let job = pool.jobs + Int(id)
    fill(job, arrival)
    recorder.offered(job)
    guard blockedSources.isEmpty else {
      block(id, job, now)
      return .blocked
    }
    if queue.isEmpty, canEnter(Int(arrival.stage)), bucket == nil || bucket!.take(at: now) {
      accept(job, now)
      dispatch(id, job, waited: 0, forTokens: 0, now)
      return .accepted
    }
    if queue.count < queueCapacity {
      accept(job, now)
      enqueue(id, job, now)
      pump(now)
      return .accepted
    }
    return overflow(id, job, now)
  }

  @inline(__always)
  private func fill(_ job: UnsafeMutablePointer<Job>, _ arrival: JobArrival) {
    // Field by field: a whole slot would be built elsewhere and copied.
    job.pointee.entity = arrival.entity
    job.pointee.ordinal = recorder.submitted
    job.pointee.intended = arrival.intended
    job.pointee.size = arrival.size
    job.pointee.parts = TimeParts()
    job.pointee.client = arrival.client
    job.pointee.phase = arrival.phase
    job.pointee.priority = Int16(truncatingIfNeeded: arrival.priority)
    job.pointee.workload = UInt16(truncatingIfNeeded: arrival.workload)
    job.pointee.attempt = UInt16(truncatingIfNeeded: arrival.attempt)
    job.pointee.stage = UInt8(truncatingIfNeeded: arrival.stage)
    job.pointee.result = .succeeded
    job.pointee.isMeasured = arrival.intended >= warmup
    job.pointee.wasDispatched = false
    job.pointee.marks = []
  }

  /// The queue is full, or was when it was last looked at: tokens may have come since, and their
  /// timer's turn not yet. Only then is there a newcomer too many (rules C2, Q2).
  @inline(never)
  private mutating func overflow(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ now: Nanoseconds
  ) -> Admission {
    pump(now)
    if queue.count < queueCapacity {
      accept(job, now)
      enqueue(id, job, now)
      pump(now)
      return .accepted
    }
    if queue.isEmpty, canEnter(Int(job.pointee.stage)), bucket == nil || bucket!.take(at: now) {
      accept(job, now)
      dispatch(id, job, waited: 0, forTokens: 0, now)
      return .accepted
    }
    return turnAway(id, job, now)
  }

  private mutating func turnAway(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ now: Nanoseconds
  ) -> Admission {
    switch settings.queue.onFull {
    case .block:
      block(id, job, now)
      pump(now)
      return .blocked
    case .shed:
      // One for one, so a queue that returned jobs have overfilled grows no longer; in a queue of
      // capacity 0 nobody waits in place of another (rule Q2a).
      if queueCapacity > 0, let victim = queue.victim(jobs: pool.jobs),
        pool.jobs[Int(victim)].priority < job.pointee.priority
      {
        let victim = queue.removeVictim(jobs: pool.jobs)
        recorder.queue.decrement(at: now)
        end(victim, as: .shed, now)
        accept(job, now)
        enqueue(id, job, now)
        pump(now)
        return .accepted
      }
      end(id, as: .rejected, now)
      return .rejected
    case .reject:
      end(id, as: .rejected, now)
      return .rejected
    }
  }

  private mutating func block(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ now: Nanoseconds
  ) {
    job.pointee.state = .atSource
    blockedSources.append(id)
    recorder.note(.sourceBlocked, at: now, job: job)
  }

  @inline(__always)
  mutating func accept(_ job: UnsafeMutablePointer<Job>, _ now: Nanoseconds) {
    job.pointee.accepted = now
    job.pointee.parts.source = now &- job.pointee.intended
    inFlight &+= 1
    recorder.accepted(job, at: now)
  }

  private mutating func enqueue(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, _ now: Nanoseconds
  ) {
    job.pointee.state = .queued
    job.pointee.since = now
    job.pointee.clockMark = tokenClock(at: now)
    queue.append(id, jobs: pool.jobs)
    recorder.queue.increment(at: now)
    if queue.count - queueExcess > queueCapacity { recorder.capacityViolations += 1 }
  }

  /// A retry delay or a lease is over: the job enters the queue, a full one too (rules Q3, F6).
  mutating func returnToQueue(_ id: Int32, _ now: Nanoseconds) {
    let job = pool.jobs + Int(id)
    // A timer outlives its job where the job was cancelled meanwhile.
    guard job.pointee.state == .backingOff || job.pointee.state == .leased,
      job.pointee.clockMark <= now
    else { return }
    job.pointee.parts.backoff &+= now &- job.pointee.since
    job.pointee.state = .queued
    job.pointee.since = now
    job.pointee.clockMark = tokenClock(at: now)
    queue.putBack(id, jobs: pool.jobs)
    queueExcess = max(queueExcess, queue.count - queueCapacity)
    recorder.queue.increment(at: now)
    recorder.note(.returned, at: now, job: job)
    pump(now)
  }

  // MARK: Dispatch

  /// Dispatches while the queue has a job, its stage has room and the tokens are there (rule C2),
  /// and lets blocked sources in as room appears.
  mutating func pump(_ now: Nanoseconds) {
    while true {
      admitBlockedSources(now)
      if queue.isEmpty {
        setStarving(false, now)
        guard !blockedSources.isEmpty, passStraight(now) else { return }
        continue
      }
      let id = queue.first(at: now, jobs: pool.jobs)
      let job = pool.jobs + Int(id)
      let stage = Int(job.pointee.stage)
      guard canEnter(stage) else {
        setStarving(false, now)
        return
      }
      guard bucket == nil || bucket!.take(at: now) else {
        setStarving(true, now)
        armTokenTimer(now)
        return
      }
      _ = queue.removeFirst(at: now, jobs: pool.jobs)
      if queueExcess > 0 { queueExcess = max(0, queue.count - queueCapacity) }
      recorder.queue.decrement(at: now)
      let waited = now &- job.pointee.since
      let forTokens = tokenClock(at: now) &- job.pointee.clockMark
      job.pointee.parts.tokens &+= forTokens
      job.pointee.parts.queue &+= waited &- forTokens
      dispatch(id, job, waited: waited, forTokens: forTokens, now)
    }
  }

  private mutating func admitBlockedSources(_ now: Nanoseconds) {
    while !blockedSources.isEmpty, queue.count < queueCapacity {
      let id = blockedSources.removeFirst()
      let job = pool.jobs + Int(id)
      accept(job, now)
      enqueue(id, job, now)
      commands.append(.admitted, id: id)
    }
  }

  /// With a queue of capacity 0 a job passes only when it can go straight on (rule Q2a).
  private mutating func passStraight(_ now: Nanoseconds) -> Bool {
    guard canEnter(Int(pool.jobs[Int(blockedSources.first)].stage)) else { return false }
    guard bucket == nil || bucket!.take(at: now) else {
      armTokenTimer(now)
      return false
    }
    let id = blockedSources.removeFirst()
    let job = pool.jobs + Int(id)
    accept(job, now)
    commands.append(.admitted, id: id)
    dispatch(id, job, waited: 0, forTokens: 0, now)
    return true
  }

  @inline(__always)
  mutating func dispatch(
    _ id: Int32, _ job: UnsafeMutablePointer<Job>, waited: Nanoseconds, forTokens: Nanoseconds,
    _ now: Nanoseconds
  ) {
    recorder.dispatched(job, at: now, waited: waited, forTokens: forTokens)
    if watchesPassages { passageBegan(id, now) }
    enter(id, Int(job.pointee.stage), now)
  }

  private mutating func armTokenTimer(_ now: Nanoseconds) {
    let due = bucket!.nextDispatch(after: now)
    guard due < tokenTimer else { return }
    tokenTimer = due
    commands.append(.timer, timer: .tokens, id: 0, time: due)
  }

  // MARK: The token clock

  @inline(__always)
  func tokenClock(at now: Nanoseconds) -> Nanoseconds {
    starvingSince == .never ? tokenClock : tokenClock &+ (now &- starvingSince)
  }

  private mutating func setStarving(_ starving: Bool, _ now: Nanoseconds) {
    guard starving != (starvingSince != .never) else { return }
    tokenClock = tokenClock(at: now)
    starvingSince = starving ? now : .never
  }
}
