import HeadgateCore

/// The async driver of the pipeline machine: a task for each worker, decisions under one lock, tasks
/// resumed outside it, time from the injected clock only.
///
/// All tasks are children of `run`. The machine's timers are calls of the clock; everything else that
/// waits is a continuation kept behind the lock, so nothing can be woken between its last look and
/// its wait.
final class Engine<Host: EngineHost & ~Copyable>: TimerReceiver {
  typealias Batch = Host.Batch

  let clock: EngineClock
  private let performer: Host.Performer
  private let state: Lock<EngineState<Host>>

  init(
    pipeline: consuming sending Pipeline, host: consuming sending Host,
    performer: Host.Performer, clock: EngineClock, observer: EngineObserver = EngineObserver(),
    checksInvariants: Bool = false
  ) {
    self.clock = clock
    self.performer = performer
    state = Lock(
      EngineState(
        pipeline: pipeline, host: host, observer: observer, checksInvariants: checksInvariants))
  }

  // MARK: Inputs

  private struct Answer<Result: Sendable>: ~Copyable {
    var result: Result?
    var planner: Planner<Batch>
    var isOver: Bool

    /// No input was made.
    static func nothing(_ result: Result?) -> Self {
      Answer(result: result, planner: Planner(now: 0, lastOrder: 0), isOver: false)
    }

    /// No input was made, as the run is over.
    static func over(_ result: Result?) -> Self {
      Answer(result: result, planner: Planner(now: 0, lastOrder: 0), isOver: true)
    }
  }

  /// Hands the machine an input: decides under the lock, and carries out outside it.
  ///
  /// - Parameter isPlanned: Whether the input was planned, as all are but those from outside.
  /// - Returns: `nil` where the run is over.
  @inline(__always)
  func input<Result: Sendable>(
    isPlanned: Bool = true,
    _ body: (inout EngineState<Host>, inout Planner<Batch>) -> Result
  ) -> Result? {
    let answer = state.withLock { state -> Answer<Result> in
      guard var planner = state.open(at: clock.now, isPlanned: isPlanned) else {
        // One that has not begun is not over.
        return state.phase == .new ? .nothing(nil) : .over(nil)
      }
      let result = body(&state, &planner)
      let isOver = state.close(&planner)
      return Answer(result: result, planner: planner, isOver: isOver)
    }
    let result = answer.result
    let isOver = answer.isOver
    answer.planner.carryOut(on: clock, for: self)
    if isOver { stop() }
    return result
  }

  /// Looks at, or changes, what is behind the lock, without an input.
  func withState<Result: Sendable>(
    _ body: (inout EngineState<Host>) -> Result
  ) -> Result {
    state.withLock { body(&$0) }
  }

  func timerFired(_ token: TimerToken) {
    if let timer = token.machineTimer {
      _ = input { state, _ in
        if timer == .controller { state.controllerFired() }
        state.pipeline.timerFired(timer, id: token.id, at: state.now)
      }
    } else if token.isHost {
      _ = input { state, planner in
        state.host.timerFired(token.id, pipeline: &state.pipeline, planner: &planner)
      }
    } else if token.isTimeout {
      _ = input(isPlanned: false) { state, planner in
        state.timeOut(token.id, batch: token.generation, &planner)
      }
    } else {
      look()
    }
  }

  /// Nothing may have happened for long: is the run over?
  private func look() {
    let (isOver, next) = state.withLock { state -> (Bool, Nanoseconds?) in
      guard state.phase == .running else { return (false, nil) }
      let reading = clock.now
      if state.isOverWithoutInput(at: reading) { return (true, nil) }
      return (false, state.nextLook(after: reading))
    }
    if let next { clock.call(self, .look, at: next) }
    if isOver { stop() }
  }

  // MARK: The run

  /// Runs until the host's load is over, or `stop` is called; cancelling the task stops it too.
  ///
  /// - Parameter sources: Adds the tasks that bring jobs.
  func run(sources: @Sendable (inout DiscardingTaskGroup) -> Void) async {
    await withTaskCancellationHandler {
      await withDiscardingTaskGroup { group in
        let workers = begin()
        for worker in 0..<workers {
          group.addTask { await self.work(Int32(worker), epoch: 0) }
        }
        sources(&group)
        while let respawns = await nextRespawns() {
          for respawn in respawns {
            group.addTask { await self.work(respawn.worker, epoch: respawn.epoch) }
          }
        }
        group.cancelAll()
      }
    } onCancel: {
      stop()
    }
  }

