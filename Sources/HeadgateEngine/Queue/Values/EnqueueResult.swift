/// What became of a submission.
public enum EnqueueResult: Sendable, Hashable {
  case accepted(JobID)
  /// Not taken in: the chapter is there already.
  ///
  /// `sameText` is false where the job in the queue has another text than the one submitted, and has
  /// not ended: submit again once it has.
  case duplicate(of: JobID, sameText: Bool)
  /// Not taken in: as many jobs wait as the queue's capacity allows.
  case full
}
