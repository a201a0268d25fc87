/// What a timer is for; the driver hands it back when its moment has come.
package enum PipelineTimer: UInt8, Sendable {
  /// The bucket holds enough for the next dispatch.
  case tokens
  /// The controller looks at its signal.
  case controller
  /// A stage's oldest waiting job has lingered long enough; the id is the stage.
  case linger
  /// A retry delay is over; the id is the job.
  case retry
  /// A crashed worker's lease on a job has run out; the id is the job.
  case lease
  /// A stage's breaker has been open long enough; the id is the stage.
  case breaker
  /// Somebody has waited for an answer of a stage as long as he does; the id is the stage.
  case deadline
  /// A worker has dealt with its batch's failures; the id is the worker.
  case handling
  /// The first lease of a running batch to do so runs out.
  case runningLease
}

/// What the pipeline wants done. Drivers take these, in order, after each input.
package struct Command: Sendable {
  package enum Kind: UInt8, Sendable {
    /// The worker `id` begins its batch: work it off, then call `finishBatch`.
    case start
    /// Call `timerFired` with `timer` and `id` at `time`. Timers are never cancelled: one that has
    /// lost its purpose does nothing.
    case timer
    /// The job `id`, which somebody wants to hear of, has ended with `outcome`. Its slot still holds
    /// it until the next input.
    case ended
    /// The blocked submission of job `id` has been accepted, or cancelled: its source may go on. Its
    /// slot still holds it until the next input.
    case admitted
    /// The worker `id` has vanished with its batch: what it was at work on never ends.
    case abandon
  }

  package var kind: Kind
  package var timer: PipelineTimer
  package var outcome: JobOutcome
  package var id: Int32
  package var time: Nanoseconds
}

/// Commands of one input, in a buffer that is used over and over.
package struct CommandBuffer {
  /// Commands of the last input; the driver sets it to 0 when it has carried them out.
  package var count = 0
  /// The first of `count` commands; valid until the next input.
  package private(set) var slots: UnsafeMutablePointer<Command>
  private var capacity: Int

  init() {
    capacity = 64
    slots = .allocate(capacity: capacity)
  }

  func deallocate() { slots.deallocate() }

  @inline(__always)
  mutating func append(
    _ kind: Command.Kind, timer: PipelineTimer = .tokens, outcome: JobOutcome = .completed,
    id: Int32, time: Nanoseconds = 0
  ) {
    if count == capacity { grow() }
    slots[count] = Command(kind: kind, timer: timer, outcome: outcome, id: id, time: time)
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Command>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: slots, count: count)
    slots.deallocate()
    slots = larger
    capacity *= 2
  }
}
