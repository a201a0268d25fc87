import HeadgateEngine

/// A job as the model of a queue knows it.
struct ModelJob {
  enum State: Equatable {
    case waiting
    case delayed(WallTime)
    case leased(WallTime)
    case dead(DeadLetterCause)
    case completed
    case removed
  }

  var id: JobID
  var submission: JobSubmission
  var isKeyed: Bool
  var state = State.waiting
  var attempts = 0
  var deliveries = 0
  var unanswered = 0
  /// The one claim that stands, by its token.
  var holder: Int64?
  var lastToken: Int64 = 0
  var checkpoint: JobCheckpoint?

  /// Whether a dequeue at `now` may hand it out, or bury it.
  func isDue(_ now: WallTime) -> Bool {
    switch state {
    case .waiting: true
    case .delayed(let due), .leased(let due): due <= now
    case .dead, .completed, .removed: false
    }
  }

  /// Whether it keeps another submission of its chapter out.
  func blocks(_ other: JobSubmission) -> Bool {
    guard isKeyed, submission.bookSlug == other.bookSlug,
      submission.chapterIndex == other.chapterIndex
    else { return false }
    switch state {
    case .waiting, .delayed, .leased: return true
    case .completed: return submission.payload == other.payload
    case .dead, .removed: return false
    }
  }
}
