import HeadgateCore
import HeadgateModel

/// One replication on the engine: its workers, and the sources and clients that bring it jobs.
struct SyntheticRun: Sendable {
  private let engine: Engine<SyntheticHost>
  private let specification: RunSpecification
  private let replication: Int
  private let clock: EngineClock

  init(
    _ specification: RunSpecification, replication: Int, clock: EngineClock,
    options: RunOptions, checksInvariants: Bool
  ) {
    self.specification = specification
    self.replication = replication
    self.clock = clock
    let plan = RecordingPlan(specification)
    var pipeline = Pipeline(
      settings: specification.pipeline, plan: plan, seed: specification.seed,
      replication: replication)
    pipeline.recorder.isTracing = options.events != nil
    var measuresOverhead = false
    if case .wall = clock { measuresOverhead = true }
    let host = SyntheticHost(
      specification, plan: plan, replication: replication, measuresOverhead: measuresOverhead)
    engine = Engine(
      pipeline: pipeline, host: host, performer: SyntheticPerformer(), clock: clock,
      observer: EngineObserver(options), checksInvariants: checksInvariants)
  }

  /// Between two looks at whether a run on real time is to be stopped.
  private static let lookInterval: Nanoseconds = 100 * .millisecond

  /// Runs from start to end: load, then drain (rule N1).
  func run() async {
    await engine.run { group in
      if case .wall = clock { group.addTask { await lookOn() } }
      for workload in 0..<specification.workloads.count {
        let clients = engine.withState { $0.host.load.clients(of: workload) }
        if clients == 0 { group.addTask { await source(workload) } }
        for number in 0..<clients {
          let client = engine.withState { $0.host.load.client(number, of: workload) }
          group.addTask { await self.client(client) }
        }
      }
    }
  }

  /// Stops a run in which nothing moves any more. Says whether something should have.
  func stopIdle() throws {
    let hangs = engine.withState { state -> EngineError? in
      guard state.phase == .running, state.pending > 0 else { return nil }
      return .wakeupLost(at: state.now, pending: state.pending)
    }
    engine.stop()
    if let hangs { throw hangs }
  }

  /// Tells how far the run has come, and stops it when that is wanted: a run on real time may be
  /// without inputs for long.
  private func lookOn() async {
    while await clock.sleep(until: clock.now &+ Self.lookInterval) {
      let isCancelled = engine.withState { state in
        // Once the engine has stopped this task is cancelled, which says nothing about the run.
        guard state.phase == .running else { return false }
        state.observer.askWhetherCancelled()
        state.observer.report(state.host.progress(at: clock.now))
        return state.observer.wasCancelled
      }
      if isCancelled { engine.stop() }
    }
  }

  // MARK: Sources

  private func source(_ workload: Int) async {
    while let turn = await nextTurn(of: workload),
      await clock.sleep(until: turn.moment, order: turn.order)
    {
      let isOpen: Void? = engine.input { state, planner in
        state.host.arrive(workload, pipeline: &state.pipeline, planner: &planner)
      }
      if isOpen == nil { return }
    }
  }

  private func client(_ client: Int) async {
    let place = specification.workloads.count + client
    while let turn = await nextTurn(of: place),
      await clock.sleep(until: turn.moment, order: turn.order)
    {
      let standsStill = engine.input { state, planner in
        state.host.submit(client: client, pipeline: &state.pipeline, planner: &planner)
      }
      guard let standsStill else { return }
      if standsStill {
        engine.withState { $0.failure = .standsStill(at: $0.now) }
        engine.stop()
      }
    }
  }

  private func nextTurn(of place: Int) async -> SyntheticHost.Turn? {
    while true {
      let found = engine.withState { $0.host.fetchTurn(of: place) }
      if case .turn(let turn) = found { return turn }
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
        engine.withState { $0.host.wait(at: place, continuation) }?.resume()
      }
    }
  }

  // MARK: The end

  /// Closes the books.
  ///
  /// - Throws: `RunInterrupted`, or `EngineError`.
  func result() throws -> ReplicationResult {
    let outcome = engine.withState { state -> Result<ReplicationResult, any Error> in
      state.observer.flush(&state.pipeline.recorder)
      if state.observer.wasCancelled { return .failure(RunInterrupted()) }
      if let failure = state.failure { return .failure(failure) }
      let end = state.host.close(&state.pipeline.recorder, at: state.now)
      state.pipeline.finish(at: end)
      state.observer.flush(&state.pipeline.recorder)
      var result = ReplicationResult(
        &state.pipeline, specification: specification, replication: replication, end: end,
        events: state.events)
      result.overhead = state.host.overhead(specification.pipeline.stages)
      return .success(result)
    }
    return try outcome.get()
  }
}
