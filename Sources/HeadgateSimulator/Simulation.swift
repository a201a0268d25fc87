import HeadgateCore
import HeadgateModel

/// One replication on a virtual clock: the discrete-event driver of the pipeline.
///
/// It takes the earliest event, hands it to the pipeline as an input, and carries out the commands
/// that come back: a batch that starts is given its end by the service model, a timer goes into the
/// calendar, a source that was blocked goes on.
struct Simulation: ~Copyable {
  var pipeline: Pipeline
  private var calendar: Calendar
  private var service: ServiceModel
  private var load: OfferedLoad
  private let faults: [FaultSettings]
  private var now: Nanoseconds = 0
  private(set) var events: UInt64 = 0
  /// Whether the controller's next look is in the calendar: alone it keeps no run going.
  private var controllerPending = false
  /// Called-off events that are still in the calendar.
  private var calledOff = 0
  /// Bits of what a timer is for: a stage or a worker, of which there are at most 64 × 10,000.
  private static let timerBits = 20
  /// Events that are handed on together.
  private static let eventsAtOnce = 4096

  /// - Parameter plan: What is recorded; by default all that a result holds.
  init(
    _ specification: RunSpecification, replication: Int, firstEvent: UInt64 = 0,
    plan: RecordingPlan? = nil
  ) {
    calendar = Calendar(firstOrder: firstEvent)
    let plan = plan ?? RecordingPlan(specification)
    let seed = specification.seed
    pipeline = Pipeline(
      settings: specification.pipeline, plan: plan, seed: seed, replication: replication)
    service = ServiceModel(
      stages: specification.pipeline.stages, faults: specification.faults, seed: seed,
      replication: replication)
    load = OfferedLoad(specification, plan: plan, replication: replication)
    faults = specification.faults
  }

  /// Runs to the end: load, then drain (rule N1).
  ///
  /// - Throws: `RunInterrupted`, or `SimulationError` where the run cannot go on.
  mutating func run(options: RunOptions) throws {
    pipeline.recorder.isTracing = options.events != nil
    // Events before an error are told all the same.
    defer { flushEvents(options.events) }
    begin()
    while let event = calendar.next() {
      if Calendar.kind(event.key) == .nothing {
        calledOff -= 1
        continue
      }
      if isOver(at: event.time) { break }
      if event.time > load.deadline {
        now = load.deadline
        break
      }
      now = event.time
      if now >= pipeline.recorder.nextEdge { pipeline.recorder.advance(to: now) }
      events &+= 1
      try handle(event.key)
      carryOutCommands()
      if pipeline.recorder.trace.count >= Self.eventsAtOnce { flushEvents(options.events) }
      if events & 0xFFFF == 0 { try report(options) }
      if isOver(at: now) { break }
      // Without a deadline the controller's look alone would go on for ever: every source waits.
      if load.deadline == .never, controllerPending, calendar.pending == 1 + calledOff { break }
    }
    now = load.close(&pipeline.recorder, at: now)
    pipeline.finish(at: now)
  }

  /// Whether the load has ended and no job is left.
  @inline(__always)
  private func isOver(at moment: Nanoseconds) -> Bool {
    load.isOver(at: moment) && pipeline.isEmpty
  }

  // MARK: Events

  @inline(__always)
  private mutating func handle(_ key: UInt64) throws {
    let id = Calendar.id(key)
    switch Calendar.kind(key) {
    case .batchEnd:
      service.ended(pipeline.workers + id, jobs: pipeline.pool.jobs, at: now)
      pipeline.finishBatch(worker: Int32(truncatingIfNeeded: id), at: now)
    case .arrival: arrive(id)
    case .client: try submit(client: id)
    case .job: pipeline.timerFired(.retry, id: Int32(id), at: now)
    case .timer: fire(id)
    case .fault: strike(id)
    case .nothing: break
    }
  }

  private mutating func begin() {
    for (i, fault) in faults.enumerated() where fault.befallsWorkers {
      calendar.schedule(.fault, id: 2 * i, at: fault.at)
      calendar.schedule(.fault, id: 2 * i + 1, at: fault.end)
    }
    for i in 0..<load.workloadCount {
      let clients = load.clients(of: i)
      if clients == 0 { scheduleNextArrival(i) }
      for number in 0..<clients { think(load.client(number, of: i)) }
    }
    pipeline.start()
    carryOutCommands()
  }

