import HeadgateCore
import HeadgateModel

/// A scenario's own world: its sources, its faults, and batches that take as long as the keyed draws
/// say.
struct SyntheticHost: ~Copyable, EngineHost {
  typealias Performer = SyntheticPerformer

  /// When a source or a client is to come back.
  struct Turn: Sendable {
    var moment: Nanoseconds
    var order: TimerOrder
  }

  /// What a source or a client waits for.
  private enum Waiter {
    case nobody
    /// The next turn, not fetched yet; `nil` where there is none to come.
    case turn(Turn?)
    case waiting(UnsafeContinuation<Void, Never>)
  }

  private(set) var load: OfferedLoad
  private var service: ServiceModel
  private let faults: [FaultSettings]
  private let stages: [StageSettings]
  /// Open workloads' sources, then clients.
  private var waiters: [Waiter]
  private var recordedOverhead: OverheadRecorder?

  init(
    _ specification: RunSpecification, plan: RecordingPlan, replication: Int,
    measuresOverhead: Bool
  ) {
    load = OfferedLoad(specification, plan: plan, replication: replication)
    service = ServiceModel(
      stages: specification.pipeline.stages, faults: specification.faults,
      seed: specification.seed, replication: replication)
    faults = specification.faults
    stages = specification.pipeline.stages
    waiters = Array(repeating: .nobody, count: load.workloadCount + load.clientCount)
    recordedOverhead = measuresOverhead ? OverheadRecorder(stages: stages.count) : nil
  }

  func progress(at now: Nanoseconds) -> Double? { load.progress(at: now) }
  var cancelsWhatIsLeft: Bool { false }
  var enforcesTimeouts: Bool { false }
  var deadline: Nanoseconds { load.deadline }
  var loadEnd: Nanoseconds { load.end }
  func isOver(at now: Nanoseconds) -> Bool { load.isOver(at: now) }

  mutating func prepare(_ planner: inout Planner<SyntheticBatch>) {
    for (i, fault) in faults.enumerated() where fault.befallsWorkers {
      planner.setTimer(.host(Int32(2 * i)), at: fault.at)
      planner.setTimer(.host(Int32(2 * i + 1)), at: fault.end)
    }
    for workload in 0..<load.workloadCount {
      let clients = load.clients(of: workload)
      if clients == 0 { turn(of: workload, nextArrival(workload, &planner), &planner) }
      for number in 0..<clients { think(load.client(number, of: workload), &planner) }
    }
  }

  // MARK: Batches

  mutating func begin(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    planner: inout Planner<SyntheticBatch>
  ) -> SyntheticBatch {
    let end = service.plan(worker, jobs: jobs, at: planner.now)
    return SyntheticBatch(
      started: planner.now, end: end, order: planner.plan(),
      work: stages[Int(worker.pointee.stage)].work)
  }

  mutating func finish(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    _ outcome: SyntheticOutcome, at now: Nanoseconds
  ) {
    service.ended(worker, jobs: jobs, at: now)
    recordedOverhead?.record(
      stage: Int(worker.pointee.stage), dispatch: outcome.began &- outcome.batch.started,
      overshoot: now &- outcome.batch.end)
  }

  mutating func timedOut(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    at now: Nanoseconds
  ) {}

  mutating func timerFired(
    _ id: Int32, pipeline: inout Pipeline, planner: inout Planner<SyntheticBatch>
  ) {
    if id % 2 == 0 {
      pipeline.begin(faults[Int(id) / 2], at: planner.now)
    } else {
      pipeline.end(faults[Int(id) / 2], at: planner.now)
    }
  }

  // MARK: Sources

  /// An open source's moment has come: its next job is submitted.
  mutating func arrive(
    _ workload: Int, pipeline: inout Pipeline, planner: inout Planner<SyntheticBatch>
  ) {
    guard let arrival = load.takeArrival(of: workload, at: planner.now) else {
      return turn(of: workload, nil, &planner)
    }
    let admission = submit(arrival.pointee, &pipeline, planner.now)
    load.countOffered(arrival.pointee.intended, at: planner.now)
    switch admission {
    case .blocked: break
    case .accepted, .rejected: turn(of: workload, nextArrival(workload, &planner), &planner)
    }
  }

