import HeadgateCore
import Testing

/// Drives a pipeline by hand: holds its timers in order, remembers which batches run, and ends them
/// when the test says so. After each input the pipeline's invariants must hold.
final class PipelineHarness {
  struct Timer {
    var time: Nanoseconds
    var kind: PipelineTimer
    var id: Int32
  }

  var pipeline: Pipeline
  private(set) var now: Nanoseconds = 0
  /// Pending timers by time; those of one moment in the order in which they were set (rule T2).
  private(set) var timers: [Timer] = []
  /// Workers at work, in the order in which they started.
  private(set) var running: [Int32] = []
  /// What `submit` answered, by ordinal.
  private(set) var admissions: [Admission] = []
  /// How many `admitted` commands came.
  private(set) var admittedCount = 0
  /// Clients whose jobs have ended, in order.
  private(set) var endedClients: [Int32] = []
  private var ids: [Int32] = []
  private var priorities: [Int] = []
  private let checks: Bool

  /// - Parameter checks: Whether a broken invariant is reported after each input.
  init(
    _ settings: PipelineSettings, plan: RecordingPlan = RecordingPlan(), seed: UInt64 = 1,
    checks: Bool = true
  ) {
    self.checks = checks
    pipeline = Pipeline(settings: settings, plan: plan, seed: seed)
    pipeline.recorder.isTracing = true
    pipeline.start()
    carryOut()
  }

  // MARK: Inputs

  /// Submits a job and gives its ordinal.
  @discardableResult
  func submit(
    priority: Int = 0, size: Int64 = 0, intended: Nanoseconds? = nil, client: Int = -1,
    at location: SourceLocation = #_sourceLocation
  ) -> UInt64 {
    let ordinal = UInt64(ids.count)
    priorities.append(priority)
    let arrival = JobArrival(
      entity: ordinal, intended: intended ?? now, size: size, priority: priority, client: client)
    admissions.append(pipeline.submit(arrival, at: now))
    ids.append(pipeline.lastSubmitted)
    settled(location)
    return ordinal
  }

  /// Moves time on, firing every timer due up to and including `time`.
  func advance(
    to time: Nanoseconds, at location: SourceLocation = #_sourceLocation,
    afterEach: () -> Void = {}
  ) {
    while let timer = timers.first, timer.time <= time {
      timers.removeFirst()
      move(to: timer.time)
      pipeline.timerFired(timer.kind, id: timer.id, at: now)
      settled(location)
      afterEach()
    }
    move(to: time)
  }

  /// Moves time on without firing what is due exactly then: other inputs of that moment go first.
  func advance(
    upTo time: Nanoseconds, at location: SourceLocation = #_sourceLocation,
    afterEach: () -> Void = {}
  ) {
    advance(to: time - 1, at: location, afterEach: afterEach)
    move(to: time)
  }

  /// Ends the batch that holds `job` now; the jobs named fail as told.
  func finish(
    _ job: UInt64, failing results: [UInt64: AttemptResult] = [:],
    at location: SourceLocation = #_sourceLocation
  ) {
    guard let worker = running.first(where: { batch(of: $0).contains(job) }) else {
      Issue.record("job \(job) is not in service", sourceLocation: location)
      return
    }
    running.removeAll { $0 == worker }
    for id in slots(of: worker) {
      let slot = pipeline.job(id)
      slot.pointee.result = results[slot.pointee.ordinal] ?? .succeeded
      // A complaint that asks for no wait of its own.
      if slot.pointee.result == .throttled { slot.pointee.clockMark = 0 }
    }
    pipeline.finishBatch(worker: worker, at: now)
    settled(location)
  }

  func crash(stage: Int, count: Int = 1, at location: SourceLocation = #_sourceLocation) {
    pipeline.crash(stage: stage, count: count, at: now)
    settled(location)
  }

  func restore(stage: Int, count: Int = 1, at location: SourceLocation = #_sourceLocation) {
    pipeline.restore(stage: stage, count: count, at: now)
    settled(location)
  }

