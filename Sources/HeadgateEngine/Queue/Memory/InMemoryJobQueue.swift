internal import HeadgateModel

/// A queue in this process's memory: fast, bounded on request, gone with the process.
public final class InMemoryJobQueue: JobQueue {
  public let clock: WallClock
  private let ledger: Lock<JobLedger>
  private let bell = WorkBell()

  /// - Parameters:
  ///   - capacity: at most so many jobs that wait are accepted; nil for no bound. Jobs that come
  ///     back enter even a full queue.
  ///   - maxDeliveries: after so many deliveries in a row that brought neither an answer nor a
  ///     checkpoint a job is a dead letter; at least 1.
  public init(capacity: Int? = nil, maxDeliveries: Int = 5, clock: WallClock = .system) {
    precondition(maxDeliveries >= 1, "a job needs at least one delivery, not \(maxDeliveries)")
    precondition(capacity.map { $0 >= 0 } ?? true, "a capacity is 0 or more")
    self.clock = clock
    ledger = Lock(JobLedger(capacity: capacity, maxDeliveries: maxDeliveries))
  }

  public var isShared: Bool { false }

  public func enqueue(
    _ submissions: [JobSubmission], deduplicate: Bool
  ) async throws(JobQueueError) -> [EnqueueResult] {
    let digests = submissions.map { deduplicate ? SHA256.hex($0.payload) : nil }
    let results = ledger.withLock { ledger in
      zip(submissions, digests).map { ledger.enqueue($0, digest: $1) }
    }
    bell.ring()
    return results
  }

  public func dequeue(
    limit: Int, lease: Duration
  ) async throws(JobQueueError) -> [JobClaim] {
    precondition(limit >= 1, "a dequeue is of at least one job, not \(limit)")
    precondition(lease > .zero, "a lease lasts longer than \(lease)")
    let now = clock.now
    return ledger.withLock { $0.dequeue(limit: limit, leaseExpiry: now + lease, now: now) }
  }

  public func extendLeases(
    of claims: [JobClaim], by span: Duration
  ) async throws(JobQueueError) -> [ClaimResult] {
    precondition(span > .zero, "a lease lasts longer than \(span)")
    let expiry = clock.now + span
    return ledger.withLock { ledger in
      claims.map { ledger.extendLease(of: $0, to: expiry) }
    }
  }

  public func markComplete(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult] {
    ledger.withLock { ledger in claims.map { ledger.complete($0) } }
  }

  public func requeueFailed(
    _ failures: [JobFailure]
  ) async throws(JobQueueError) -> [FailureResult] {
    let now = clock.now
    let results = ledger.withLock { ledger in
      failures.map { ledger.requeueFailed($0, now: now) }
    }
    bell.ring()
    return results
  }

  public func release(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult] {
    let results = ledger.withLock { ledger in claims.map { ledger.release($0) } }
    bell.ring()
    return results
  }

  public func saveCheckpoints(
    _ progress: [JobProgress]
  ) async throws(JobQueueError) -> [ClaimResult] {
    ledger.withLock { ledger in progress.map { ledger.saveCheckpoint($0) } }
  }

  public func cancel(_ id: JobID) async throws(JobQueueError) -> Bool {
    ledger.withLock { $0.cancel(id) }
  }

  public func deadLetters(
    after id: JobID?, limit: Int
  ) async throws(JobQueueError) -> [DeadLetter] {
    precondition(limit >= 1, "a listing is of at least one dead letter, not \(limit)")
    return ledger.withLock { $0.deadLetters(after: id, limit: limit) }
  }

  public func requeueDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int {
    let count = ledger.withLock { $0.requeueDeadLetters(ids) }
    bell.ring()
    return count
  }

  public func deleteDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int {
    ledger.withLock { $0.deleteDeadLetters(ids) }
  }

  public func counts() async throws(JobQueueError) -> JobCounts {
    let now = clock.now
    return ledger.withLock { $0.counts(now) }
  }

  public func nextDue() async throws(JobQueueError) -> WallTime? {
    let now = clock.now
    return ledger.withLock { $0.nextDue(now) }
  }

  public var workMark: WorkMark { bell.mark }

  public func waitForWork(after mark: WorkMark) async { await bell.wait(after: mark) }
}