  /// A client's moment has come. Says whether clients submit over and over at one moment.
  mutating func submit(
    client: Int, pipeline: inout Pipeline, planner: inout Planner<SyntheticBatch>
  ) -> Bool {
    guard let arrival = load.submission(of: client, at: planner.now) else {
      turn(of: load.workloadCount + client, nil, &planner)
      return false
    }
    _ = submit(arrival.pointee, &pipeline, planner.now)
    load.countOffered(planner.now, at: planner.now)
    return load.standsStill
  }

  private mutating func submit(
    _ arrival: JobArrival, _ pipeline: inout Pipeline, _ now: Nanoseconds
  ) -> Admission {
    let admission = pipeline.submit(arrival, at: now)
    if service.drawsAhead {
      let slot = Int(pipeline.lastSubmitted)
      service.drawAhead(pipeline.pool.jobs + slot, slot: slot)
    }
    return admission
  }

  private mutating func nextArrival(
    _ workload: Int, _ planner: inout Planner<SyntheticBatch>
  ) -> Turn? {
    load.nextArrival(of: workload, at: planner.now).map {
      Turn(moment: $0, order: planner.plan())
    }
  }

  private mutating func think(_ client: Int, _ planner: inout Planner<SyntheticBatch>) {
    let due = load.thinkEnd(of: client, at: planner.now)
    let next = due.map { Turn(moment: $0, order: planner.plan()) }
    turn(of: load.workloadCount + client, next, &planner)
  }

  mutating func ended(
    _ job: UnsafeMutablePointer<Job>, id: Int32, as outcome: JobOutcome,
    planner: inout Planner<SyntheticBatch>
  ) {
    think(
      load.client(Int(job.pointee.client), of: Int(job.pointee.workload)), &planner)
  }

  mutating func admitted(
    _ job: UnsafeMutablePointer<Job>, id: Int32, planner: inout Planner<SyntheticBatch>
  ) {
    guard job.pointee.client < 0 else { return }
    let workload = Int(job.pointee.workload)
    turn(of: workload, nextArrival(workload, &planner), &planner)
  }

  // MARK: Who waits

  private mutating func turn(
    of source: Int, _ next: Turn?, _ planner: inout Planner<SyntheticBatch>
  ) {
    if case .waiting(let continuation) = waiters[source] { planner.wake(continuation) }
    waiters[source] = .turn(next)
  }

  /// The turn that a source has, where it is known.
  enum Fetched {
    case turn(Turn?)
    case unknown
  }

  mutating func fetchTurn(of source: Int) -> Fetched {
    guard case .turn(let turn) = waiters[source] else { return .unknown }
    waiters[source] = .nobody
    return .turn(turn)
  }

  /// Keeps a source's continuation until it has a turn; gives it back where it has one.
  mutating func wait(
    at source: Int, _ continuation: UnsafeContinuation<Void, Never>
  ) -> UnsafeContinuation<Void, Never>? {
    if case .turn = waiters[source] { return continuation }
    waiters[source] = .waiting(continuation)
    return nil
  }

  mutating func stopped(planner: inout Planner<SyntheticBatch>) {
    for source in waiters.indices {
      if case .waiting(let continuation) = waiters[source] { planner.wake(continuation) }
      waiters[source] = .turn(nil)
    }
  }

  // MARK: The end

  /// What the machine added to batches, where that was measured.
  func overhead(_ stages: [StageSettings]) -> [StageOverhead]? {
    if recordedOverhead == nil { return nil }
    return recordedOverhead!.overhead(stages)
  }

  mutating func close(_ recorder: inout Recorder, at now: Nanoseconds) -> Nanoseconds {
    load.close(&recorder, at: now)
  }
}
