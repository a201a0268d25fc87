package import HeadgateCore

/// Follows a run by its events alone, with a small model of the rules that is its own: it shares no
/// code with the machine, and knows nothing of how the run was driven. The first event that a rule
/// does not allow, or the first moment at which something that a rule demands has not happened, is
/// the breach; what comes after it is not looked at.
package struct RunObserver {
  /// A batch whose jobs are being told as started.
  struct StartingBatch {
    let stage: Int
    let worker: Int
    var jobs: [Int]
  }

  /// A batch whose results are being told, and its jobs that go on to the next stage.
  struct EndingBatch {
    let stage: Int
    let worker: Int
    var results = 0
    /// Results so far of attempts that somebody waits for.
    var attempts = 0
    /// Whether the next job's content has been told to be in the cache.
    var isHit = false
    /// Whether the batch failed as a whole, once the first of them is known.
    var failedWhole: TraceKind?
    var kept: [Int] = []
    /// How many of them have gone on.
    var passed = 0
  }

  let settings: PipelineSettings
  let faults: [FaultSettings]
  var now: Nanoseconds = 0
  var jobs: [ObservedJob] = []
  /// Work that jobs have left behind; in buffers and batches it has negative numbers.
  var works: [ObservedWork] = []
  var queue: QueueModel
  /// Jobs that blocked sources hold, in line.
  var sources = JobLine()
  var stages: [StageModel]
  var tokens: TokenModel?
  var multiplier = 1.0
  var limit: LimitModel?
  /// Before when the controller hears of no further complaint.
  var deafUntil: Nanoseconds = 0
  /// What may follow at once from the job that left the stages last.
  var steering: Steering?
  /// Accepted jobs that have not ended.
  var inFlight = 0
  var starting: StartingBatch?
  var ending: EndingBatch?
  /// What must be told next, about this job.
  var owed: (job: Int, kinds: [TraceKind])?
  /// A job that was accepted by the last event, and whether it took a shed job's place.
  var newcomer: (job: Int, hasPlace: Bool)?
  /// The priority of the job that was shed by the last event.
  var shedPriority: Int?
  /// A breaker's change that the next result must bring about.
  var announced: (stage: Int, state: CircuitBreaker.State)?
  /// Ends so far by the event that told them.
  var ends: [TraceKind: Int] = [:]

  package internal(set) var breach: RuleBreach?
  /// Events so far by kind.
  package private(set) var counts = [Int](repeating: 0, count: TraceKind.allCases.count)
  /// Events that shared their nanosecond with the one before.
  package private(set) var ties = 0

  package init(_ specification: RunSpecification) {
    settings = specification.pipeline
    faults = specification.faults
    queue = QueueModel(aging: settings.queue.aging)
    stages = settings.stages.enumerated().map { s, stage in
      let faults = specification.faults.filter { $0.stage == s }
      return StageModel(
        stage, faults: faults,
        cache: stage.cache.map {
          CacheModel($0, stage: s, faults: faults, seed: specification.seed)
        })
    }
    limit = settings.limiter.map(LimitModel.init)
    if let controller = settings.controller {
      multiplier = min(max(1, controller.minMultiplier), controller.maxMultiplier)
      tokens = TokenModel(controller, multiplier: multiplier)
    }
  }

  package var submitted: Int { jobs.count }

  package var eventCount: Int { counts.reduce(0, +) }

  /// Takes in what happened next.
  package mutating func observe(_ events: [TraceEvent]) {
    for event in events where breach == nil { observe(event) }
  }

  private mutating func observe(_ event: TraceEvent) {
    counts[Int(event.kind.rawValue)] += 1
    guard event.time >= now else {
      return fail("T1", "time goes back to \(event.time) ns with \(event.kind.name)")
    }
    if event.time > now {
      settle(before: event.time)
      now = event.time
    } else {
      ties += 1
    }
    guard breach == nil, makeWay(for: event) else { return }
    if let stage = event.stage, !stages.indices.contains(stage) {
      return fail("S1", "\(event.kind.name) at stage \(stage), which is not there")
    }
    take(event)
  }

  private mutating func take(_ event: TraceEvent) {
    switch event.kind {
    case .accepted, .sourceBlocked, .rejected, .shed, .dispatched, .returned, .cancelled:
      takeSubmission(event)
    case .started, .workerBlocked, .passed: takeWork(event)
    case .succeeded, .failedTransient, .failedPermanent, .failedTimeout, .failedOutage,
      .failedThrottled:
      takeResult(event)
    case .abandoned: takeAbandonment(event)
    case .discarded: takeDiscard(event)
    case .handled: takeHandling(event)
    case .reclaimed: takeReclaim(event)
    case .cacheHit: takeHit(event)
    case .retryScheduled, .completed, .failed: takeConsequence(event)
    case .crashed: takeCrash(event)
    case .restored: takeRestoration(event)
    case .multiplier: takeMultiplier(event)
    case .limit: takeLimit(event)
    case .breaker: takeBreaker(event)
    }
  }

  // MARK: Between events

  /// Closes what the last events have left open, where this one does not carry it on. False where it
  /// should have.
  private mutating func makeWay(for event: TraceEvent) -> Bool {
    if let group = starting,
      event.kind != .started || event.stage != group.stage || event.worker != group.worker
    {
      closeStart()
    }
    if let newcomer, event.kind != .dispatched || event.job.map(Int.init) != newcomer.job {
      closeNewcomer()
    }
    if let priority = shedPriority, event.kind != .accepted {
      fail("Q2", "a job of priority \(priority) was shed for nobody")
    }
    if let owed {
      guard let job = event.job, Int(job) == owed.job, owed.kinds.contains(event.kind) else {
        fail("J2", "\(event.kind.name) comes where job \(owed.job) must be told on")
        return false
      }
      self.owed = nil
    } else if isSteering(event) {
      return true
    } else if let announced, !event.kind.endsAttempt || event.stage != announced.stage {
      fail("F5", "the breaker of stage \(announced.stage) changed without an attempt's end")
    }
    closeSteering()
    makeWayForEnding(event)
    return breach == nil
  }

  private mutating func makeWayForEnding(_ event: TraceEvent) {
    guard let batch = ending else { return }
    guard batch.results == stages[batch.stage].workers[batch.worker].batch.count else {
      let isPart =
        event.kind.isResult || event.kind.isConsequence || event.kind == .cacheHit
        || (event.kind == .breaker && event.stage == batch.stage)
      if !isPart { fail("S2", "\(event.kind.name) comes between the results of one batch") }
      return
    }
    // Consequences belong to the last result; starts at the next stage may be of jobs passed on.
    if event.kind.isConsequence { return }
    if event.kind == .started, event.stage == batch.stage + 1 { return }
    if event.kind == .workerBlocked { return }
    closeEnding()
  }

  mutating func fail(_ rule: String, _ what: String) {
    if breach == nil { breach = RuleBreach(rule, at: now, what) }
  }

  /// The job of an event, if it is one that has been submitted and has not ended.
  mutating func knownJob(_ event: TraceEvent) -> Int? {
    guard let ordinal = event.job, ordinal < UInt64(jobs.count) else {
      fail("J1", "\(event.kind.name) of a job that was never submitted")
      return nil
    }
    guard jobs[Int(ordinal)].state != .ended else {
      fail("J2", "\(event.kind.name) of job \(ordinal), which has ended")
      return nil
    }
    return Int(ordinal)
  }
}

extension TraceKind {
  /// The end of an attempt that is part of a batch's end.
  private var isAnswer: Bool {
    switch self {
    case .succeeded, .failedTransient, .failedPermanent, .failedTimeout, .failedOutage,
      .failedThrottled:
      true
    default: false
    }
  }

  /// Part of a batch's end.
  var isResult: Bool { isAnswer || self == .discarded }

  /// An attempt's end.
  var endsAttempt: Bool { isAnswer || self == .abandoned }

  /// What follows at once from a job's result.
  var isConsequence: Bool {
    switch self {
    case .retryScheduled, .completed, .failed: true
    default: false
    }
  }
}
