/// What became of a job whose attempt failed.
public enum FailureResult: Sendable, Hashable {
  /// It gets another attempt, not before the time.
  case requeued(due: WallTime)
  case deadLetter(DeadLetterCause)
  /// Nothing was changed: the claim no longer stood.
  case lost
}
