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
  private let workloads: UnsafeMutablePointer<Workload>
  private let workloadCount: Int
  /// The next arrival of each open workload, where `hasUpcoming`; the last place is a client's.
  private let upcoming: UnsafeMutablePointer<JobArrival>
  private let hasUpcoming: UnsafeMutablePointer<Bool>
  /// The first of each workload's clients among all clients.
  private let firstClient: [Int]
  private let clientWorkload: [Int]
  private var clientCount: Int { clientWorkload.count }
  private let faults: [FaultSettings]
  private let limits: LoadLimits
  private var now: Nanoseconds = 0
  private(set) var events: UInt64 = 0
  /// When the load ended; `never` before.
  private var loadEnd = Nanoseconds.never
  private var deadline = Nanoseconds.never
  /// Open workloads that have arrivals to come.
  private var openSources = 0
  private var measuredOffered = 0
  /// Whether the last of `limits.items` jobs has been offered.
  private var itemsReached = false
  /// Whether the controller's next look is in the calendar: alone it keeps no run going.
  private var controllerPending = false
  private var submissionsAtOnce = 0
  /// Submissions of closed clients at one moment that are taken for a run that stands still.
  private static let mostSubmissionsAtOnce = 20_000_000
  /// Events that are handed on together.
  private static let eventsAtOnce = 4096

  init(_ specification: RunSpecification, replication: Int, firstEvent: UInt64 = 0) {
    calendar = Calendar(firstOrder: firstEvent)
    let plan = RecordingPlan(specification)
    let seed = specification.seed
    pipeline = Pipeline(
      settings: specification.pipeline, plan: plan, seed: seed, replication: replication)
    service = ServiceModel(
      stages: specification.pipeline.stages, faults: specification.faults, seed: seed,
      replication: replication)
    workloadCount = specification.workloads.count
    workloads = .allocate(capacity: workloadCount)
    upcoming = .allocate(capacity: workloadCount + 1)
    upcoming.initialize(
      repeating: JobArrival(entity: 0, intended: 0), count: workloadCount + 1)
    hasUpcoming = .allocate(capacity: workloadCount)
    hasUpcoming.initialize(repeating: false, count: workloadCount)
    var (firstClient, clientWorkload) = ([Int](), [Int]())
    for (i, settings) in specification.workloads.enumerated() {
      let workload = Workload(
        settings, index: i, plan: plan, seed: seed, replication: replication)
      (workloads + i).initialize(to: workload)
      firstClient.append(clientWorkload.count)
      clientWorkload += Array(repeating: i, count: workload.clients)
    }
    (self.firstClient, self.clientWorkload) = (firstClient, clientWorkload)
    faults = specification.faults
    limits = specification.limits
  }

  deinit {
    workloads.deinitialize(count: workloadCount)
    workloads.deallocate()
    upcoming.deallocate()
    hasUpcoming.deallocate()
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
      if event.time > deadline {
        now = deadline
        break
      }
      if event.time >= loadEnd, isOver { break }
      if event.time > now {
        now = event.time
        submissionsAtOnce = 0
      }
      if now >= pipeline.recorder.nextEdge { pipeline.recorder.advance(to: now) }
      events &+= 1
      try handle(event.key)
      carryOutCommands()
      if pipeline.recorder.trace.count >= Self.eventsAtOnce { flushEvents(options.events) }
      if events & 0xFFFF == 0 { try report(options) }
      if now >= loadEnd, isOver { break }
      // Without a deadline the controller's look alone would go on for ever: every source waits.
      if deadline == .never, controllerPending, calendar.pending == 1 { break }
    }
    finish()
  }

  /// Whether every open source has ended and no job is left; at the load's end the run is over then.
  private var isOver: Bool { openSources == 0 && pipeline.isEmpty }

  // MARK: Events

  @inline(__always)
  private mutating func handle(_ key: UInt64) throws {
    let id = Calendar.id(key)
    switch Calendar.kind(key) {
    case .batchEnd: pipeline.finishBatch(worker: Int32(truncatingIfNeeded: id), at: now)
    case .arrival: arrive(id)
    case .client: try submit(client: id)
    case .job: pipeline.timerFired(.retry, id: Int32(id), at: now)
    case .timer: fire(id)
    case .fault: strike(id)
    case .nothing: break
    }
  }

  private mutating func begin() {
    for (i, fault) in faults.enumerated() where fault.crashCount != nil {
      calendar.schedule(.fault, id: 2 * i, at: fault.at)
      calendar.schedule(.fault, id: 2 * i + 1, at: fault.end)
    }
    if let duration = limits.duration { endLoad(at: duration) }
    for i in 0..<workloadCount {
      for client in 0..<workloads[i].clients { think(i, client) }
      if workloads[i].clients == 0 {
        openSources += 1
        scheduleNextArrival(i)
      }
    }
    pipeline.start()
    carryOutCommands()
  }

  @inline(__always)
  private mutating func arrive(_ workload: Int) {
    guard !itemsReached else { return endSource(workload) }
    hasUpcoming[workload] = false
    let admission = submit(upcoming[workload])
    countOffered(upcoming[workload].intended)
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
    let arrival = upcoming + workload
    guard workloads[workload].next(into: arrival),
      arrival.pointee.intended < limits.duration ?? .never, !itemsReached
    else { return endSource(workload) }
    hasUpcoming[workload] = true
    calendar.schedule(.arrival, id: workload, at: max(now, arrival.pointee.intended))
  }

  private mutating func endSource(_ workload: Int) {
    hasUpcoming[workload] = false
    openSources -= 1
    // Without an end in time the load ends with its last source.
    if openSources == 0, clientCount == 0, limits.duration == nil { endLoad(at: now) }
  }

  @inline(__always)
  private mutating func countOffered(_ intended: Nanoseconds) {
    guard let items = limits.items, intended >= limits.warmup else { return }
    measuredOffered += 1
    if measuredOffered == items {
      itemsReached = true
      endLoad(at: now)
    }
  }

  private mutating func endLoad(at end: Nanoseconds) {
    guard end < loadEnd else { return }
    loadEnd = end
    let (sum, overflow) = end.addingReportingOverflow(limits.drainTimeout)
    deadline = overflow ? .never : sum
  }

  private mutating func submit(client: Int) throws {
    guard loadEnd > now, !itemsReached else { return }
    submissionsAtOnce += 1
    guard submissionsAtOnce < Self.mostSubmissionsAtOnce else {
      throw SimulationError.standsStill(at: now)
    }
    let workload = clientWorkload[client]
    let arrival = upcoming + workloadCount
    workloads[workload].submission(of: client - firstClient[workload], at: now, into: arrival)
    _ = submit(arrival.pointee)
    countOffered(now)
  }

  private mutating func think(_ workload: Int, _ client: Int) {
    let due = now &+ workloads[workload].thinkTime(of: client)
    guard due < loadEnd else { return }
    calendar.schedule(.client, id: firstClient[workload] + client, at: due)
  }

  private mutating func fire(_ id: Int) {
    let timer = PipelineTimer(rawValue: UInt8(id >> 8))!
    if timer == .controller { controllerPending = false }
    pipeline.timerFired(timer, id: Int32(id & 0xFF), at: now)
  }

  private mutating func strike(_ id: Int) {
    let fault = faults[id / 2]
    guard let count = fault.crashCount else { return }
    if id % 2 == 0 {
      pipeline.crash(stage: fault.stage, count: count, at: now)
    } else {
      pipeline.restore(stage: fault.stage, count: count, at: now)
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
      case .ended: think(Int(command.workload), Int(command.id))
      case .admitted: if command.id < 0 { scheduleNextArrival(Int(command.workload)) }
      case .abandon: calendar.callOff(.batchEnd, id: Int(command.id))
      }
    }
    pipeline.commands.count = 0
  }

  private mutating func setTimer(_ command: Command) {
    switch command.timer {
    case .retry, .lease: calendar.schedule(.job, id: Int(command.id), at: command.time)
    case .tokens, .controller, .linger, .breaker:
      if command.timer == .controller { controllerPending = true }
      calendar.schedule(
        .timer, id: Int(command.timer.rawValue) << 8 | Int(command.id), at: command.time)
    }
  }

  // MARK: The end

  /// Counts what blocked sources never got to submit, and closes the books.
  private mutating func finish() {
    if let duration = limits.duration, !itemsReached {
      now = max(now, duration)
      for i in 0..<workloadCount where workloads[i].clients == 0 {
        countUnsubmitted(i, before: duration)
      }
    }
    pipeline.finish(at: now)
  }

  private mutating func countUnsubmitted(_ workload: Int, before duration: Nanoseconds) {
    let next = upcoming + workload
    var isThere = hasUpcoming[workload] || workloads[workload].next(into: next)
    while isThere, next.pointee.intended < duration {
      pipeline.recorder.offeredUnsubmitted(
        next.pointee, isMeasured: next.pointee.intended >= limits.warmup)
      isThere = workloads[workload].next(into: next)
    }
  }

  /// The run's end.
  var end: Nanoseconds { now }

  // MARK: Reports

  private func report(_ options: RunOptions) throws {
    if options.isCancelled?() == true { throw RunInterrupted() }
    guard let progress = options.progress else { return }
    if let items = limits.items {
      progress(min(1, Double(measuredOffered) / Double(max(items, 1))))
    } else if let duration = limits.duration, duration > 0 {
      progress(min(1, Double(now) / Double(duration)))
    }
  }

  private mutating func flushEvents(_ sink: (@Sendable ([TraceEvent]) -> Void)?) {
    guard !pipeline.recorder.trace.isEmpty else { return }
    sink?(pipeline.recorder.trace)
    pipeline.recorder.trace.removeAll(keepingCapacity: true)
  }
}
