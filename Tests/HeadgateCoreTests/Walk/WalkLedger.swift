import HeadgateCore

/// A naive second bookkeeping of a walk, from the trace alone: whose turn it was, what the tokens
/// come to, who has ended, who waits at a source. It shares no code with the pipeline.
struct WalkLedger {
  private struct Entry {
    var priority: Int
    var accepted: Nanoseconds
    var retries = 0
    /// When it came to where it waits for a worker.
    var entered: Nanoseconds = 0
    var hasEnded = false
  }

  /// What tells attempts apart.
  private struct WorkKey: Hashable {
    var job: UInt64
    var attempt: Int
  }

  private let settings: PipelineSettings
  private var read = 0
  private var entries: [UInt64: Entry] = [:]
  private var queued: Set<UInt64> = []
  private var lastEntered: [Int: Nanoseconds] = [:]
  /// When the jobs that have left work in a buffer had come there.
  private var leftBehind: [WorkKey: Nanoseconds] = [:]
  private var breakerStates: [Int: Int] = [:]
  private var endedCount = 0
  private var bucketQuanta: Int128 = 0
  private var bucketRate: Int128 = 0
  private var bucketTime: Nanoseconds = 0
  private var depth = 0
  private var inStages = 0
  /// The limit, and the greatest one that was in force since the last look.
  private var limit = Int.max
  private var mostLimit = Int.max
  /// Priority of the job that was just shed for a newcomer.
  private var shedPriority: Int?
  private var broken: [String] = []

  private static let token: Int128 = 1_000_000_000_000_000

  init(_ settings: PipelineSettings) {
    self.settings = settings
    if let limiter = settings.limiter { (limit, mostLimit) = (limiter.initial, limiter.initial) }
    if let controller = settings.controller {
      bucketQuanta = burst
      bucketRate = Int128((controller.rate * 1e6).rounded())
    }
  }

  /// Reads what has happened since, and says what does not hold.
  mutating func follow(_ harness: PipelineHarness) -> [String] {
    broken = []
    let before = depth
    var returned = 0
    harness.withTrace { trace in
      while read < trace.count {
        if trace[read].kind == .returned { returned += 1 }
        note(trace[read], harness)
        read += 1
      }
    }
    compare(harness)
    depth = harness.pipeline.queueDepth
    if let capacity = settings.queue.capacity, depth > max(capacity, before) + returned {
      broken.append("Q2: \(depth) jobs wait, \(before) before")
    }
    return broken
  }

  private mutating func note(_ event: TraceEvent, _ harness: PipelineHarness) {
    let job = event.job ?? 0
    switch event.kind {
    case .accepted:
      entries[job] = Entry(priority: harness.priority(of: job), accepted: event.time)
      if let shed = shedPriority, entries[job]!.priority <= shed {
        broken.append("Q2: a job of priority \(shed) is shed for \(job)")
      }
      shedPriority = nil
      queued.insert(job)
    case .returned: queued.insert(job)
    case .retryScheduled:
      entries[job]!.retries += 1
      if entries[job]!.retries >= settings.retry.maxAttempts {
        broken.append("F1: \(job) is retried \(entries[job]!.retries) times")
      }
    case .dispatched: dispatch(job, at: event.time)
    case .passed: entries[job]!.entered = event.time
    case .succeeded:
      if let deadline = settings.stages[event.stage!].deadline,
        event.time - entries[job]!.entered >= deadline
      {
        broken.append("S6: \(job) has an answer after its deadline")
      }
      entries[job]!.entered = event.time
    case .abandoned:
      let entered = entries[job]!.entered
      if event.time - entered != settings.stages[event.stage!].deadline {
        broken.append("S6: \(job) gives up after \(event.time - entered)")
      }
      leftBehind[WorkKey(job: job, attempt: event.attempt!)] = entered
    case .started:
      start(event)
      if breakerStates[event.stage ?? -1] == Int(CircuitBreaker.State.open.rawValue) {
        broken.append("F5: \(job) starts at a stage whose breaker is open")
      }
    case .breaker: breakerStates[event.stage ?? -1] = Int(event.value ?? 0) - 1
    case .multiplier:
      refill(to: event.time)
      bucketRate = Int128((settings.controller!.rate * event.value! * 1e6).rounded())
    case .limit:
      limit = Int(event.value!)
      mostLimit = max(mostLimit, limit)
    case .shed:
      if victim != job { broken.append("Q2: \(job) is shed, not \(victim ?? 0)") }
      shedPriority = entries[job]!.priority
      end(job, event)
    case .completed, .failed, .rejected, .cancelled: end(job, event)
    default: break
    }
  }

