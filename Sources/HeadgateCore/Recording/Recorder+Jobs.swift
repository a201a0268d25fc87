extension Recorder {
  /// Adds one event to the digest and, where one is kept, to the trace.
  @inline(__always)
  mutating func note(
    _ kind: TraceKind, at now: Nanoseconds, stage: UInt8 = 255, worker: Int32 = -1,
    job: UnsafeMutablePointer<Job>? = nil, value: Nanoseconds = 0
  ) {
    let what =
      UInt64(kind.rawValue) &<< 56 | UInt64(stage) &<< 48 | UInt64(UInt32(bitPattern: worker))
    let ordinal = job.map { $0.pointee.ordinal } ?? 0
    digest.add(now, what ^ UInt64(bitPattern: value), ordinal)
    if isTracing { collect(kind, now, stage, worker, job, value: Double(value)) }
  }

  @inline(never)
  mutating func collect(
    _ kind: TraceKind, _ now: Nanoseconds, _ stage: UInt8, _ worker: Int32,
    _ job: UnsafeMutablePointer<Job>?, value: Double
  ) {
    trace.append(
      TraceEvent(
        time: now, kind: kind, stage: stage == 255 ? nil : Int(stage),
        worker: worker < 0 ? nil : Int(worker), job: job.map { $0.pointee.ordinal },
        attempt: job.map { Int($0.pointee.attempt) },
        priority: job.map { Int($0.pointee.priority) }, value: value == 0 ? nil : value,
        origin: kind.endsJob || kind.beginsJob ? job.map { JobOrigin($0.pointee) } : nil))
  }

  @inline(__always)
  mutating func offered(_ job: UnsafeMutablePointer<Job>) {
    submitted &+= 1
    series.open.offered &+= 1
    guard job.pointee.isMeasured else { return }
    forEachTally(of: job) { $0.offered &+= 1 }
    if countsInWindows { offeredInWindows(job) }
  }

  @inline(__always)
  mutating func accepted(_ job: UnsafeMutablePointer<Job>, at now: Nanoseconds) {
    system.increment(at: now)
    series.open.accepted &+= 1
    note(.accepted, at: now, job: job)
    guard job.pointee.isMeasured else { return }
    segment.accepted &+= 1
    forEachTally(of: job) {
      $0.accepted &+= 1
      $0.acceptedInWindow &+= inWindow
    }
    if countsInWindows { acceptedInWindows(job) }
  }

  @inline(__always)
  mutating func dispatched(
    _ job: UnsafeMutablePointer<Job>, at now: Nanoseconds, waited: Nanoseconds,
    forTokens: Nanoseconds
  ) {
    note(.dispatched, at: now, job: job)
    if job.pointee.wasDispatched { series.open.retries &+= 1 }
    guard job.pointee.isMeasured else {
      job.pointee.wasDispatched = true
      return
    }
    queueWait.record(waited)
    tokenWait.record(forTokens)
    let first: UInt64 = job.pointee.wasDispatched ? 0 : 1
    job.pointee.wasDispatched = true
    forEachTally(of: job) {
      $0.dispatches &+= 1
      $0.dispatchedJobs &+= first
    }
    if countsInWindows { dispatchedInWindows(job, first: first) }
  }

  @inline(__always)
  mutating func completed(_ job: UnsafeMutablePointer<Job>, at now: Nanoseconds) {
    leave(job, at: now)
    ended.completed &+= 1
    note(.completed, at: now, job: job)
    let latency = now &- job.pointee.intended
    if job.pointee.parts.sum != latency { wrongParts &+= 1 }
    series.open.completed &+= 1
    series.open.latencySum += Double(latency)
    series.latencies.record(latency)
    guard job.pointee.isMeasured else { return }
    segment.completed &+= 1
    let uncorrected = now &- job.pointee.accepted
    let parts = UnsafePointer(
      UnsafeMutableRawPointer(job).advanced(by: Self.partsOffset).assumingMemoryBound(
        to: TimeParts.self))
    forEachTally(of: job) {
      $0.complete(latency: latency, uncorrected: uncorrected, parts: parts, inWindow: inWindow)
    }
    if windowCount > 0 {
      completedInWindows(job, latency: latency, uncorrected: uncorrected, parts: parts)
    }
  }

  private static var partsOffset: Int { MemoryLayout<Job>.offset(of: \.parts)! }

  /// A job ended otherwise than by completing.
  mutating func ended(
    _ job: UnsafeMutablePointer<Job>, as outcome: JobOutcome, wasAccepted: Bool,
    at now: Nanoseconds
  ) {
    if wasAccepted { leave(job, at: now) }
    switch outcome {
    case .completed: preconditionFailure("completions are recorded by completed(_:at:)")
    case .failed:
      ended.failed &+= 1
      series.open.failed &+= 1
      note(.failed, at: now, job: job)
    case .rejected:
      ended.rejected &+= 1
      series.open.turnedAway &+= 1
      note(.rejected, at: now, job: job)
    case .shed:
      ended.shed &+= 1
      series.open.turnedAway &+= 1
      note(.shed, at: now, job: job)
    case .cancelled:
      ended.cancelled &+= 1
      note(.cancelled, at: now, job: job)
    }
    guard job.pointee.isMeasured else { return }
    forEachTally(of: job) { $0.end(as: outcome) }
    endedInWindows(job, as: outcome)
  }

  @inline(__always)
  private mutating func leave(_ job: UnsafeMutablePointer<Job>, at now: Nanoseconds) {
    system.decrement(at: now)
    sojourn &+= Int128(now &- job.pointee.accepted)
  }

  /// Arrivals whose source was still waiting when the run ended: offered, and never submitted.
  package mutating func offeredUnsubmitted(_ arrival: JobArrival, isMeasured: Bool) {
    guard isMeasured else { return }
    var job = Job()
    job.workload = UInt16(truncatingIfNeeded: arrival.workload)
    job.priority = Int16(truncatingIfNeeded: arrival.priority)
    job.phase = arrival.phase
    job.intended = arrival.intended
    withUnsafeMutablePointer(to: &job) { pointer in
      forEachTally(of: pointer) { $0.offered &+= 1 }
      offeredInWindows(pointer)
    }
  }

  // MARK: Stages

  @inline(__always)
  mutating func waited(
    _ stage: Int, _ job: UnsafeMutablePointer<Job>, _ duration: Nanoseconds
  ) {
    if job.pointee.isMeasured { (stages + stage).pointee.wait.record(duration) }
  }

  @inline(__always)
  mutating func started(_ stage: Int, jobs: Int, isMeasured: Bool, at now: Nanoseconds) {
    let tally = stages + stage
    tally.pointee.busy.increment(at: now)
    guard isMeasured else { return }
    tally.pointee.batches &+= 1
    tally.pointee.batchedJobs &+= UInt64(jobs)
  }

  @inline(__always)
  mutating func served(
    _ stage: Int, _ duration: Nanoseconds, isMeasured: Bool, at now: Nanoseconds
  ) {
    let tally = stages + stage
    tally.pointee.busy.decrement(at: now)
    if isMeasured { tally.pointee.service.record(duration) }
  }

  mutating func attempted(_ stage: Int, _ result: AttemptResult) {
    let tally = stages + stage
    switch result {
    case .succeeded: tally.pointee.succeeded &+= 1
    case .transient: tally.pointee.transient &+= 1
    case .throttled: tally.pointee.throttled &+= 1
    case .permanent: tally.pointee.permanent &+= 1
    case .timeout: tally.pointee.timeouts &+= 1
    case .outage: tally.pointee.outages &+= 1
    case .abandoned:
      tally.pointee.timeouts &+= 1
      tally.pointee.abandoned &+= 1
    }
  }

  /// A measured job's content was looked up in the stage's cache.
  mutating func lookedUp(_ stage: Int, isHit: Bool) {
    (stages + stage).pointee.lookups &+= 1
    if isHit { (stages + stage).pointee.hits &+= 1 }
  }

  /// Of a batch's jobs, so many had nothing of it.
  mutating func wasted(_ stage: Int, _ duration: Nanoseconds, jobs: Int, of count: Int) {
    (stages + stage).pointee.wasted += Int128(duration) * Int128(jobs) / Int128(count)
  }

  /// The lease on a job has run out while a worker was at work on it.
  mutating func reclaimed(
    _ stage: Int, _ job: UnsafeMutablePointer<Job>, worker: Int32, at now: Nanoseconds
  ) {
    note(.reclaimed, at: now, stage: UInt8(stage), worker: worker, job: job)
    if job.pointee.isMeasured { (stages + stage).pointee.reclaimed &+= 1 }
  }

  /// A worker has dealt with failures for so long.
  mutating func handled(_ stage: Int, _ duration: Nanoseconds) {
    (stages + stage).pointee.handled += Int128(duration)
  }

  /// A worker has vanished after so long with its batch.
  mutating func lost(_ stage: Int, _ duration: Nanoseconds) {
    (stages + stage).pointee.lost += Int128(duration)
  }

  // MARK: Decisions

  mutating func multiplierChanged(
    to next: Double, reason: RateReason, at now: Nanoseconds
  ) {
    settleSettings(at: now)
    decide(.multiplier(from: multiplier, to: next, reason: reason), at: now)
    for i in 0..<windowCount {
      (windows + i).pointee.multiplierChanged(from: multiplier, to: next, at: now)
    }
    multiplier = next
    segment.multiplier.changed(to: next)
    digest.add(now, UInt64(TraceKind.multiplier.rawValue) << 56, next.bitPattern)
    if isTracing { collect(.multiplier, now, 255, -1, nil, value: next) }
  }

  /// There is a limiter, with this limit at the start.
  mutating func limitStarts(at limit: Int) {
    self.limit = Double(limit)
    series.drawLimit()
  }

  mutating func limitChanged(to next: Int, reason: LimitReason, at now: Nanoseconds) {
    guard let limit else { return }
    settleSettings(at: now)
    decide(.limit(from: Int(limit), to: next, reason: reason), at: now)
    for i in 0..<windowCount {
      (windows + i).pointee.limitChanged(from: limit, to: Double(next), at: now)
    }
    self.limit = Double(next)
    segment.limit.changed(to: Double(next))
    note(.limit, at: now, value: Nanoseconds(next))
  }

  mutating func breakerChanged(
    _ stage: Int, from old: CircuitBreaker.State, to new: CircuitBreaker.State,
    failureShare: Double, at now: Nanoseconds
  ) {
    decide(.breaker(stage: stage, from: old, to: new, failureShare: failureShare), at: now)
    note(.breaker, at: now, stage: UInt8(stage), value: Nanoseconds(new.rawValue) + 1)
    if new == .open { (stages + stage).pointee.opens += 1 }
  }

  private mutating func decide(_ change: RecordedDecision.Change, at now: Nanoseconds) {
    decisionCount += 1
    if decisions.count < plan.keptDecisions {
      decisions.append(RecordedDecision(time: now, change: change))
    }
  }
}

extension JobOrigin {
  fileprivate init(_ job: Job) {
    self.init(
      workload: Int(job.workload), entity: job.entity, intended: job.intended,
      isMeasured: job.isMeasured, size: job.size)
  }
}
