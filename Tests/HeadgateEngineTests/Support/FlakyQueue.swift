import HeadgateEngine

/// A queue that can be told to fail, and remembers what it was asked for.
final class FlakyQueue: JobQueue {
  enum Operation: Hashable, Sendable {
    case enqueue, dequeue, extend, complete, requeue, release, save, counts, nextDue
  }

  let base: any JobQueue
  private struct State {
    var failing: [Operation: Int] = [:]
    var asked: [Operation: Int] = [:]
    var isSevered = false
  }
  private let state = Lock(State())

  init(_ base: any JobQueue) { self.base = base }

  /// Lets the next so many of an operation fail.
  func fail(_ operation: Operation, times: Int) {
    state.withLock { $0.failing[operation] = times }
  }

  /// From now on nothing comes through: as for the queue, the process is dead.
  func sever() { state.withLock { $0.isSevered = true } }

  func asked(_ operation: Operation) -> Int { state.withLock { $0.asked[operation, default: 0] } }

  private func ask(_ operation: Operation) throws(JobQueueError) {
    let (isSevered, fails) = state.withLock { state in
      state.asked[operation, default: 0] += 1
      let left = state.failing[operation, default: 0]
      if left > 0 { state.failing[operation] = left - 1 }
      return (state.isSevered, left > 0)
    }
    if isSevered { throw JobQueueError(code: .closed, message: "the process is dead") }
    if fails { throw JobQueueError(code: .busy, message: "the file is locked") }
  }

  var clock: WallClock { base.clock }
  var isShared: Bool { base.isShared }
  var workMark: WorkMark { base.workMark }
  func waitForWork(after mark: WorkMark) async { await base.waitForWork(after: mark) }

  func enqueue(
    _ submissions: [JobSubmission], deduplicate: Bool
  ) async throws(JobQueueError) -> [EnqueueResult] {
    try ask(.enqueue)
    return try await base.enqueue(submissions, deduplicate: deduplicate)
  }

  func dequeue(limit: Int, lease: Duration) async throws(JobQueueError) -> [JobClaim] {
    try ask(.dequeue)
    return try await base.dequeue(limit: limit, lease: lease)
  }

  func extendLeases(
    of claims: [JobClaim], by span: Duration
  ) async throws(JobQueueError) -> [ClaimResult] {
    try ask(.extend)
    return try await base.extendLeases(of: claims, by: span)
  }

  func markComplete(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult] {
    try ask(.complete)
    return try await base.markComplete(claims)
  }

  func requeueFailed(
    _ failures: [JobFailure]
  ) async throws(JobQueueError) -> [FailureResult] {
    try ask(.requeue)
    return try await base.requeueFailed(failures)
  }

  func release(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult] {
    try ask(.release)
    return try await base.release(claims)
  }

  func saveCheckpoints(
    _ progress: [JobProgress]
  ) async throws(JobQueueError) -> [ClaimResult] {
    try ask(.save)
    return try await base.saveCheckpoints(progress)
  }

  func cancel(_ id: JobID) async throws(JobQueueError) -> Bool { try await base.cancel(id) }

  func deadLetters(
    after id: JobID?, limit: Int
  ) async throws(JobQueueError) -> [DeadLetter] {
    try await base.deadLetters(after: id, limit: limit)
  }

  func requeueDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int {
    try await base.requeueDeadLetters(ids)
  }

  func deleteDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int {
    try await base.deleteDeadLetters(ids)
  }

  func counts() async throws(JobQueueError) -> JobCounts {
    try ask(.counts)
    return try await base.counts()
  }

  func nextDue() async throws(JobQueueError) -> WallTime? {
    try ask(.nextDue)
    return try await base.nextDue()
  }
}
