/// A job that a queue has accepted.
public struct QueuedJob: Sendable, Hashable, Identifiable {
  public var id: JobID
  public var submission: JobSubmission

  public init(id: JobID, submission: JobSubmission) {
    self.id = id
    self.submission = submission
  }
}
