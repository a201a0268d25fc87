import HeadgateCore
import HeadgateModel

/// An engine that runs items of the user's through the user's functions.
final class JobEngine<Item: Sendable>: Sendable {
  private let engine: Engine<JobHost>

  /// - Parameters:
  ///   - functions: One for each stage of `settings`, in their order.
  ///   - plan: How the books are kept.
  ///   - seed: What the jitter of retries is drawn from.
  ///   - kept: How many ended jobs can still be asked for.
  ///   - collects: Which ends wait for `nextEnds`.
  init(
    settings: PipelineSettings, functions: [StageFunction<Item>], clock: EngineClock,
    plan: RecordingPlan = RecordingPlan(), seed: UInt64 = 0, kept: Int = 100_000,
    collects: CollectedEnds = .none, checksInvariants: Bool = false
  ) {
    precondition(functions.count == settings.stages.count, "a function for each stage")
    engine = Engine(
      pipeline: Pipeline(settings: settings, plan: plan, seed: seed),
      host: JobHost(stages: settings.stages, kept: kept, collects: collects),
      performer: JobPerformer(
        functions: zip(functions, settings.stages).map {
          Self.unboxing($0, stage: $1.name)
        }),
      clock: clock, checksInvariants: checksInvariants)
  }

  var clock: EngineClock { engine.clock }

  /// A function over items as one over batches.
  private static func unboxing(
    _ function: @escaping StageFunction<Item>, stage: String
  ) -> BatchFunction {
    { batch in
      let items = (0..<batch.count).map { BoxedItem<Item>.open(batch.item($0)) }
      let results = try await function(items, BatchContext(stage: stage, batch: batch))
      guard results.count == items.count else {
        throw StageFailure.permanent(
          "\(stage) gave \(results.count) results for \(items.count) items; a stage's function "
            + "must give one for each")
      }
      for position in results.indices {
        switch results[position] {
        case .success(let item): batch.set(BoxedItem(item), at: position)
        case .failure(let failure): batch.fail(position, failure)
        }
      }
    }
  }

  private static func opened(_ end: JobEnd<JobItem>) -> JobEnd<Item> {
    JobEnd(
      number: end.number, outcome: end.outcome, item: BoxedItem<Item>.open(end.item),
      attempts: end.attempts, stage: end.stage, priority: end.priority, lastError: end.lastError)
  }

  /// Runs until it is closed and empty, or stopped; cancelling the task stops it.
  ///
  /// - Parameter whenRunning: Called as soon as jobs are taken, or it is known that none will be.
  func run(whenRunning: @Sendable () -> Void = {}) async {
    await engine.run { _ in whenRunning() }
  }

  // MARK: Jobs

  /// What became of a submission.
  enum Submission: Sendable {
    case accepted(JobNumber)
    /// The queue is full, or the job was given up before it was accepted.
    case rejected(JobNumber)
    /// The engine does not run, or takes no jobs any more.
    case closed
  }

  /// Offers a job, and waits while the queue is full and its rule is to block.
  ///
  /// Cancelling the task gives the job up while it waits.
  nonisolated(nonsending) func submit(_ item: Item, _ arrival: JobArrival) async -> Submission {
    let box = BoxedItem(item)
    let submission = engine.input(isPlanned: false) { state, planner in
      var arrival = arrival
      arrival.intended = min(arrival.intended, planner.now)
      return state.host.submit(
        box, arrival, pipeline: &state.pipeline, now: planner.now)
    }
    switch submission {
    case .accepted(let number): return .accepted(number)
    case .rejected(let number): return .rejected(number)
    case .closed, nil: return .closed
    case .blocked(let number): return await waitForAdmission(of: number)
    }
  }

