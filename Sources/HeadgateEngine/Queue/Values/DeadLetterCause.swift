/// Why a job was given up.
public enum DeadLetterCause: String, Sendable, Hashable, CaseIterable {
  /// Its last attempt failed.
  case attemptsUsedUp
  /// An attempt failed in a way that a repetition cannot mend.
  case permanentFailure
  /// It was handed out again and again and nobody reported back or got further: it most likely kills
  /// its consumer.
  case deliveriesUsedUp
}
