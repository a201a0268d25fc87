import HeadgateCore

/// Jobs with items of the user's: who submitted them, what their stages have made of them, who waits
/// for their ends.
struct JobHost: ~Copyable, EngineHost {
  typealias Performer = JobPerformer
  typealias Batch = JobBatch

  /// A job in flight; `item` is `nil` where the place is free.
  struct Record {
    var ordinal: UInt64 = 0
    var item: JobItem?
    /// Its slot in the machine.
    var slot: Int32 = -1
    var rest: Rest?
  }

  /// What few jobs have.
  final class Rest {
    var lastError: StageFailure?
    var submitter: UnsafeContinuation<Bool, Never>?
    var waiters = TaskWaiters()
  }

  /// How a job ended, for those who ask later.
  struct Finished {
    var ordinal = UInt64.max
    var outcome = JobOutcome.completed
    var attempt: UInt16 = 0
    var lastError: String?
  }

  enum Closing: Sendable {
    /// Jobs are taken.
    case open
    /// No job is taken any more; the run is over when none is left.
    case closed(since: Nanoseconds)
  }

  private let stageNames: [String]
  var records: [Record] = []
  /// The batch of each worker.
  private var batches: [JobBatch]
  private let batchSizes: [Int]
  private var freePlaces: [Int32] = []
  private var submitted: UInt64 = 0
  /// The last ended jobs, by ordinal modulo its size.
  var finished: [Finished]
  /// Ended jobs for whoever collects them.
  private var ends: [JobEnd<JobItem>] = []
  private let collects: CollectedEnds
  private var collector: UnsafeContinuation<Void, Never>?
  var idleWaiters = TaskWaiters()
  var lastWaiter: UInt64 = 0
  private(set) var inFlight = 0
  private var closing = Closing.open
  private var bound = Nanoseconds.never
  private(set) var lastBatch: [(duration: Nanoseconds, items: Int)]

  /// - Parameters:
  ///   - kept: How many ended jobs can still be asked for, the latest.
  ///   - collects: Which ends are kept until `takeEnds` takes them.
  init(stages: [StageSettings], kept: Int, collects: CollectedEnds) {
    stageNames = stages.map(\.name)
    finished = Array(repeating: Finished(), count: max(kept, 1))
    batchSizes = stages.map(\.batchSize)
    batches = stages.enumerated().flatMap { position, stage in
      (0..<stage.workers).map {
        JobBatch(stage: position, worker: $0, capacity: stage.batchSize)
      }
    }
    self.collects = collects
    lastBatch = Array(repeating: (0, 0), count: stages.count)
  }

  // MARK: The run's end

  var deadline: Nanoseconds { bound }

  var loadEnd: Nanoseconds {
    if case .closed(let moment) = closing { moment } else { .never }
  }

  func isOver(at now: Nanoseconds) -> Bool { now >= loadEnd }

  func progress(at now: Nanoseconds) -> Double? { nil }
  var cancelsWhatIsLeft: Bool { true }
  var enforcesTimeouts: Bool { true }

  var isClosed: Bool {
    if case .closed = closing { true } else { false }
  }

  /// Takes no job any more, and ends the run when none is left, at the latest after `limit`.
  mutating func close(at now: Nanoseconds, limit: Nanoseconds) {
    if !isClosed { closing = .closed(since: now) }
    let (sum, overflow) = now.addingReportingOverflow(limit)
    bound = min(bound, overflow ? .never : sum)
  }

  mutating func prepare(_ planner: inout Planner<Batch>) {}
  mutating func timerFired(
    _ id: Int32, pipeline: inout Pipeline, planner: inout Planner<Batch>
  ) {}

  mutating func stopped(planner: inout Planner<Batch>) {
    if !isClosed { closing = .closed(since: planner.now) }
    for place in records.indices {
      if let rest = records[place].rest { wake(rest, admitted: false, &planner) }
      records[place] = Record()
    }
    idleWaiters.wakeAll(&planner)
    if let collector { planner.wake(collector) }
    collector = nil
  }

  // MARK: Submission

  enum Submission: Sendable {
    case accepted(JobNumber)
    case rejected(JobNumber)
    /// The submitter must wait until it is admitted.
    case blocked(JobNumber)
    case closed
  }

  mutating func submit(
    _ item: JobItem, _ arrival: JobArrival, pipeline: inout Pipeline, now: Nanoseconds
  ) -> Submission {
    guard !isClosed else { return .closed }
    let place = takePlace()
    let number = JobNumber(ordinal: submitted, place: place)
    records[Int(place)].ordinal = submitted
    records[Int(place)].item = item
    var arrival = arrival
    arrival.entity = submitted & 0xFFFF_FFFF_FFFF
    arrival.client = place
    submitted &+= 1
    inFlight += 1
    let admission = pipeline.submit(arrival, at: now)
    records[Int(place)].slot = pipeline.lastSubmitted
    switch admission {
    case .accepted: return .accepted(number)
    case .rejected: return .rejected(number)
    case .blocked: return .blocked(number)
    }
  }

  private mutating func takePlace() -> Int32 {
    if let place = freePlaces.popLast() { return place }
    records.append(Record())
    return Int32(records.count - 1)
  }

  mutating func rest(of place: Int) -> Rest {
    if let rest = records[place].rest { return rest }
    let rest = Rest()
    records[place].rest = rest
    return rest
  }