  private nonisolated(nonsending) func waitForAdmission(of number: JobNumber) async -> Submission {
    let isAdmitted = await withTaskCancellationHandler {
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Bool, Never>) in
        let known = engine.withState { state in
          state.phase == .stopped
            ? false
            : state.host.waitForAdmission(of: number, continuation, pipeline: state.pipeline)
        }
        if let known { continuation.resume(returning: known) }
      }
    } onCancel: {
      _ = cancelSubmission(of: number)
    }
    return isAdmitted ? .accepted(number) : .rejected(number)
  }

  /// Gives a job up while its submission waits: an accepted one is the engine's.
  private func cancelSubmission(of number: JobNumber) -> Bool {
    engine.input(isPlanned: false) { state, planner in
      guard let slot = state.host.slot(of: number),
        state.pipeline.job(slot).pointee.state == .atSource
      else { return false }
      return state.pipeline.cancel(job: slot, at: planner.now)
    } ?? false
  }

  /// Gives a job up that no worker holds and no buffer. Says whether it could be.
  func cancel(_ number: JobNumber) -> Bool {
    engine.input(isPlanned: false) { state, planner in
      guard let slot = state.host.slot(of: number) else { return false }
      return state.pipeline.cancel(job: slot, at: planner.now)
    } ?? false
  }

  func status(of number: JobNumber) -> JobStatus? {
    engine.withState { $0.host.status(of: number, pipeline: $0.pipeline) }
  }

  /// Waits until a job has ended, the engine has stopped, or the task is cancelled.
  func waitForEnd(of number: JobNumber) async {
    await wait(for: number) { $0.waitForEnd(of: number, $1, $2) }
  }

  /// Waits until no job is in flight, the engine has stopped, or the task is cancelled.
  func waitUntilIdle() async {
    await wait(for: nil) { $0.waitUntilIdle($1, $2) }
  }

  private func wait(
    for number: JobNumber?,
    _ keep:
      @Sendable (
        inout JobHost, UInt64, UnsafeContinuation<Void, Never>
      ) -> UnsafeContinuation<Void, Never>?
  ) async {
    let waiter = engine.withState { $0.host.expectWaiter() }
    await withTaskCancellationHandler {
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
        engine.withState { state in
          // The handler may have run before; its task then says so.
          state.phase == .stopped || Task.isCancelled
            ? continuation : keep(&state.host, waiter, continuation)
        }?.resume()
      }
    } onCancel: {
      engine.withState { $0.host.callOff(waiter, for: number) }?.resume()
    }
  }

  /// Waits for jobs to end and takes them; `nil` once the engine has stopped and all are taken.
  func nextEnds() async -> [JobEnd<Item>]? {
    while true {
      let (ends, isStopped) = engine.withState {
        ($0.host.takeEnds(), $0.phase == .stopped)
      }
      if !ends.isEmpty { return ends.map(Self.opened) }
      if isStopped { return nil }
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
        engine.withState { state in
          state.phase == .stopped ? continuation : state.host.waitForEnds(continuation)
        }?.resume()
      }
    }
  }

  // MARK: Stopping

  /// Takes no job any more and ends when none is left, at the latest after `limit`; what is left
  /// then is cancelled.
  func finish(within limit: Nanoseconds) {
    close(within: limit) { _, _ in }
  }

  /// Gives up what waits outside the stages, and ends when the rest is done, at the latest after
  /// `limit`.
  func drain(within limit: Nanoseconds) {
    close(within: limit) { state, now in state.pipeline.cancelWaiting(at: now) }
  }

  /// Ends at once: every job in flight is cancelled.
  func cancelAll() { engine.stop() }

  private func close(
    within limit: Nanoseconds,
    _ body: (inout EngineState<JobHost>, Nanoseconds) -> Void
  ) {
    let closed: Void? = engine.input(isPlanned: false) { state, planner in
      state.host.close(at: planner.now, limit: limit)
      body(&state, planner.now)
    }
    // One that never ran has nothing to finish.
    if closed == nil { engine.stop() }
  }

  // MARK: What is measured

  /// Why the run could not go on, where it could not.
  var failure: EngineError? { engine.withState { $0.failure } }

  /// Whether no job is in flight.
  var isIdle: Bool { engine.withState { $0.host.inFlight == 0 } }

  /// Reads the machine's books.
  func read<Value: Sendable>(
    _ body: (inout EngineState<JobHost>, Nanoseconds) -> Value
  ) -> Value {
    engine.withState { body(&$0, max($0.now, clock.now)) }
  }
}
