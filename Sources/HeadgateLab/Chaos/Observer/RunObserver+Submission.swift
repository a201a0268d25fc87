import HeadgateCore

/// Admission, order and tokens: rules Q1 to Q4, C1, C2.
extension RunObserver {
  mutating func takeSubmission(_ event: TraceEvent) {
    switch event.kind {
    case .accepted: accept(event)
    case .sourceBlocked: block(event)
    case .rejected: reject(event)
    case .shed: shed(event)
    case .dispatched: dispatch(event)
    case .returned: takeBack(event)
    default: cancel(event)
    }
  }

  private var isFull: Bool { queue.count >= settings.queue.capacity ?? .max }

  /// A job that is told for the first time; ordinals count submissions (rule J1).
  private mutating func newJob(_ event: TraceEvent) -> Int? {
    guard event.job == UInt64(jobs.count) else {
      fail("J1", "job \(event.job ?? 0) comes where \(jobs.count) is the next to be submitted")
      return nil
    }
    jobs.append(ObservedJob(priority: event.priority ?? 0, origin: event.origin))
    return jobs.count - 1
  }

  private mutating func accept(_ event: TraceEvent) {
    let job: Int
    if let ordinal = event.job, ordinal < UInt64(jobs.count) {
      guard let known = knownJob(event) else { return }
      guard jobs[known].state == .atSource else {
        return fail("J2", "job \(known) is accepted twice")
      }
      guard sources.first == known else {
        return fail("Q2", "job \(known) overtakes \(sources.first ?? 0) at the sources")
      }
      sources.removeFirst()
      job = known
    } else {
      guard sources.isEmpty else {
        return fail("Q2", "job \(event.job ?? 0) overtakes those that wait at the sources")
      }
      guard let new = newJob(event) else { return }
      job = new
    }
    if let shed = shedPriority, jobs[job].priority <= shed {
      return fail("Q2", "a job of priority \(shed) was shed for one of \(jobs[job].priority)")
    }
    jobs[job].accepted = now
    inFlight += 1
    enqueue(job)
    newcomer = (job, shedPriority != nil)
    shedPriority = nil
  }

  private mutating func enqueue(_ job: Int) {
    jobs[job].state = .queued
    queue.insert(job, priority: jobs[job].priority)
  }

  /// Who was accepted and did not go straight on waits in the queue, which must have had room.
  mutating func closeNewcomer() {
    guard let newcomer else { return }
    self.newcomer = nil
    let capacity = settings.queue.capacity ?? .max
    if !newcomer.hasPlace, queue.count > capacity {
      fail("Q2", "job \(newcomer.job) makes \(queue.count) in a queue of \(capacity)")
    }
  }

  private mutating func block(_ event: TraceEvent) {
    guard let job = newJob(event) else { return }
    guard settings.queue.onFull == .block else {
      return fail("Q2", "a source is blocked where full queues \(settings.queue.onFull.rawValue)")
    }
    if sources.isEmpty, !isFull { fail("Q2", "a source is blocked, and the queue has room") }
    sources.append(job)
  }

  private mutating func reject(_ event: TraceEvent) {
    guard let job = newJob(event) else { return }
    guard settings.queue.onFull != .block, isFull else {
      return fail("Q2", "job \(job) is rejected, and need not be")
    }
    if queue.count == 0, stages[0].hasRoom, limit?.hasRoom ?? true, canPay {
      fail("Q2a", "job \(job) is rejected, and could go straight on")
    }
    if settings.queue.onFull == .shed, settings.queue.capacity != 0, let victim = queue.victim,
      jobs[victim].priority < jobs[job].priority
    {
      fail("Q2", "job \(job) is rejected, and job \(victim) of lower priority waits")
    }
    end(job, event.kind)
  }

  private var canPay: Bool { tokens.map { $0.due(after: now) <= now } ?? true }

  private mutating func shed(_ event: TraceEvent) {
    guard let job = knownJob(event) else { return }
    guard settings.queue.onFull == .shed, isFull, queue.victim == job else {
      return fail("Q2", "job \(job) is shed, not \(queue.victim.map(String.init) ?? "nobody")")
    }
    queue.remove(job, priority: jobs[job].priority)
    shedPriority = jobs[job].priority
    inFlight -= 1
    end(job, event.kind)
  }

  private mutating func dispatch(_ event: TraceEvent) {
    guard let job = knownJob(event) else { return }
    guard jobs[job].state == .queued else { return fail("Q1", "job \(job) does not wait") }
    let head = queue.head(at: now) { jobs[$0].accepted }
    guard head == job else {
      return fail("Q1", "job \(job) is dispatched before \(head ?? 0)")
    }
    if event.attempt != jobs[job].attempt { fail("F1", "job \(job) has another attempt's number") }
    if tokens?.pay(at: now) == false { fail("C1", "job \(job) is dispatched without tokens") }
    if limit?.hasRoom == false { fail("L1", "job \(job) is dispatched beyond the limit") }
    limit?.enter()
    jobs[job].dispatched = now
    jobs[job].inFlight = limit?.count ?? 0
    jobs[job].isWhole = jobs[job].stage == 0
    queue.remove(job, priority: jobs[job].priority)
    newcomer = nil
    enter(job, jobs[job].stage)
  }

  private mutating func takeBack(_ event: TraceEvent) {
    guard let job = knownJob(event) else { return }
    guard jobs[job].state == .away, jobs[job].due == now else {
      return fail("Q3", "job \(job) comes back, and was to at \(jobs[job].due) ns")
    }
    enqueue(job)
  }

  private mutating func cancel(_ event: TraceEvent) {
    guard let job = knownJob(event) else { return }
    switch jobs[job].state {
    case .atSource: _ = sources.remove(job)
    case .queued: queue.remove(job, priority: jobs[job].priority)
    case .away: break
    case .buffered, .serving, .passing, .ended:
      return fail("J2", "job \(job) is cancelled, and a stage has it")
    }
    if jobs[job].state != .atSource { inFlight -= 1 }
    end(job, event.kind)
  }

  mutating func end(_ job: Int, _ kind: TraceKind) {
    jobs[job].state = .ended
    ends[kind, default: 0] += 1
  }
}
