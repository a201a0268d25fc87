/// A queue of jobs that consumers take on lease.
///
/// What every implementation promises:
/// - **At least once.** An accepted job ends completed, as a dead letter, or cancelled, and is handed
///   out until then. A consumer that dies gives its job back when its lease runs out, never later.
/// - **Fenced.** Every operation on a claim is checked against its token and answers `lost`, having
///   changed nothing, once another consumer has been handed the job.
/// - **Ordered.** Higher priority first; equal priority in the order of submission. A job that comes
///   back keeps its place.
/// - **Crashes are not failures.** A reported failure costs an attempt; a lost consumer costs a
///   delivery. After a bound of deliveries in a row that brought neither an answer nor a checkpoint
///   the job is a dead letter, so that one that kills its consumers ends.
/// - **Idempotent on request.** What is submitted with `deduplicate` is kept apart by book and
///   chapter; see ``enqueue(_:deduplicate:)``.
///
/// An operation on several jobs is one transaction: all of it or, with an error, nothing. An
/// operation answers when it is as durable as the queue makes it, and is not cut short by
/// cancellation of the calling task, which therefore always learns what it holds.
public protocol JobQueue: Sendable {
  /// The time that leases and delays are counted in.
  var clock: WallClock { get }

  /// Whether other processes may add work, which ``waitForWork(after:)`` then does not see: a
  /// consumer looks at ``nextDue()`` from time to time as well.
  var isShared: Bool { get }

  /// Takes jobs in.
  ///
  /// With `deduplicate` a submission whose chapter was submitted with `deduplicate` before is
  /// - a duplicate while that job waits, is delayed or is held, whatever its text;
  /// - a duplicate once that job completed, unless the text is another: then it is new work;
  /// - accepted where that job is a dead letter, which it replaces; or was cancelled or deleted.
  ///
  /// So nothing that ended badly keeps a chapter out. What is remembered of completed chapters is
  /// one digest each. Submissions without `deduplicate` are outside all this.
  ///
  /// - Returns: one result for each submission, in order.
  func enqueue(
    _ submissions: [JobSubmission], deduplicate: Bool
  ) async throws(JobQueueError) -> [EnqueueResult]

  /// Hands out jobs on lease, in order: those that wait, those whose delay is over, those whose
  /// lease ran out. Does not wait for any.
  ///
  /// - Parameters:
  ///   - limit: at most so many, at least 1.
  ///   - lease: how long the caller may be silent, above zero.
  func dequeue(limit: Int, lease: Duration) async throws(JobQueueError) -> [JobClaim]

  /// Heartbeat: moves the end of each lease to `span` from now.
  func extendLeases(
    of claims: [JobClaim], by span: Duration
  ) async throws(JobQueueError) -> [ClaimResult]

  /// Ends jobs well.
  func markComplete(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult]

  /// Reports failed attempts: each job comes back after its delay, in its old place, at its
  /// checkpoint, or is a dead letter where it was the last attempt or the failure is permanent.
  func requeueFailed(_ failures: [JobFailure]) async throws(JobQueueError) -> [FailureResult]

  /// Gives jobs back unworked, as on a graceful stop: it costs neither attempt nor delivery.
  func release(_ claims: [JobClaim]) async throws(JobQueueError) -> [ClaimResult]

  /// Keeps how far jobs have come, in place of what was kept before. The claims go on.
  func saveCheckpoints(
    _ progress: [JobProgress]
  ) async throws(JobQueueError) -> [ClaimResult]

  /// Takes a job out that has not ended, whoever holds it.
  ///
  /// - Returns: false where the job has ended, is a dead letter, or never was.
  func cancel(_ id: JobID) async throws(JobQueueError) -> Bool

  /// Dead letters in the order of their submission.
  ///
  /// - Parameters:
  ///   - id: only those submitted after it; nil for all.
  ///   - limit: at most so many, at least 1.
  func deadLetters(
    after id: JobID?, limit: Int
  ) async throws(JobQueueError) -> [DeadLetter]

  /// Makes dead letters jobs again, in their old place, at their checkpoint, with all their attempts
  /// and deliveries.
  ///
  /// - Parameter ids: which; nil for all. Those that are no dead letters are passed over.
  /// - Returns: how many.
  func requeueDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int

  /// Deletes dead letters for good.
  ///
  /// - Parameter ids: which; nil for all. Those that are no dead letters are passed over.
  /// - Returns: how many.
  func deleteDeadLetters(_ ids: [JobID]?) async throws(JobQueueError) -> Int

  func counts() async throws(JobQueueError) -> JobCounts

  /// From when on ``dequeue(limit:lease:)`` has something to do: now where jobs wait, else when the
  /// first delay or lease runs out; nil where there is neither.
  func nextDue() async throws(JobQueueError) -> WallTime?

  /// Where the queue's announcements of work stand. Read it before a dequeue; where that gives
  /// nothing, wait after it.
  var workMark: WorkMark { get }

  /// Returns once this process has brought work, or changed when work is due, after `mark`; at once
  /// where it already has; or when the calling task is cancelled.
  func waitForWork(after mark: WorkMark) async
}
