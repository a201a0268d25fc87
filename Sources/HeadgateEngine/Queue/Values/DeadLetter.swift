/// A job that was given up, kept until it is requeued or deleted. Its payload and checkpoint are kept
/// with it, and not listed.
public struct DeadLetter: Sendable, Hashable, Identifiable {
  public var id: JobID
  public var bookSlug: String
  public var chapterIndex: Int
  public var priority: Int
  /// Attempts that failed.
  public var attempts: Int
  /// Times that it was handed out.
  public var deliveries: Int
  /// The stage at which it would go on.
  public var stageIndex: Int
  public var cause: DeadLetterCause
  /// In words: the last reported failure, or how the deliveries were used up.
  public var error: String
  public var died: WallTime

  public init(
    id: JobID, bookSlug: String, chapterIndex: Int, priority: Int, attempts: Int, deliveries: Int,
    stageIndex: Int, cause: DeadLetterCause, error: String, died: WallTime
  ) {
    self.id = id
    self.bookSlug = bookSlug
    self.chapterIndex = chapterIndex
    self.priority = priority
    self.attempts = attempts
    self.deliveries = deliveries
    self.stageIndex = stageIndex
    self.cause = cause
    self.error = error
    self.died = died
  }

  /// The error of a job that is handed out no more.
  package static func unansweredError(deliveries: Int, lastError: String?) -> String {
    let text =
      "handed out \(deliveries) times in a row without an answer: its consumer was killed, or hung "
      + "past its lease, each time; look for the cause before requeueing it"
    guard let lastError else { return text }
    return text + " (last reported failure: \(lastError))"
  }
}
