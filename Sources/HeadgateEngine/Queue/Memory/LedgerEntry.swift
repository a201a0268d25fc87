/// A job in memory, until it completes or is taken out.
struct LedgerEntry {
  enum State: Equatable {
    case waiting
    case delayed(until: WallTime)
    case leased(until: WallTime)
    case dead(cause: DeadLetterCause, died: WallTime)
  }

  var submission: JobSubmission
  /// Of its payload, where it was submitted with deduplication.
  var digest: String?
  var state = State.waiting
  var attempts = 0
  var deliveries = 0
  /// Deliveries in a row that brought neither an answer nor a checkpoint, the present one included.
  var unanswered = 0
  /// What a claim must show. Whatever ends a claim moves it on.
  var token: Int64 = 0
  var checkpoint: JobCheckpoint?
  var lastError: String?

  /// When its delay or lease runs out.
  var due: WallTime? {
    switch state {
    case .delayed(let due), .leased(let due): due
    case .waiting, .dead: nil
    }
  }

  func claim(_ id: JobID, leaseExpiry: WallTime) -> JobClaim {
    JobClaim(
      job: QueuedJob(id: id, submission: submission), attempt: attempts + 1, delivery: deliveries,
      fencingToken: token, leaseExpiry: leaseExpiry, checkpoint: checkpoint)
  }

  func deadLetter(_ id: JobID) -> DeadLetter? {
    guard case .dead(let cause, let died) = state else { return nil }
    return DeadLetter(
      id: id, bookSlug: submission.bookSlug, chapterIndex: submission.chapterIndex,
      priority: submission.priority, attempts: attempts, deliveries: deliveries,
      stageIndex: checkpoint?.stageIndex ?? 0, cause: cause, error: lastError ?? "", died: died)
  }
}