  @inline(__always)
  private mutating func arrive(_ workload: Int) {
    guard let arrival = load.takeArrival(of: workload, at: now) else { return }
    let admission = submit(arrival.pointee)
    load.countOffered(arrival.pointee.intended, at: now)
    switch admission {
    case .blocked: break
    case .accepted, .rejected: scheduleNextArrival(workload)
    }
  }

  @inline(__always)
  private mutating func submit(_ arrival: JobArrival) -> Admission {
    let admission = pipeline.submit(arrival, at: now)
    if service.drawsAhead {
      let slot = Int(pipeline.lastSubmitted)
      service.drawAhead(pipeline.pool.jobs + slot, slot: slot)
    }
    return admission
  }

  @inline(__always)
  private mutating func scheduleNextArrival(_ workload: Int) {
    guard let moment = load.nextArrival(of: workload, at: now) else { return }
    calendar.schedule(.arrival, id: workload, at: moment)
  }

  private mutating func submit(client: Int) throws {
    guard let arrival = load.submission(of: client, at: now) else { return }
    if load.standsStill { throw SimulationError.standsStill(at: now) }
    _ = submit(arrival.pointee)
    load.countOffered(now, at: now)
  }

  private mutating func think(_ client: Int) {
    guard let due = load.thinkEnd(of: client, at: now) else { return }
    calendar.schedule(.client, id: client, at: due)
  }

  private mutating func fire(_ id: Int) {
    let timer = PipelineTimer(rawValue: UInt8(id >> Self.timerBits))!
    if timer == .controller { controllerPending = false }
    pipeline.timerFired(timer, id: Int32(id & (1 << Self.timerBits - 1)), at: now)
  }

  private mutating func strike(_ id: Int) {
    if id % 2 == 0 {
      pipeline.begin(faults[id / 2], at: now)
    } else {
      pipeline.end(faults[id / 2], at: now)
    }
  }

  // MARK: Commands

  @inline(__always)
  private mutating func carryOutCommands() {
    var i = 0
    while i < pipeline.commands.count {
      let command = pipeline.commands.slots[i]
      i &+= 1
      switch command.kind {
      case .start:
        let end = service.plan(
          pipeline.workers + Int(command.id), jobs: pipeline.pool.jobs, at: now)
        calendar.schedule(.batchEnd, id: Int(command.id), at: end)
      case .timer: setTimer(command)
      case .ended: ended(pipeline.job(command.id))
      case .admitted: admitted(pipeline.job(command.id))
      case .abandon:
        calendar.callOff(.batchEnd, id: Int(command.id))
        calledOff += 1
      }
    }
    pipeline.commands.count = 0
  }

  private mutating func ended(_ job: UnsafeMutablePointer<Job>) {
    think(load.client(Int(job.pointee.client), of: Int(job.pointee.workload)))
  }

  private mutating func admitted(_ job: UnsafeMutablePointer<Job>) {
    if job.pointee.client < 0 { scheduleNextArrival(Int(job.pointee.workload)) }
  }

  private mutating func setTimer(_ command: Command) {
    switch command.timer {
    case .retry, .lease: calendar.schedule(.job, id: Int(command.id), at: command.time)
    case .tokens, .controller, .linger, .breaker, .deadline, .handling, .runningLease:
      if command.timer == .controller { controllerPending = true }
      calendar.schedule(
        .timer, id: Int(command.timer.rawValue) << Self.timerBits | Int(command.id),
        at: command.time)
    }
  }

  /// The run's end.
  var end: Nanoseconds { now }

  // MARK: Reports

  private func report(_ options: RunOptions) throws {
    if options.isCancelled?() == true { throw RunInterrupted() }
    guard let progress = options.progress, let fraction = load.progress(at: now) else { return }
    progress(fraction)
  }

  private mutating func flushEvents(_ sink: (@Sendable ([TraceEvent]) -> Void)?) {
    guard !pipeline.recorder.trace.isEmpty else { return }
    sink?(pipeline.recorder.trace)
    pipeline.recorder.trace.removeAll(keepingCapacity: true)
  }
}
