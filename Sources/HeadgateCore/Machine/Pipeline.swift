/// The pipeline machine: every decision of SEMANTICS, as one value without clock, tasks or I/O.
///
/// A driver hands it inputs with an explicit `now` that never goes back, and carries out the
/// commands it finds in `commands` after each input:
///
///     start()                       once, at the beginning
///     submit(_:)                    a source offers a job
///     finishBatch(worker:)          a worker's batch has ended, results written into its jobs
///     timerFired(_:id:)             a timer's moment has come
///     begin / end                   a fault that befalls workers or their leases
///     cancel / cancelAll            jobs are given up
///
/// The simulator and the engine differ only in who calls these. Its randomness (jitter) is keyed by
/// the job it belongs to (rule R1), so equal inputs give equal decisions.
public struct Pipeline: ~Copyable {
  package let settings: PipelineSettings
  package var recorder: Recorder
  package var commands = CommandBuffer()
  /// Jobs by id; their memory moves when a submission makes it grow.
  package internal(set) var pool = JobPool()
  /// The id of the job that was submitted last.
  package internal(set) var lastSubmitted: Int32 = 0
  var queue: SubmissionQueue
  let queueCapacity: Int
  /// By how many jobs those that came back have taken the queue over its capacity (rule Q3).
  var queueExcess = 0
  /// Jobs that blocked sources hold, in the order in which they were submitted.
  var blockedSources = IndexRing()
  var bucket: TokenBucket?
  var controller: RateControl?
  /// Waits for a worker, by stage; `nil` where the controller does not go by them.
  let delays: UnsafeMutablePointer<DelayMeter>?
  var limiter: ConcurrencyLimiter?
  /// Whether there is one: to look at `limiter` would load all of it.
  let hasLimiter: Bool
  /// Jobs in the stages, counted where there is a limiter.
  var passages = Passages()
  /// The most jobs that may be in the stages.
  var limit = Int.max
  /// Whether limiter or controller want to hear of jobs that leave the stages.
  let watchesPassages: Bool
  /// Changed as `(stages + s).pointee`: see scripts/test-threads.
  let stages: UnsafeMutablePointer<StageState>
  let stageCount: Int
  /// Workers by id.
  package let workers: UnsafeMutablePointer<Worker>
  package let workerCount: Int
  var breakers: [CircuitBreaker?]
  let backoff: Backoff
  let random: KeyedRandom
  let warmup: Nanoseconds
  /// Accepted jobs that are not resolved.
  package internal(set) var inFlight = 0
  /// Time so far during which the queue's head could not go for want of tokens alone.
  var tokenClock: Nanoseconds = 0
  /// When the present such stretch began; `never` outside one.
  var starvingSince = Nanoseconds.never
  /// When the pending token timer is due.
  var tokenTimer = Nanoseconds.never
  /// Slots that hold work which jobs have left behind (rule S6).
  package internal(set) var abandonedWork = 0
  /// Leases of running batches; `nil` where none runs out.
  var leases: RunningLeases?
  /// Jobs whose attempts are about to be told that they have failed.
  var failing = IndexRing()

  /// - Parameters:
  ///   - settings: At least one and at most 64 stages.
  ///   - plan: How the books are kept.
  ///   - seed: With `replication` (below 2²⁰), the random universe.
  public init(
    settings: PipelineSettings, plan: RecordingPlan, seed: UInt64, replication: Int = 0
  ) {
    precondition(!settings.stages.isEmpty && settings.stages.count <= 64, "1 to 64 stages")
    self.settings = settings
    recorder = Recorder(plan: plan, stages: settings.stages)
    queue = SubmissionQueue(aging: settings.queue.aging)
    queueCapacity = settings.queue.capacity ?? .max
    if let control = settings.controller {
      let controller = RateControl(settings: control)
      var bucket = TokenBucket(rate: control.rate, burst: control.burst, cost: control.cost)
      bucket.setRate(controller.rate, at: 0)
      self.controller = controller
      self.bucket = bucket
      recorder.multiplier = controller.multiplier
    }
    hasLimiter = settings.limiter != nil
    watchesPassages = hasLimiter || settings.controller?.algorithm.watchesPassages ?? false
    stageCount = settings.stages.count
    delays = Self.delayMeters(settings)
    stages = .allocate(capacity: stageCount)
    workerCount = settings.stages.reduce(0) { $0 + $1.workers }
    workers = .allocate(capacity: workerCount)
    var first = 0
    for (s, stage) in settings.stages.enumerated() {
      (stages + s).initialize(
        to: StageState(stage, firstWorker: first, hasLeases: settings.heartbeat != nil))
      for i in 0..<stage.workers {
        (workers + first + i).initialize(
          to: Worker(
            stage: UInt8(s), number: Int32(i), jobs: .allocate(capacity: stage.batchSize)))
        // The lowest number on top: it is the first to work.
        stages[s].idle[stage.workers - 1 - i] = Int32(first + i)
      }
      stages[s].idleCount = stage.workers
      first += stage.workers
    }
    breakers = settings.stages.map { $0.breaker.map { CircuitBreaker(settings: $0) } }
    backoff = Backoff(settings.retry)
    random = KeyedRandom(seed: seed, replication: replication)
    warmup = plan.warmup
    leases = settings.heartbeat.map { RunningLeases($0, length: settings.lease) }
    if let limiter = settings.limiter { startLimiter(limiter) }
  }

  deinit {
    for i in 0..<workerCount { workers[i].jobs.deallocate() }
    workers.deallocate()
    for i in 0..<stageCount { stages[i].deallocate() }
    stages.deallocate()
    pool.deallocate()
    queue.deallocate()
    blockedSources.deallocate()
    passages.deallocate()
    delays?.deallocate()
    failing.deallocate()
    commands.deallocate()
  }

  // MARK: What drivers and tests may see

  /// The slot of a job id.
  @inline(__always)
  package func job(_ id: Int32) -> UnsafeMutablePointer<Job> { pool.jobs + Int(id) }

  /// Jobs that wait in the submission queue.
  package var queueDepth: Int { queue.count }
  /// Submissions that blocked sources hold.
  package var blockedSubmissions: Int { blockedSources.count }
  /// Whether no accepted or blocked job is left.
  package var isEmpty: Bool { inFlight == 0 && blockedSources.isEmpty }
  /// The controller's present multiplier; 1 without a controller.
  public var rateMultiplier: Double { controller?.multiplier ?? 1 }
  /// The most jobs that may be in the stages; `nil` without a limiter.
  public var concurrencyLimit: Int? { limiter?.limit }
  /// Tokens in the bucket; `nil` without a controller.
  public func tokens(at now: Nanoseconds) -> Double? { bucket?.tokens(at: now) }

  // MARK: Inputs that concern no job

  /// Starts the controller. To be called once, at moment 0.
  package mutating func start() {
    if let controller, controller.looks {
      commands.append(
        .timer, timer: .controller, id: 0, time: controller.settings.interval)
    }
  }

  /// A timer's moment has come.
  package mutating func timerFired(_ timer: PipelineTimer, id: Int32, at now: Nanoseconds) {
    switch timer {
    case .tokens:
      tokenTimer = .never
      pump(now)
    case .controller: look(now)
    case .linger:
      stages[Int(id)].lingerTimer = .never
      settle(from: Int(id), now)
    case .retry, .lease: returnToQueue(id, now)
    case .breaker: openTimeIsOver(Int(id), now)
    case .deadline: deadlinesPassed(Int(id), now)
    case .handling: handlingIsOver(id, now)
    case .runningLease: leasesRunOut(now)
    }
  }
}
