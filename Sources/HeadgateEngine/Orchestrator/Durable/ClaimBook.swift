import HeadgateCore

/// What a consumer knows of the jobs that it holds, held, or put into the queue.
struct ClaimBook: Sendable {
  private(set) var held: [JobID: HeldClaim] = [:]
  private var numbers: [JobID: JobNumber] = [:]
  private(set) var statuses: StatusBook
  var totals = JobTotals()
  /// Until when the queue is tried again; set when the consumer stops.
  private(set) var deadline: Nanoseconds?
  /// Whether the run is over.
  var isEnded = false

  init(keptStatuses: Int) { statuses = StatusBook(limit: keptStatuses) }

  /// Whether no job is taken any more.
  var isClosing: Bool { deadline != nil }

  mutating func close(by moment: Nanoseconds) { deadline = min(deadline ?? .never, moment) }

  // MARK: Jobs

  mutating func submitted(_ id: IngestionJobID) {
    totals.submitted += 1
    // A consumer may have it already.
    if statuses[id] == nil { statuses.set(id, IngestionStatus(phase: .queued)) }
  }

  /// A job is held from now on. An older claim of this process on it is lost.
  mutating func hold(_ claim: HeldClaim) {
    let id = claim.claim.id
    if let older = held[id] { _ = older.leave(for: .lost) }
    held[id] = claim
    numbers[id] = nil
    statuses.set(
      claim.id,
      IngestionStatus(
        phase: .queued, attempt: claim.claim.attempt, lastError: statuses[claim.id]?.lastError))
  }

  mutating func set(_ number: JobNumber, of claim: HeldClaim) {
    if held[claim.claim.id] === claim { numbers[claim.claim.id] = number }
  }

  /// A job is held no longer: this is where it is now. What has been claimed anew goes by the newer
  /// claim.
  mutating func letGo(_ claim: HeldClaim, _ status: IngestionStatus) {
    guard held[claim.claim.id] === claim else { return }
    held[claim.claim.id] = nil
    numbers[claim.claim.id] = nil
    statuses.set(claim.id, status)
  }

  mutating func setStatus(of id: IngestionJobID, _ status: IngestionStatus) {
    statuses.set(id, status)
  }

  func number(of id: JobID) -> JobNumber? { numbers[id] }

  /// In the order of their submission.
  var heldClaims: [HeldClaim] { held.values.sorted { $0.claim.id < $1.claim.id } }
}
