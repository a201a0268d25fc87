/// What a worker is doing.
package enum WorkerState: UInt8, Sendable {
  case idle, busy
  /// Done, its jobs gone on, and at work on what has failed (rule F7).
  case handling
  /// Done, and holding jobs for which the next buffer has no room (rule S4).
  case blocked
  /// Crashed and not back yet (rule F6).
  case absent
}

/// A worker of a stage and its batch.
package struct Worker {
  package internal(set) var state: WorkerState = .idle
  package internal(set) var stage: UInt8
  /// Position among its stage's workers.
  package internal(set) var number: Int32
  /// Jobs of its batch.
  package internal(set) var count: Int32 = 0
  /// The first of them that has not been passed on.
  var position: Int32 = 0
  /// The breaker's period in which the batch started.
  var breakerPeriod: UInt32 = 0
  /// When its batch, or its work on what has failed, began.
  package internal(set) var started: Nanoseconds = 0
  /// When its batch's lease was extended last, as far as that matters, and when it runs out; `never`
  /// where heartbeats keep it (rule F8).
  var leaseExtended: Nanoseconds = 0
  var leaseEnd = Nanoseconds.never
  /// How long the failures of its batch will keep it once its jobs have gone on, or keep it now.
  var toHandle: Nanoseconds = 0
  /// Whether that counts in statistics.
  var isHandlingMeasured = false
  /// Jobs in the pipeline when its batch started.
  package internal(set) var inFlight: Int32 = 0
  /// Room for `batchSize` job ids.
  package let jobs: UnsafeMutablePointer<Int32>
}

/// A stage's buffer and workers.
struct StageState {
  /// The first of its workers in the pipeline's table.
  let firstWorker: Int
  let workerCount: Int
  /// The most waiting jobs; `Int.max` without a bound.
  let capacity: Int
  let batchSize: Int
  let linger: Nanoseconds
  let hasBreaker: Bool
  /// Whether there is a cache before the service (rule S9).
  let hasCache: Bool
  /// Whether anything but workers and their service decides about attempts here.
  let isGuarded: Bool
  /// How long an answer is waited for; `never` for ever (rule S6).
  let deadline: Nanoseconds
  /// How long a failure keeps its worker, and the most failures a second that do (rule F7).
  let handling: Nanoseconds
  let handledPerSecond: Int
  /// The second in which a failure was dealt with last, and how many have been in it.
  var handlingSecond: Nanoseconds = -1
  var handledInSecond = 0
  /// Jobs in the order in which they entered (rule S2).
  var waiting = IndexRing()
  /// Idle workers, the last one freed first.
  let idle: UnsafeMutablePointer<Int32>
  var idleCount = 0
  /// Workers of the stage before that wait for room here, first come, first served (rule S4).
  var blockedHere = IndexRing()
  /// When the pending linger timer is due.
  var lingerTimer = Nanoseconds.never
  /// Time so far during which jobs waited here although a worker was idle: for a batch to fill.
  var batchClock: Nanoseconds = 0
  /// When the present such stretch began; `never` outside one.
  var fillingSince = Nanoseconds.never
  /// When the waits for answers of those who have entered are over, those that have left too.
  var deadlines = DueRing()
  /// When the pending deadline timer is due.
  var deadlineTimer = Nanoseconds.never

  init(_ settings: StageSettings, firstWorker: Int, hasLeases: Bool) {
    self.firstWorker = firstWorker
    workerCount = settings.workers
    capacity = settings.buffer ?? .max
    batchSize = settings.batchSize
    linger = settings.linger
    hasBreaker = settings.breaker != nil
    deadline = settings.deadline ?? .never
    handling = settings.handling?.time ?? 0
    handledPerSecond = settings.handling?.perSecond ?? .max
    hasCache = settings.cache != nil
    isGuarded =
      settings.breaker != nil || settings.deadline != nil || hasLeases || settings.cache != nil
    idle = .allocate(capacity: settings.workers)
  }

  func deallocate() {
    waiting.deallocate()
    blockedHere.deallocate()
    deadlines.deallocate()
    idle.deallocate()
  }

  /// Reading of the batch clock.
  func batchClock(at now: Nanoseconds) -> Nanoseconds {
    fillingSince == .never ? batchClock : batchClock &+ (now &- fillingSince)
  }
}
