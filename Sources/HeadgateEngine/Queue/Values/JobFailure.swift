/// An attempt that failed, to be reported to the queue.
public struct JobFailure: Sendable, Hashable {
  public var claim: JobClaim
  /// In words for whoever reads the dead letters; at most 2,000 characters are kept.
  public var error: String
  /// How long the job waits before its next attempt. Negative counts as none.
  public var delay: Duration
  /// A further attempt would fail as well: the job is a dead letter at once.
  public var isPermanent: Bool

  public init(
    claim: JobClaim, error: String, delay: Duration = .zero, isPermanent: Bool = false
  ) {
    self.claim = claim
    self.error = String(error.prefix(2_000))
    self.delay = max(delay, .zero)
    self.isPermanent = isPermanent
  }

  /// Why the job is a dead letter, where this failure makes it one.
  package var deadLetterCause: DeadLetterCause {
    isPermanent ? .permanentFailure : .attemptsUsedUp
  }
}