  /// Heartbeats are lost from now on, or arrive again.
  func heartbeats(lost: Bool, at location: SourceLocation = #_sourceLocation) {
    let fault = FaultSettings(at: 0, duration: 1, stage: 0, effect: .heartbeatsLost)
    if lost { pipeline.begin(fault, at: now) } else { pipeline.end(fault, at: now) }
    settled(location)
  }

  func cancel(_ job: UInt64, at location: SourceLocation = #_sourceLocation) -> Bool {
    guard isLive(job) else { return false }
    defer { settled(location) }
    return pipeline.cancel(job: ids[Int(job)], at: now)
  }

  // MARK: What is to be seen

  /// Where a job is; `nil` once it has ended.
  func state(of job: UInt64) -> JobState? { slot(of: job)?.state }

  /// A job's slot; `nil` once it has ended.
  func slot(of job: UInt64) -> Job? {
    isLive(job) ? pipeline.job(ids[Int(job)]).pointee : nil
  }

  /// The jobs in a state, by ordinal.
  func jobs(_ state: JobState) -> [UInt64] {
    (0..<UInt64(ids.count)).filter { self.state(of: $0) == state }
  }

  /// The batches that run at a stage, in the order in which they started.
  func batches(at stage: Int) -> [[UInt64]] {
    running.filter { Int(pipeline.workers[Int($0)].stage) == stage }.map { batch(of: $0) }
  }

  /// The events of a kind so far.
  func events(_ kind: TraceKind) -> [TraceEvent] {
    pipeline.recorder.trace.filter { $0.kind == kind }
  }

  /// The jobs of a kind of event, in order.
  func order(_ kind: TraceKind) -> [UInt64] { events(kind).compactMap(\.job) }

  /// When the next timer of a kind is due.
  func nextTimer(_ kind: PipelineTimer) -> Nanoseconds? {
    timers.first { $0.kind == kind }?.time
  }

  /// Whether no job is left.
  var isEmpty: Bool { pipeline.isEmpty }

  /// Pieces of work that nobody waits for.
  var abandonedWork: Int { pipeline.abandonedWork }

  var brokenInvariants: [String] { pipeline.brokenInvariants(at: now) }

  /// Jobs by outcome.
  var ended: OutcomeCounts { pipeline.recorder.ended }

  /// The priority with which a job was submitted.
  func priority(of job: UInt64) -> Int { priorities[Int(job)] }

  /// Workers at work, with the sizes of their batches.
  var batchSizes: [(worker: Int32, count: Int)] {
    running.map { ($0, Int(pipeline.workers[Int($0)].count)) }
  }

  /// The trace so far, without a copy.
  func withTrace(_ body: ([TraceEvent]) -> Void) { body(pipeline.recorder.trace) }

  // MARK: Inside

  private func isLive(_ job: UInt64) -> Bool {
    let slot = pipeline.job(ids[Int(job)]).pointee
    return slot.ordinal == job && slot.state != .free
  }

  private func slots(of worker: Int32) -> [Int32] {
    let worker = pipeline.workers[Int(worker)]
    return (0..<Int(worker.count)).map { worker.jobs[$0] }
  }

  /// The jobs of a worker's batch.
  func batch(of worker: Int32) -> [UInt64] {
    slots(of: worker).map { pipeline.job($0).pointee.ordinal }
  }

  private func move(to time: Nanoseconds) {
    now = max(now, time)
    if now >= pipeline.recorder.nextEdge { pipeline.recorder.advance(to: now) }
  }

  private func settled(_ location: SourceLocation) {
    carryOut()
    guard checks else { return }
    let broken = pipeline.brokenInvariants(at: now)
    #expect(broken == [], sourceLocation: location)
  }

  private func carryOut() {
    for i in 0..<pipeline.commands.count {
      let command = pipeline.commands.slots[i]
      switch command.kind {
      case .start: running.append(command.id)
      case .timer:
        let place = timers.firstIndex { $0.time > command.time } ?? timers.count
        timers.insert(
          Timer(time: command.time, kind: command.timer, id: command.id), at: place)
      case .ended: endedClients.append(pipeline.job(command.id).pointee.client)
      case .admitted: admittedCount += 1
      case .abandon: running.removeAll { $0 == command.id }
      }
    }
    pipeline.commands.count = 0
  }
}
