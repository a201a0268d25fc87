/// Where a job is.
package enum JobState: UInt8, Sendable {
  /// The slot is not in use.
  case free
  /// Held by a blocked source: not accepted yet.
  case atSource
  /// In the submission queue.
  case queued
  /// In a stage's buffer.
  case buffered
  /// With a worker that is at work on its batch.
  case inService
  /// Served, with a worker that waits for room in the next buffer.
  case blocked
  /// Waiting out a retry delay.
  case backingOff
  /// Lost with a crashed worker, until its lease runs out.
  case leased
}

/// How one job's attempt at a stage went (rule F1).
package enum AttemptResult: UInt8, Sendable {
  case succeeded
  case transient
  case permanent
  /// The batch took longer than the stage's timeout (rule S5).
  case timeout
  /// An outage failed the batch.
  case outage
  /// A transient failure whose cause asked for less load: the driver has written into the job's
  /// `clockMark` how long its next attempt must wait at least.
  case throttled
  /// Nobody waited for the attempt any longer (rule S6).
  case abandoned
}

/// How a job ended (rule J2).
public enum JobOutcome: UInt8, Sendable, CaseIterable {
  case completed, failed, rejected, shed, cancelled
}

/// Where a completed job's time went; the parts sum to its latency (SEMANTICS, Metrics).
package enum TimePart: Int, CaseIterable, Sendable {
  case source, tokens, queue, buffer, batch, service, blocked, backoff
}

/// Nanoseconds by part, a fixed row of eight.
package struct TimeParts: Sendable {
  package var source: Nanoseconds = 0
  package var tokens: Nanoseconds = 0
  package var queue: Nanoseconds = 0
  package var buffer: Nanoseconds = 0
  package var batch: Nanoseconds = 0
  package var service: Nanoseconds = 0
  package var blocked: Nanoseconds = 0
  package var backoff: Nanoseconds = 0

  @inline(__always)
  package var sum: Nanoseconds {
    ((source &+ tokens) &+ (queue &+ buffer)) &+ ((batch &+ service) &+ (blocked &+ backoff))
  }

  package subscript(part: TimePart) -> Nanoseconds {
    switch part {
    case .source: source
    case .tokens: tokens
    case .queue: queue
    case .buffer: buffer
    case .batch: batch
    case .service: service
    case .blocked: blocked
    case .backoff: backoff
    }
  }
}

/// What a source hands to the pipeline (rule J1): the facts that decide about a job, not its text.
public struct JobArrival: Sendable, Equatable {
  /// What the job's random numbers belong to, together with its workload (rule R1): the position
  /// among its workload's arrivals. Below 2⁴⁸.
  public var entity: UInt64
  /// Intended arrival, from which latency runs (rule J3).
  public var intended: Nanoseconds
  /// Bytes of text.
  public var size: Int64
  public var priority: Int32
  public var workload: Int32
  /// Position of the phase in the recording plan; −1 where the workload has none.
  public var phase: Int32
  /// Who wants to hear of the job's end: a closed client's number, or −1 for nobody.
  public var client: Int32
  /// Where the job begins: above 0 for one whose earlier stages are done (rule F3).
  public var stage: Int32
  /// Number of its first attempt here: above 1 for one that has been tried before (rule F1).
  public var attempt: Int32

  public init(
    entity: UInt64, intended: Nanoseconds, size: Int64 = 0, priority: Int = 0, workload: Int = 0,
    phase: Int = -1, client: Int = -1, stage: Int = 0, attempt: Int = 1
  ) {
    self.entity = entity
    self.intended = intended
    self.size = size
    self.priority = Int32(priority)
    self.workload = Int32(workload)
    self.phase = Int32(phase)
    self.client = Int32(client)
    self.stage = Int32(stage)
    self.attempt = Int32(attempt)
  }
}

/// What a stage's mechanisms remember of a job.
package struct JobMarks: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// No job, but work that one has left behind (rule S6).
  package static let abandoned = JobMarks(rawValue: 1)
  /// A job that has left its work behind, and is about to be told that its attempt has failed.
  package static let failing = JobMarks(rawValue: 2)
  /// Its content is in the cache of the stage that serves it (rule S9).
  package static let hit = JobMarks(rawValue: 4)
}

/// A job in the pipeline: one slot of the pool.
package struct Job {
  package var entity: UInt64 = 0
  /// Counts submissions (rule J1).
  package var ordinal: UInt64 = 0
  package var intended: Nanoseconds = 0
  package var accepted: Nanoseconds = 0
  /// When the present state began.
  package var since: Nanoseconds = 0
  /// The reading of the token clock (queued) or of the batch clock (buffered) at `since`; when a wait
  /// ends (backing off, leased).
  package var clockMark: Nanoseconds = 0
  package var size: Int64 = 0
  package var parts = TimeParts()
  package var client: Int32 = -1
  package var phase: Int32 = -1
  /// Where a stage that must find it again holds it: its position in the buffer, or its worker.
  package var place: UInt32 = 0
  package var priority: Int16 = 0
  package var workload: UInt16 = 0
  /// Number of the present attempt, from 1.
  package var attempt: UInt16 = 1
  /// The stage where the job is, or where it goes on.
  package var stage: UInt8 = 0
  package var state: JobState = .free
  /// Result of the present batch, written by the driver before it ends.
  package var result: AttemptResult = .succeeded
  /// Whether the job counts in statistics (rule N2).
  package var isMeasured = true
  /// Whether it has been dispatched before.
  package var wasDispatched = false
  package var marks: JobMarks = []

  @inline(__always)
  package var isAbandoned: Bool { marks.contains(.abandoned) }
}

/// Slots for jobs in flight; ids are positions. Grows by doubling, never shrinks.
package struct JobPool {
  package private(set) var jobs: UnsafeMutablePointer<Job>
  private var freeIds: UnsafeMutablePointer<Int32>
  private var freeCount = 0
  package private(set) var capacity: Int
  /// Slots ever handed out: those at or above have never been used.
  package private(set) var used = 0

  package init(capacity: Int = 64) {
    self.capacity = capacity
    jobs = .allocate(capacity: capacity)
    freeIds = .allocate(capacity: capacity)
  }

  package func deallocate() {
    jobs.deallocate()
    freeIds.deallocate()
  }

  package var inUse: Int { used - freeCount }

  @inline(__always)
  package mutating func take() -> Int32 {
    if freeCount > 0 {
      freeCount &-= 1
      return freeIds[freeCount]
    }
    if used == capacity { grow() }
    used &+= 1
    return Int32(truncatingIfNeeded: used &- 1)
  }

  @inline(__always)
  package mutating func giveBack(_ id: Int32) {
    jobs[Int(id)].state = .free
    freeIds[freeCount] = id
    freeCount &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Job>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: jobs, count: used)
    jobs.deallocate()
    jobs = larger
    let ids = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
    ids.moveInitialize(from: freeIds, count: freeCount)
    freeIds.deallocate()
    freeIds = ids
    capacity *= 2
    precondition(capacity <= 1 << 30, "more than a billion jobs in flight")
  }
}
