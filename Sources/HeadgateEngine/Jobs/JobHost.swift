import HeadgateCore

/// Jobs with items of the user's: who submitted them, what their stages have made of them, who waits
/// for their ends.
struct JobHost<Item: Sendable>: ~Copyable, EngineHost {
  typealias Performer = JobPerformer<Item>
  typealias Batch = JobBatch<Item>

  /// A job in flight.
  private struct Record {
    var number: JobNumber
    var item: Item?
    /// Its slot in the machine.
    var slot: Int32
    var lastError: StageFailure?
    var submitter: UnsafeContinuation<Void, Never>?
    var waiters = TaskWaiters()
  }

  /// How a job ended, for those who ask later.
  private struct Finished {
    var ordinal: UInt64
    var status: JobStatus
  }

  enum Closing: Sendable {
    /// Jobs are taken.
    case open
    /// No job is taken any more; the run is over when none is left.
    case closed(since: Nanoseconds)
  }

  private let stageNames: [String]
  private var records: [Record?] = []
  private var freePlaces: [Int32] = []
  private var submitted: UInt64 = 0
  /// The last ended jobs, by ordinal modulo its size.
  private var finished: [Finished?]
  /// Ended jobs for whoever collects them.
  private var ends: [JobEnd<Item>] = []
  private let collects: CollectedEnds
  private var collector: UnsafeContinuation<Void, Never>?
  private var idleWaiters = TaskWaiters()
  private var lastWaiter: UInt64 = 0
  private(set) var inFlight = 0
  private var closing = Closing.open
  private var bound = Nanoseconds.never
  private(set) var lastBatch: [(duration: Nanoseconds, items: Int)]

  /// - Parameters:
  ///   - kept: How many ended jobs can still be asked for, the latest.
  ///   - collects: Which ends are kept until `takeEnds` takes them.
  init(stages: [StageSettings], kept: Int, collects: CollectedEnds) {
    stageNames = stages.map(\.name)
    finished = Array(repeating: nil, count: max(kept, 1))
    self.collects = collects
    lastBatch = Array(repeating: (0, 0), count: stages.count)
  }

  // MARK: The run's end

  var deadline: Nanoseconds { bound }

  var loadEnd: Nanoseconds {
    if case .closed(let moment) = closing { moment } else { .never }
  }

