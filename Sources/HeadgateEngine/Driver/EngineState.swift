import HeadgateCore
import HeadgateModel

/// All that an engine knows, behind its lock: the machine, its host, and who waits.
struct EngineState<Host: EngineHost & ~Copyable>: ~Copyable {
  enum Phase {
    case new, running, stopped
  }

  var pipeline: Pipeline
  var host: Host
  var places: [WorkerPlace<Host.Batch>]
  var phase = Phase.new
  /// The moment of the last input.
  var now: Nanoseconds = 0
  var events: UInt64 = 0
  private var lastOrder: UInt64 = 0
  /// Events that are still to come.
  private(set) var pending = 0
  /// Whether the controller's next look is to come: alone it keeps no run going.
  private var controllerPending = false
  /// When the clock has been asked to have it looked at whether the run is over.
  private var lookAt = Nanoseconds.never
  /// Workers whose tasks must be replaced, and the task that does it.
  var respawns: [(worker: Int32, epoch: UInt32)] = []
  var spawner: UnsafeContinuation<Void, Never>?
  var observer: EngineObserver
  /// Why the run failed, where it did.
  var failure: EngineError?
  /// Whether every input is followed by a look at the machine's invariants.
  let checksInvariants: Bool

  init(
    pipeline: consuming Pipeline, host: consuming Host, observer: EngineObserver,
    checksInvariants: Bool
  ) {
    places = Array(repeating: WorkerPlace(), count: pipeline.workerCount)
    self.pipeline = pipeline
    self.host = host
    self.observer = observer
    self.checksInvariants = checksInvariants
  }

  // MARK: An input's frame

  /// Opens an input: `nil` where the run has ended, or ends now.
  @inline(__always)
  mutating func open(at reading: Nanoseconds, isPlanned: Bool) -> Planner<Host.Batch>? {
    guard phase == .running else { return nil }
    let moment = max(now, reading)
    if moment > host.deadline {
      now = host.deadline
      return nil
    }
    if host.isOver(at: moment), pipeline.isEmpty { return nil }
    now = moment
    if now >= pipeline.recorder.nextEdge { pipeline.recorder.advance(to: now) }
    events &+= 1
    if isPlanned { pending -= 1 }
    return Planner(now: now, lastOrder: lastOrder)
  }

  /// Closes an input: carries out what the machine wants done. Says whether the run is over.
  @inline(__always)
  mutating func close(_ planner: inout Planner<Host.Batch>) -> Bool {
    carryOut(&planner)
    lastOrder = planner.lastOrder
    pending += planner.planned
    observer.look(&pipeline.recorder, inputs: events, progress: host.progress(at: now))
    if checksInvariants { check() }
    if observer.wasCancelled || failure != nil { return true }
    if let spawner, !respawns.isEmpty {
      self.spawner = nil
      planner.wake(spawner)
    }
    if let moment = nextLook(after: now) { planner.setReminder(.look, at: moment) }
    if host.isOver(at: now), pipeline.isEmpty { return true }
    // Without a deadline the controller's look alone would go on for ever: every source waits.
    if host.deadline == .never, controllerPending, pending == 1, host.loadEnd != .never {
      return true
    }
    return false
  }

  private mutating func check() {
    let broken = pipeline.brokenInvariants(at: now)
    if !broken.isEmpty { failure = .invariantsBroken(at: now, broken) }
  }

  /// Whether the run is over now, though nothing happens.
  mutating func isOverWithoutInput(at reading: Nanoseconds) -> Bool {
    let moment = max(now, reading)
    if host.isOver(at: moment), pipeline.isEmpty { return true }
    guard moment >= host.deadline else { return false }
    // Where nothing is to come any more, the run ended with what came last.
    if pending > 0 { now = host.deadline }
    return true
  }

  /// The first moment, not asked for yet, at which the run may be over though nothing happens.
  mutating func nextLook(after reading: Nanoseconds) -> Nanoseconds? {
    let moment = reading < host.loadEnd ? host.loadEnd : host.deadline
    guard moment != .never, moment != lookAt else { return nil }
    lookAt = moment
    return moment
  }

  // MARK: Commands

  @inline(__always)
  private mutating func carryOut(_ planner: inout Planner<Host.Batch>) {
    var i = 0
    while i < pipeline.commands.count {
      let command = pipeline.commands.slots[i]
      i &+= 1
      switch command.kind {
      case .start: start(command.id, &planner)
      case .timer:
        if command.timer == .controller { controllerPending = true }
        planner.setTimer(.machine(command.timer, id: command.id), at: command.time)
      case .ended:
        host.ended(
          pipeline.job(command.id), id: command.id, as: command.outcome, planner: &planner)
      case .admitted:
        host.admitted(pipeline.job(command.id), id: command.id, planner: &planner)
      case .abandon: abandon(command.id, &planner)
      }
    }
    pipeline.commands.count = 0
  }