  private mutating func dispatch(_ job: UInt64, at now: Nanoseconds) {
    if let first = firstInTurn(at: now), first != job {
      broken.append("Q1: \(job) is dispatched before \(first)")
    }
    queued.remove(job)
    entries[job]?.entered = now
    if settings.controller != nil {
      refill(to: now)
      bucketQuanta -= Int128(settings.controller!.cost * 1e6) * 1_000_000_000
      if bucketQuanta < 0 { broken.append("C1: \(job) is dispatched without tokens") }
    }
  }

  private mutating func start(_ event: TraceEvent) {
    let (job, stage) = (event.job!, event.stage!)
    let work = WorkKey(job: job, attempt: event.attempt!)
    let entered = leftBehind[work] ?? entries[job]!.entered
    if entered < lastEntered[stage, default: 0] {
      broken.append("S2: \(job) starts after jobs that came later")
    }
    lastEntered[stage] = entered
  }

  private func firstInTurn(at now: Nanoseconds) -> UInt64? {
    func effective(_ job: UInt64) -> Int {
      let entry = entries[job]!
      guard let aging = settings.queue.aging else { return entry.priority }
      return entry.priority + Int((now - entry.accepted) / aging)
    }
    return queued.min { a, b in
      let (first, second) = (effective(a), effective(b))
      return first != second ? first > second : a < b
    }
  }

  /// The lowest-priority, youngest waiting job.
  private var victim: UInt64? {
    queued.min { a, b in
      let (first, second) = (entries[a]!.priority, entries[b]!.priority)
      return first != second ? first < second : a > b
    }
  }

  private mutating func end(_ job: UInt64, _ event: TraceEvent) {
    endedCount += 1
    if let entry = entries[job] {
      if entry.hasEnded { broken.append("J2: \(job) ends twice") }
      entries[job]!.hasEnded = true
      if event.kind == .rejected { broken.append("J2: \(job) is accepted and rejected") }
    } else {
      entries[job] = Entry(priority: 0, accepted: 0, hasEnded: true)
    }
    queued.remove(job)
  }

  // MARK: Tokens

  private var burst: Int128 {
    Int128((settings.controller?.burst ?? 0) * 1e6) * 1_000_000_000
  }

  private mutating func refill(to now: Nanoseconds) {
    bucketQuanta = min(burst, bucketQuanta + bucketRate * Int128(now - bucketTime))
    bucketTime = now
  }

  // MARK: Comparisons

  /// More jobs may be in the stages than the limit says only where it fell while they were there.
  private mutating func compareLimit(_ harness: PipelineHarness) {
    guard settings.limiter != nil else { return }
    let now = [JobState.buffered, .inService, .blocked].reduce(0) { $0 + harness.jobs($1).count }
    if now > max(mostLimit, inStages) {
      broken.append("L1: \(now) jobs in the stages under a limit of \(mostLimit)")
    }
    if harness.pipeline.concurrencyLimit != limit {
      broken.append("L3: a limit of \(harness.pipeline.concurrencyLimit ?? 0), told as \(limit)")
    }
    (inStages, mostLimit) = (now, limit)
  }

  private mutating func compare(_ harness: PipelineHarness) {
    compareLimit(harness)
    if queued.count != harness.pipeline.queueDepth {
      broken.append("Q1: \(harness.pipeline.queueDepth) jobs wait, \(queued.count) should")
    }
    if settings.controller != nil {
      refill(to: harness.now)
      let tokens = Double(bucketQuanta) / Double(Self.token)
      if harness.pipeline.tokens(at: harness.now) != tokens {
        broken.append("C1: \(harness.pipeline.tokens(at: harness.now)!) tokens, not \(tokens)")
      }
    }
    if harness.endedClients.count != endedCount {
      broken.append("J2: \(harness.endedClients.count) clients heard of \(endedCount) ends")
    }
    let waiting = harness.admissions.count { $0 == .blocked } - harness.admittedCount
    if waiting != harness.pipeline.blockedSubmissions {
      broken.append("Q2: \(waiting) sources wait, with \(harness.pipeline.blockedSubmissions) jobs")
    }
    for (worker, count) in harness.batchSizes {
      let most = settings.stages[Int(harness.pipeline.workers[Int(worker)].stage)].batchSize
      if count < 1 || count > most { broken.append("S2: a batch of \(count)") }
    }
  }
}
