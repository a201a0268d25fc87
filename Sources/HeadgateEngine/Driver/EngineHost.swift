import HeadgateCore

/// What an engine works for: where its jobs come from, what a batch of them is, and who hears of
/// their ends. It lives behind the engine's lock; every call is part of one input.
protocol EngineHost: ~Copyable, SendableMetatype {
  /// What a worker needs to work a batch off.
  associatedtype Batch: Sendable
  associatedtype Performer: BatchPerformer where Performer.Batch == Batch

  /// When the run ends at the latest; `never` where it does not end by itself.
  var deadline: Nanoseconds { get }
  /// When the run may end, if no job is left then; `never` where it does not end by itself.
  var loadEnd: Nanoseconds { get }
  /// Whether the run is over once no job is left.
  func isOver(at now: Nanoseconds) -> Bool

  /// How much of the run has passed, from 0 to 1, where that is known.
  func progress(at now: Nanoseconds) -> Double?
  /// Whether jobs that are in flight when the engine stops are cancelled, or left in the books.
  var cancelsWhatIsLeft: Bool { get }
  /// Whether the engine ends batches that take longer than their stage allows; otherwise their own
  /// time is never longer.
  var enforcesTimeouts: Bool { get }

  /// Before the pipeline starts: sources and faults are planned.
  mutating func prepare(_ planner: inout Planner<Batch>)

  /// A worker begins a batch; its jobs are slots of `jobs`.
  mutating func begin(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    planner: inout Planner<Batch>
  ) -> Batch

  /// A batch has been worked off: the result of each job goes into its slot.
  mutating func finish(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    _ outcome: Performer.Outcome, at now: Nanoseconds)

  /// A batch has been ended for taking too long.
  mutating func timedOut(
    _ worker: UnsafeMutablePointer<Worker>, id: Int32, jobs: UnsafeMutablePointer<Job>,
    at now: Nanoseconds)

  /// A job that somebody wants to hear of has ended.
  mutating func ended(
    _ job: UnsafeMutablePointer<Job>, id: Int32, as outcome: JobOutcome,
    planner: inout Planner<Batch>)

  /// The submission of a blocked source has been accepted.
  mutating func admitted(
    _ job: UnsafeMutablePointer<Job>, id: Int32, planner: inout Planner<Batch>)

  /// A timer of the host's own has fired.
  mutating func timerFired(
    _ id: Int32, pipeline: inout Pipeline, planner: inout Planner<Batch>)

  /// The engine has stopped: whoever waits for the host must be told.
  mutating func stopped(planner: inout Planner<Batch>)
}

/// Works batches off, outside the engine's lock.
protocol BatchPerformer: Sendable {
  associatedtype Batch: Sendable
  associatedtype Outcome: Sendable

  /// - Returns: `nil` where the task was cancelled before the batch was done.
  nonisolated(nonsending) func perform(_ batch: Batch, clock: EngineClock) async -> Outcome?
}
