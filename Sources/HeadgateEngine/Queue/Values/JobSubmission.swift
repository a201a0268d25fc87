/// A chapter to be worked on, as it is handed to a queue.
public struct JobSubmission: Sendable, Hashable {
  public var bookSlug: String
  public var chapterIndex: Int
  /// What the first stage works on: the chapter's text in UTF-8, or any bytes.
  public var payload: [UInt8]
  /// Higher goes first; equal goes in the order of submission.
  public var priority: Int
  /// Attempts until the job is a dead letter, the first included: at least 1.
  public var maxAttempts: Int

  public init(
    bookSlug: String, chapterIndex: Int, payload: [UInt8], priority: Int = 0, maxAttempts: Int = 4
  ) {
    precondition(maxAttempts >= 1, "a job needs at least one attempt, not \(maxAttempts)")
    self.bookSlug = bookSlug
    self.chapterIndex = chapterIndex
    self.payload = payload
    self.priority = priority
    self.maxAttempts = maxAttempts
  }

  public init(
    bookSlug: String, chapterIndex: Int, text: String, priority: Int = 0, maxAttempts: Int = 4
  ) {
    self.init(
      bookSlug: bookSlug, chapterIndex: chapterIndex, payload: Array(text.utf8),
      priority: priority, maxAttempts: maxAttempts)
  }
}
