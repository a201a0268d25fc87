public import HeadgateEngine
internal import HeadgateModel

/// A queue in an SQLite file, which several processes may share and which outlives them.
///
/// An operation answers when its transaction is committed, as durably as `synchronous` says. Single
/// operations that meet are committed together, so that a few concurrent callers share what a commit
/// costs. SQLite works on one thread of its own.
public final class SQLiteJobQueue: JobQueue {
  public let clock: WallClock
  package let database: IngestDatabase
  private let capacity: Int?
  private let maxDeliveries: Int
  private let bell = WorkBell()

  /// Opens the queue, and makes its file, folder and tables where they are not there yet.
  ///
  /// - Parameters:
  ///   - path: the file's.
  ///   - synchronous: what a power failure may cost.
  ///   - capacity: at most so many jobs that wait are accepted; nil for no bound. Jobs that come
  ///     back enter even a full queue.
  ///   - maxDeliveries: after so many deliveries in a row that brought neither an answer nor a
  ///     checkpoint a job is a dead letter; at least 1.
  ///   - busyTimeout: how long an operation waits for another process to finish its own.
  /// - Throws: `JobQueueError` where the path leads nowhere, the file is something else, or a newer
  ///   build has written it.
  public static func open(
    path: String, synchronous: SQLiteSynchronous = .normal, capacity: Int? = nil,
    maxDeliveries: Int = 5, busyTimeout: Duration = .seconds(15), clock: WallClock = .system
  ) async throws(JobQueueError) -> SQLiteJobQueue {
    let database = try await IngestDatabase.open(
      path: path, schemas: [QueueSchema.schema], synchronous: synchronous,
      busyTimeout: busyTimeout)
    return SQLiteJobQueue(
      database: database, capacity: capacity, maxDeliveries: maxDeliveries, clock: clock)
  }

  /// The queue in a database that others share, opened with the schema of ``schema``.
  package init(
    database: IngestDatabase, capacity: Int? = nil, maxDeliveries: Int = 5,
    clock: WallClock = .system
  ) {
    precondition(maxDeliveries >= 1, "a job needs at least one delivery, not \(maxDeliveries)")
    precondition(capacity.map { $0 >= 0 } ?? true, "a capacity is 0 or more")
    self.database = database
    self.capacity = capacity
    self.maxDeliveries = maxDeliveries
    self.clock = clock
  }

  package static var schema: DatabaseSchema { QueueSchema.schema }

  /// The file's, as given.
  public var path: String { database.path }

  public var isShared: Bool { true }

  /// Runs tasks on the queue's own thread.
  ///
  /// For a task that asks the queue one thing after another, and does little else, as in
  /// `withTaskExecutorPreference(queue.executor) { … }`: it is spared two changes of thread each
  /// time. Others' operations are carried out along with its own; but whatever else it does holds
  /// them up.
  public var executor: any TaskExecutor { database.executor }

  /// Finishes what was asked for, takes nothing more, and closes the file. Operations after that
  /// fail with `closed`.
  public func close() async { await database.close() }

  public func enqueue(
    _ submissions: [JobSubmission], deduplicate: Bool
  ) async throws(JobQueueError) -> [EnqueueResult] {
    let digests = deduplicate ? submissions.map { SHA256.hex($0.payload) } : nil
    let capacity = capacity
    let work = { @Sendable (connection: DatabaseConnection) throws in
      try QueueTable(connection).enqueue(submissions, digests: digests, capacity: capacity)
    }
    let isOneInsertion =
      submissions.count == 1 && digests == nil && capacity == nil
      && submissions[0].payload.count <= QueueTable.longestInlinePayload
    let results =
      isOneInsertion
      ? try await database.writeInOneStatement(work) : try await database.write(work)
    bell.ring()
    return results
  }

  public func dequeue(
    limit: Int, lease: Duration
  ) async throws(JobQueueError) -> [JobClaim] {
    precondition(limit >= 1, "a dequeue is of at least one job, not \(limit)")
    precondition(lease > .zero, "a lease lasts longer than \(lease)")
    let (clock, maxDeliveries) = (clock, maxDeliveries)
    return try await database.write { connection in
      // Read here: a lease runs from the claim, not from when the caller began to wait for it.
      let now = clock.now
      return try QueueTable(connection).dequeue(
        limit: limit, leaseExpiry: now + lease, maxDeliveries: maxDeliveries, now: now)
    }
  }

  public func extendLeases(
    of claims: [JobClaim], by span: Duration
  ) async throws(JobQueueError) -> [ClaimResult] {
    precondition(span > .zero, "a lease lasts longer than \(span)")
    let clock = clock
    return try await database.write { connection in
      let expiry = clock.now + span
      return try claims.map { try QueueTable(connection).extendLease(of: $0, to: expiry) }
    }
  }

  public func markComplete(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult] {
    try await database.write { connection in
      try claims.map(QueueTable(connection).markComplete)
    }
  }

  public func requeueFailed(
    _ failures: [JobFailure]
  ) async throws(JobQueueError) -> [FailureResult] {
    let clock = clock
    let results = try await database.write { connection in
      let now = clock.now
      return try failures.map { try QueueTable(connection).requeueFailed($0, now: now) }
    }
    bell.ring()
    return results
  }

  public func release(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult] {
    let results = try await database.write { connection in
      try claims.map(QueueTable(connection).release)
    }
    bell.ring()
    return results
  }

  public func saveCheckpoints(
    _ progress: [JobProgress]
  ) async throws(JobQueueError) -> [ClaimResult] {
    try await database.write { connection in
      try progress.map(QueueTable(connection).saveCheckpoint)
    }
  }

  public func cancel(_ id: JobID) async throws(JobQueueError) -> Bool {
    try await database.write { try QueueTable($0).cancel(id) }
  }

  public func deadLetters(
    after id: JobID?, limit: Int
  ) async throws(JobQueueError) -> [DeadLetter] {
    precondition(limit >= 1, "a listing is of at least one dead letter, not \(limit)")
    return try await database.read { try QueueTable($0).deadLetters(after: id, limit: limit) }
  }

  public func requeueDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int {
    let count = try await database.write { try QueueTable($0).requeueDeadLetters(ids) }
    bell.ring()
    return count
  }

  public func deleteDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int {
    try await database.write { try QueueTable($0).deleteDeadLetters(ids) }
  }

  public func counts() async throws(JobQueueError) -> JobCounts {
    let clock = clock
    return try await database.read { try QueueTable($0).counts(clock.now) }
  }

  public func nextDue() async throws(JobQueueError) -> WallTime? {
    let clock = clock
    return try await database.read { try QueueTable($0).nextDue(clock.now) }
  }

  public var workMark: WorkMark { bell.mark }

  public func waitForWork(after mark: WorkMark) async { await bell.wait(after: mark) }
}
