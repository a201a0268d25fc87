import HeadgateCore

/// What stands behind a stage: rules S8, S9.
extension RunObserver {
  /// A batch starts: which of its jobs' contents are in the cache.
  mutating func lookUp(_ batch: StartingBatch) -> [Bool?] {
    guard stages[batch.stage].cache != nil else { return [] }
    return batch.jobs.map { job in
      let origin = jobs[job < 0 ? works[-1 - job].job : job].origin
      return stages[batch.stage].cache!.holds(origin, at: now)
    }
  }

  /// A batch starts and asks the quota for those whose contents are not there; whether it is let in shows
  /// at its end. A quota of which it is not known what it was asked for is not followed any further.
  mutating func ask(_ batch: StartingBatch, _ hits: [Bool?]) -> Bool? {
    guard settings.stages[batch.stage].quota != nil else { return true }
    if hits.contains(nil) { stages[batch.stage].quota = nil }
    let units = batch.jobs.count - hits.count { $0 == true }
    return units == 0 ? true : stages[batch.stage].quota?.admits(units, at: now)
  }

  /// The content of the next job of a batch that ends was in the cache when the batch started.
  mutating func takeHit(_ event: TraceEvent) {
    guard let s = event.stage, settings.stages[s].cache != nil, let worker = event.worker,
      stages[s].workers.indices.contains(worker)
    else { return fail("S9", "a hit where there is no cache") }
    if ending == nil { ending = EndingBatch(stage: s, worker: worker) }
    let batch = stages[s].workers[worker].batch
    guard let end = ending, end.stage == s, end.worker == worker, !end.isHit,
      batch.indices.contains(end.results)
    else { return fail("S9", "a hit that is no part of a batch's end") }
    let job = batch[end.results]
    guard event.job.map(Int.init) == (job < 0 ? works[-1 - job].job : job) else {
      return fail("S9", "a hit of job \(event.job ?? 0), whose turn it is not")
    }
    ending!.isHit = true
  }

  /// Whether what is told of a lookup is what the cache held.
  mutating func checkLookup(_ job: Int, of worker: Int, _ s: Int) {
    let isHit = ending!.isHit
    ending!.isHit = false
    let hits = stages[s].workers[worker].hits
    guard !hits.isEmpty, let held = hits[ending!.results] else { return }
    if isHit != held {
      fail("S9", "job \(job)'s content is \(held ? "" : "not ")in the cache of stage \(s)")
    }
  }

  /// What is found is no attempt that could fail by itself; what is asked for is held once it is there.
  mutating func checkAnswer(_ kind: TraceKind, _ job: Int, _ s: Int, isHit: Bool) {
    guard let cache = settings.stages[s].cache else { return }
    if isHit, kind == .failedTransient || kind == .failedPermanent {
      fail("S9", "\(kind.name) of job \(job), whose content is in the cache")
    }
    checkHitTime(s, stages[s].workers[ending!.worker], cache)
    if isHit { return }
    if kind == .succeeded { stages[s].cache!.fill(jobs[job].origin, at: now) }
    if kind == .failedTimeout, cache.fillOnTimeout {
      stages[s].cache!.mayFill(jobs[job].origin)
    }
  }

  /// A batch whose contents are all there takes their time and no other.
  private mutating func checkHitTime(
    _ s: Int, _ worker: StageModel.Worker, _ cache: CacheSettings
  ) {
    guard worker.hits.allSatisfy({ $0 == true }) else { return }
    let time = min(cache.hit * Nanoseconds(worker.hits.count), settings.stages[s].timeout ?? .max)
    let due = afterStalls(worker.started + time, s) + settings.stages[s].overhead
    if now != due { fail("S9", "a batch of hits at stage \(s) ends at \(now) ns, not \(due) ns") }
  }

  /// A batch that the quota does not let in fails when a refusal has taken its time, and no other one
  /// fails so.
  mutating func checkRefusal(_ kind: TraceKind, _ s: Int, _ worker: StageModel.Worker) {
    guard let isAdmitted = worker.isAdmitted else { return }
    guard let quota = settings.stages[s].quota, !isAdmitted else {
      if kind == .failedThrottled { fail("S8", "stage \(s) refuses a batch that it can let in") }
      return
    }
    switch kind {
    case .failedThrottled, .failedTimeout, .failedOutage: break
    default: return fail("S8", "\(kind.name) in a batch that stage \(s) has no quota for")
    }
    let time = min(quota.refusal, settings.stages[s].timeout ?? .max)
    let due = afterStalls(worker.started + time, s) + settings.stages[s].overhead
    if now != due { fail("S8", "a refusal of stage \(s) ends at \(now) ns, not at \(due) ns") }
  }

  /// When what would end at `moment` ends (rule F6).
  func afterStalls(_ moment: Nanoseconds, _ s: Int) -> Nanoseconds {
    let stall = faults.first { $0.effect == .stall && isInForce($0, at: s, moment) }
    return stall.map { afterStalls($0.end, s) } ?? moment
  }
}