  @inline(__always)
  private mutating func start(_ id: Int32, _ planner: inout Planner<Host.Batch>) {
    let batch = host.begin(
      pipeline.workers + Int(id), id: id, jobs: pipeline.pool.jobs, planner: &planner)
    places[Int(id)].batchNumber &+= 1
    if host.enforcesTimeouts { limitTime(of: id, &planner) }
    if let continuation = places[Int(id)].continuation {
      places[Int(id)].continuation = nil
      places[Int(id)].isAtWork = true
      planner.wake(continuation, with: batch)
    } else {
      places[Int(id)].batch = batch
    }
  }

  @inline(never)
  private mutating func limitTime(of id: Int32, _ planner: inout Planner<Host.Batch>) {
    let stage = pipeline.settings.stages[Int(pipeline.workers[Int(id)].stage)]
    guard let timeout = stage.timeout else { return }
    planner.setReminder(
      .timeout(worker: id, batch: places[Int(id)].batchNumber), at: now &+ timeout)
  }

  /// The worker has vanished: its task is cancelled and another one takes its place.
  private mutating func abandon(_ id: Int32, _ planner: inout Planner<Host.Batch>) {
    pending -= 1
    places[Int(id)].batch = nil
    if places[Int(id)].isAtWork { replaceTask(of: id, &planner) }
  }

  /// Ends the task that works for a worker, and asks for another.
  private mutating func replaceTask(of id: Int32, _ planner: inout Planner<Host.Batch>) {
    places[Int(id)].isAtWork = false
    places[Int(id)].epoch &+= 1
    if let task = places[Int(id)].task { planner.cancel(task) }
    places[Int(id)].task = nil
    respawns.append((worker: id, epoch: places[Int(id)].epoch))
  }

  /// The engine stops: what is in flight is cancelled where the host wants that.
  mutating func stop(_ planner: inout Planner<Host.Batch>, at reading: Nanoseconds) {
    phase = .stopped
    if host.cancelsWhatIsLeft, !pipeline.isEmpty {
      now = max(now, reading)
      if now >= pipeline.recorder.nextEdge { pipeline.recorder.advance(to: now) }
      pipeline.cancelAll(at: now)
      carryOut(&planner)
    }
    for i in places.indices {
      places[i].batch = nil
      if let continuation = places[i].continuation {
        places[i].continuation = nil
        planner.wake(continuation, with: nil)
      }
    }
    host.stopped(planner: &planner)
    if let spawner { planner.wake(spawner) }
    spawner = nil
    planner.forgetTimers()
  }

  // MARK: Workers' tasks

  /// What a task finds that asks for a batch.
  enum Fetched {
    case batch(Host.Batch)
    /// The continuation is kept.
    case waiting
    /// The run is over, or another task has taken its place.
    case retired
  }

  /// A batch for the task of `epoch`, or its continuation is kept until there is one.
  @inline(__always)
  mutating func fetch(
    _ id: Int32, _ epoch: UInt32, _ continuation: UnsafeContinuation<Host.Batch?, Never>
  ) -> Fetched {
    guard phase == .running, places[Int(id)].epoch == epoch else { return .retired }
    guard let batch = places[Int(id)].batch else {
      places[Int(id)].continuation = continuation
      return .waiting
    }
    places[Int(id)].batch = nil
    places[Int(id)].isAtWork = true
    return .batch(batch)
  }

  /// A worker's task hands in what came of its batch.
  @inline(__always)
  mutating func finish(_ id: Int32, _ outcome: Host.Performer.Outcome) {
    places[Int(id)].isAtWork = false
    host.finish(
      pipeline.workers + Int(id), id: id, jobs: pipeline.pool.jobs, outcome, at: now)
    pipeline.finishBatch(worker: id, at: now)
  }

  /// A batch has taken as long as its stage allows: it fails, and its worker is free (rule S5).
  mutating func timeOut(
    _ id: Int32, batch number: UInt32, _ planner: inout Planner<Host.Batch>
  ) {
    let worker = pipeline.workers + Int(id)
    guard places[Int(id)].batchNumber == number, worker.pointee.state == .busy else { return }
    if places[Int(id)].isAtWork {
      replaceTask(of: id, &planner)
    } else {
      places[Int(id)].batch = nil
    }
    for i in 0..<Int(worker.pointee.count) {
      pipeline.job(worker.pointee.jobs[i]).pointee.result = .timeout
    }
    pending -= 1
    host.timedOut(worker, id: id, jobs: pipeline.pool.jobs, at: now)
    pipeline.finishBatch(worker: id, at: now)
  }

  /// The machine's controller timer has fired.
  mutating func controllerFired() { controllerPending = false }
}