  private func wake(_ rest: Rest, admitted: Bool, _ planner: inout Planner<Batch>) {
    if let submitter = rest.submitter { planner.wake(submitter, admitted: admitted) }
    rest.submitter = nil
    rest.waiters.wakeAll(&planner)
  }

  /// Keeps a submitter's continuation until its job is admitted; says what became of it where that is
  /// known.
  mutating func waitForAdmission(
    of number: JobNumber, _ continuation: UnsafeContinuation<Bool, Never>,
    pipeline: borrowing Pipeline
  ) -> Bool? {
    guard isInFlight(number) else {
      return status(of: number, pipeline: pipeline)?.outcome != .cancelled
    }
    let place = Int(number.place)
    guard pipeline.job(records[place].slot).pointee.state == .atSource else { return true }
    rest(of: place).submitter = continuation
    return nil
  }

  mutating func admitted(
    _ job: UnsafeMutablePointer<Job>, id: Int32, planner: inout Planner<Batch>
  ) {
    guard let rest = records[Int(job.pointee.client)].rest, let submitter = rest.submitter
    else { return }
    rest.submitter = nil
    // A submission that was given up is let go, too.
    planner.wake(submitter, admitted: job.pointee.state != .free)
  }

  // MARK: Batches

  mutating func begin(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    planner: inout Planner<Batch>
  ) -> Batch {
    // Its end is an event to come.
    _ = planner.plan()
    let batch = batches[Int(id)]
    batch.empty()
    for i in 0..<Int(worker.pointee.count) {
      let job = jobs + Int(worker.pointee.jobs[i])
      let place = job.pointee.client
      batch.add(
        records[Int(place)].item!,
        JobNumber(ordinal: records[Int(place)].ordinal, place: place),
        attempt: Int(job.pointee.attempt))
    }
    return batch
  }

  mutating func finish(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    _ outcome: Void, at now: Nanoseconds
  ) {
    let count = Int(worker.pointee.count)
    lastBatch[Int(worker.pointee.stage)] = (now &- worker.pointee.started, count)
    let batch = batches[Int(id)]
    let hasFailures = batch.hasFailures
    for i in 0..<count {
      let job = jobs + Int(worker.pointee.jobs[i])
      let place = Int(job.pointee.client)
      if hasFailures, let failure = batch.failure(of: i) {
        rest(of: place).lastError = failure
        write(failure, into: job)
      } else {
        records[place].item = batch.item(i)
        job.pointee.result = .succeeded
      }
    }
  }

  private func write(_ failure: StageFailure, into job: UnsafeMutablePointer<Job>) {
    if failure.kind == .permanent {
      job.pointee.result = .permanent
    } else if let wait = failure.retryAfter {
      job.pointee.result = .throttled
      job.pointee.clockMark = max(0, Nanoseconds(wait))
    } else {
      job.pointee.result = .transient
    }
  }

  mutating func timedOut(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    at now: Nanoseconds
  ) {
    let stage = Int(worker.pointee.stage)
    let seconds = (now &- worker.pointee.started).seconds
    let failure = StageFailure.transient(
      "\(stageNames[stage]) had no answer within \(seconds) s")
    for i in 0..<Int(worker.pointee.count) {
      rest(of: Int(jobs[Int(worker.pointee.jobs[i])].client)).lastError = failure
    }
    // The task that was too slow may still be at work on the old one.
    batches[Int(id)] = JobBatch(
      stage: stage, worker: Int(worker.pointee.number), capacity: batchSizes[stage])
  }

  // MARK: Ends

  mutating func ended(
    _ job: UnsafeMutablePointer<Job>, id: Int32, as outcome: JobOutcome,
    planner: inout Planner<Batch>
  ) {
    let place = Int(job.pointee.client)
    guard let item = records[place].item else { return }
    let ordinal = records[place].ordinal
    let rest = records[place].rest
    records[place].item = nil
    records[place].rest = nil
    freePlaces.append(Int32(place))
    inFlight -= 1
    let kept = Int(ordinal % UInt64(finished.count))
    finished[kept].ordinal = ordinal
    finished[kept].outcome = outcome
    finished[kept].attempt = job.pointee.attempt
    finished[kept].lastError = rest?.lastError?.message
    if let rest { wake(rest, admitted: outcome != .cancelled, &planner) }
    if inFlight == 0 { idleWaiters.wakeAll(&planner) }
    guard collects == .all || (collects == .failures && outcome == .failed) else { return }
    ends.append(
      JobEnd(
        number: JobNumber(ordinal: ordinal, place: Int32(place)), outcome: outcome, item: item,
        attempts: Int(job.pointee.attempt), stage: Int(job.pointee.stage),
        priority: Int(job.pointee.priority), lastError: rest?.lastError))
    if let collector { planner.wake(collector) }
    collector = nil
  }

  /// The ends since the last call.
  mutating func takeEnds() -> [JobEnd<JobItem>] {
    defer { ends = [] }
    return ends
  }

  /// Keeps the collector's continuation until a job ends; gives it back where one has.
  mutating func waitForEnds(
    _ continuation: UnsafeContinuation<Void, Never>
  ) -> UnsafeContinuation<Void, Never>? {
    guard ends.isEmpty else { return continuation }
    collector = continuation
    return nil
  }
}
