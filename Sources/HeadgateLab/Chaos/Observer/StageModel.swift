import HeadgateCore

/// A stage's buffer, workers and breaker as rules S1 to S4 describe them.
struct StageModel {
  enum WorkerState { case idle, busy, handling, blocked, absent }

  struct Worker {
    var state = WorkerState.idle
    /// Jobs of its batch; of a blocked worker those that it still holds.
    var batch: [Int] = []
    var started: Nanoseconds = 0
    var period = 0
    /// When its batch's lease runs out (rule F8).
    var leaseEnd = Nanoseconds.never
    /// When its batch is to end, where that is known.
    var due: Nanoseconds?
    /// How long the failures of its batch keep it, and until when.
    var toHandle: Nanoseconds = 0
    var handlesUntil: Nanoseconds = 0
    /// Whether the quota lets its batch in; `nil` where the model does not know.
    var isAdmitted: Bool? = true
    /// Whether the contents of its jobs are in the cache; `nil` where the model does not know.
    var hits: [Bool?] = []
  }

  let settings: StageSettings
  var buffer = JobLine()
  var workers: [Worker]
  /// The one freed last is the next to work.
  var idle: [Int]
  /// Workers of the stage before that wait for room here, first come first.
  var blockedHere: [Int] = []
  var breaker: BreakerModel?
  /// The second in which a failure was dealt with last, and how many have been in it.
  var handlingSecond: Nanoseconds = -1
  var handledInSecond = 0
  var quota: QuotaModel?
  var cache: CacheModel?
  /// Jobs that have entered, with when they did, those that have left from the front on too.
  var waits: [(job: Int, since: Nanoseconds)] = []
  var firstWait = 0

  /// - Parameter faults: Of the stage.
  init(_ settings: StageSettings, faults: [FaultSettings], cache: CacheModel?) {
    self.cache = cache
    self.settings = settings
    workers = Array(repeating: Worker(), count: settings.workers)
    idle = (0..<settings.workers).reversed()
    breaker = settings.breaker.map(BreakerModel.init)
    quota = settings.quota.map { QuotaModel($0, faults: faults) }
  }

  /// The most jobs that a worker may take now.
  var most: Int { min(settings.batchSize, breaker?.allowance ?? .max) }

  /// Whether a job may enter (rules S1, Q2a).
  var hasRoom: Bool {
    buffer.count < settings.buffer ?? .max
      || (buffer.count < settings.batchSize && !idle.isEmpty && most > 0)
  }
}