  /// Starts the machine, and says how many workers there are.
  private func begin() -> Int {
    let answer = state.withLock { state -> Answer<Int> in
      var planner = Planner<Batch>(now: 0, lastOrder: 0)
      guard state.phase == .new else { return .over(0) }
      state.phase = .running
      state.host.prepare(&planner)
      state.pipeline.start()
      let isOver = state.close(&planner)
      return Answer(result: state.places.count, planner: planner, isOver: isOver)
    }
    let (workers, isOver) = (answer.result ?? 0, answer.isOver)
    answer.planner.carryOut(on: clock, for: self)
    if isOver { stop() }
    return workers
  }

  /// Ends the run at once: what is at work is cancelled, what waits is told.
  func stop() {
    let planner = state.withLock { state -> Planner<Batch> in
      var planner = Planner<Batch>(now: state.now, lastOrder: 0)
      if state.phase != .stopped { state.stop(&planner, at: clock.now) }
      return planner
    }
    planner.carryOut(on: clock, for: self)
  }

  /// Workers whose tasks must be replaced; `nil` once the run is over.
  private func nextRespawns() async -> [(worker: Int32, epoch: UInt32)]? {
    while true {
      let found = state.withLock { state -> [(worker: Int32, epoch: UInt32)]? in
        defer { state.respawns = [] }
        return state.phase == .running ? state.respawns : nil
      }
      guard let found else { return nil }
      if !found.isEmpty { return found }
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
        let waits = state.withLock { state in
          guard state.phase == .running, state.respawns.isEmpty else { return false }
          state.spawner = continuation
          return true
        }
        if !waits { continuation.resume() }
      }
    }
  }

  // MARK: Workers

  private nonisolated(nonsending) func work(_ id: Int32, epoch: UInt32) async {
    let task = WorkerTask.current
    state.withLock { state in
      // One that was replaced before it began finds that out by its epoch.
      if state.places[Int(id)].epoch == epoch { state.places[Int(id)].task = task }
    }
    var batch = await firstBatch(of: id, epoch)
    while let present = batch {
      state.meet()
      guard let outcome = await performer.perform(present, clock: clock) else { break }
      batch = await nextBatch(of: id, epoch, after: outcome)
    }
    state.withLock { state in
      if state.places[Int(id)].epoch == epoch { state.places[Int(id)].task = nil }
    }
    task?.end()
  }

  private nonisolated(nonsending) func firstBatch(of id: Int32, _ epoch: UInt32) async -> Batch? {
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Batch?, Never>) in
      let found = state.withLock { $0.fetch(id, epoch, continuation) }
      Self.answer(continuation, found)
    }
  }

  /// Hands in what came of a batch and waits for the next one; `nil` where there is none to come.
  private nonisolated(nonsending) func nextBatch(
    of id: Int32, _ epoch: UInt32, after outcome: Host.Performer.Outcome
  ) async -> Batch? {
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Batch?, Never>) in
      let answer = state.withLock { state -> Answer<EngineState<Host>.Fetched> in
        guard state.places[Int(id)].epoch == epoch else { return .nothing(.retired) }
        guard var planner = state.open(at: clock.now, isPlanned: true) else {
          return .over(.retired)
        }
        state.finish(id, outcome)
        let isOver = state.close(&planner)
        let found = state.fetch(id, epoch, continuation)
        return Answer(result: found, planner: planner, isOver: isOver)
      }
      let (found, isOver) = (answer.result, answer.isOver)
      answer.planner.carryOut(on: clock, for: self)
      Self.answer(continuation, found ?? .retired)
      if isOver { stop() }
    }
  }

  @inline(__always)
  private static func answer(
    _ continuation: UnsafeContinuation<Batch?, Never>, _ found: EngineState<Host>.Fetched
  ) {
    switch found {
    case .batch(let batch): continuation.resume(returning: batch)
    case .waiting: break
    case .retired: continuation.resume(returning: nil)
    }
  }
}