  func isOver(at now: Nanoseconds) -> Bool { now >= loadEnd }

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
      if let submitter = records[place]?.submitter { planner.wake(submitter) }
      records[place]?.waiters.wakeAll(&planner)
      records[place] = nil
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
    _ item: Item, _ arrival: JobArrival, pipeline: inout Pipeline, now: Nanoseconds
  ) -> Submission {
    guard !isClosed else { return .closed }
    let place = takePlace()
    let number = JobNumber(ordinal: submitted, place: place)
    var arrival = arrival
    arrival.entity = submitted & 0xFFFF_FFFF_FFFF
    arrival.client = place
    submitted &+= 1
    records[Int(place)] = Record(number: number, item: item, slot: -1)
    inFlight += 1
    let admission = pipeline.submit(arrival, at: now)
    records[Int(place)]!.slot = pipeline.lastSubmitted
    switch admission {
    case .accepted: return .accepted(number)
    case .rejected: return .rejected(number)
    case .blocked: return .blocked(number)
    }
  }

  private mutating func takePlace() -> Int32 {
    if let place = freePlaces.popLast() { return place }
    records.append(nil)
    return Int32(records.count - 1)
  }

  /// Keeps a submitter's continuation until its job is admitted; gives it back where it is.
  mutating func waitForAdmission(
    of number: JobNumber, _ continuation: UnsafeContinuation<Void, Never>,
    pipeline: borrowing Pipeline
  ) -> UnsafeContinuation<Void, Never>? {
    guard isInFlight(number),
      pipeline.job(records[Int(number.place)]!.slot).pointee.state == .atSource
    else { return continuation }
    records[Int(number.place)]!.submitter = continuation
    return nil
  }

  mutating func admitted(
    _ job: UnsafeMutablePointer<Job>, id: Int32, planner: inout Planner<Batch>
  ) {
    let place = Int(job.pointee.client)
    if let submitter = records[place]?.submitter { planner.wake(submitter) }
    records[place]?.submitter = nil
  }

  // MARK: Batches

  mutating func begin(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    planner: inout Planner<Batch>
  ) -> Batch {
    // Its end is an event to come.
    _ = planner.plan()
    let count = Int(worker.pointee.count)
    let stage = Int(worker.pointee.stage)
    var batch = JobBatch<Item>(
      stage: stage, worker: Int(worker.pointee.number), count: count)
    for i in 0..<count {
      let job = jobs + Int(worker.pointee.jobs[i])
      let record = records[Int(job.pointee.client)]!
      batch.add(record.item!, record.number, attempt: Int(job.pointee.attempt))
    }
    return batch
  }

  mutating func finish(
    _ worker: UnsafeMutablePointer<Worker>, jobs: UnsafeMutablePointer<Job>,
    _ outcome: [Result<Item, StageFailure>], at now: Nanoseconds
  ) {
    let count = Int(worker.pointee.count)
    lastBatch[Int(worker.pointee.stage)] = (now &- worker.pointee.started, count)
    for i in 0..<count {
      let job = jobs + Int(worker.pointee.jobs[i])
      let place = Int(job.pointee.client)
      switch outcome[i] {
      case .success(let item):
        records[place]!.item = item
        job.pointee.result = .succeeded
      case .failure(let failure):
        records[place]!.lastError = failure
        write(failure, into: job)
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
    _ worker: UnsafeMutablePointer<Worker>, jobs: UnsafeMutablePointer<Job>, at now: Nanoseconds
  ) {
    let seconds = (now &- worker.pointee.started).seconds
    let failure = StageFailure.transient(
      "\(stageNames[Int(worker.pointee.stage)]) had no answer within \(seconds) s")
    for i in 0..<Int(worker.pointee.count) {
      records[Int(jobs[Int(worker.pointee.jobs[i])].client)]!.lastError = failure
    }
  }

  // MARK: Ends

  mutating func ended(
    _ job: UnsafeMutablePointer<Job>, id: Int32, as outcome: JobOutcome,
    planner: inout Planner<Batch>
  ) {
    let place = job.pointee.client
    guard var record = records[Int(place)] else { return }
    records[Int(place)] = nil
    freePlaces.append(place)
    inFlight -= 1
    let ordinal = record.number.ordinal
    finished[Int(ordinal % UInt64(finished.count))] = Finished(
      ordinal: ordinal,
      status: JobStatus(
        phase: .ended(outcome), attempt: Int(job.pointee.attempt),
        lastError: record.lastError?.message))
    if let submitter = record.submitter { planner.wake(submitter) }
    record.waiters.wakeAll(&planner)
    if inFlight == 0 { idleWaiters.wakeAll(&planner) }
    guard collects == .all || (collects == .failures && outcome == .failed) else { return }
    ends.append(
      JobEnd(
        number: record.number, outcome: outcome, item: record.item!,
        attempts: Int(job.pointee.attempt), stage: Int(job.pointee.stage),
        priority: Int(job.pointee.priority),
        lastError: record.lastError))
    if let collector { planner.wake(collector) }
    collector = nil
  }

  /// The ends since the last call.
  mutating func takeEnds() -> [JobEnd<Item>] {
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

  /// Takes the collector's continuation back.
  mutating func cancelCollector() -> UnsafeContinuation<Void, Never>? {
    defer { collector = nil }
    return collector
  }

  // MARK: Waiting

  /// A number by which a wait can be called off.
  mutating func expectWaiter() -> UInt64 {
    lastWaiter &+= 1
    return lastWaiter
  }

  /// Keeps a continuation until no job is in flight; gives it back where none is.
  mutating func waitUntilIdle(
    _ waiter: UInt64, _ continuation: UnsafeContinuation<Void, Never>
  ) -> UnsafeContinuation<Void, Never>? {
    if inFlight == 0 { return continuation }
    idleWaiters.add(waiter, continuation)
    return nil
  }

  /// Keeps a continuation until a job has ended; gives it back where it has.
  mutating func waitForEnd(
    of number: JobNumber, _ waiter: UInt64, _ continuation: UnsafeContinuation<Void, Never>
  ) -> UnsafeContinuation<Void, Never>? {
    guard isInFlight(number) else { return continuation }
    records[Int(number.place)]!.waiters.add(waiter, continuation)
    return nil
  }

  /// Takes the continuation of a wait for a job, or of one for all, back.
  mutating func callOff(
    _ waiter: UInt64, for number: JobNumber?
  ) -> UnsafeContinuation<Void, Never>? {
    guard let number else { return idleWaiters.remove(waiter) }
    return isInFlight(number) ? records[Int(number.place)]!.waiters.remove(waiter) : nil
  }

  // MARK: What is asked

  private func isInFlight(_ number: JobNumber) -> Bool {
    Int(number.place) < records.count && records[Int(number.place)]?.number == number
  }

  /// The machine's slot of a job in flight.
  func slot(of number: JobNumber) -> Int32? {
    isInFlight(number) ? records[Int(number.place)]!.slot : nil
  }

  /// Where a job is; `nil` for one that ended too long ago.
  func status(of number: JobNumber, pipeline: borrowing Pipeline) -> JobStatus? {
    guard isInFlight(number) else {
      let kept = finished[Int(number.ordinal % UInt64(finished.count))]
      return kept?.ordinal == number.ordinal ? kept?.status : nil
    }
    let record = records[Int(number.place)]!
    let job = pipeline.job(record.slot).pointee
    return JobStatus(
      phase: phase(job.state, stage: Int(job.stage)), attempt: Int(job.attempt),
      lastError: record.lastError?.message)
  }

  private func phase(_ state: JobState, stage: Int) -> JobStatus.Phase {
    switch state {
    case .atSource: .submitting
    case .free, .queued: .queued
    case .buffered: .waiting(stage: stage)
    case .inService: .processing(stage: stage)
    case .blocked: .blocked(stage: stage)
    case .backingOff, .leased: .backingOff(stage: stage)
    }
  }
}
