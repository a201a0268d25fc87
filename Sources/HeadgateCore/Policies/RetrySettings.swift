/// How a retry delay is randomised (rule F2).
public enum Jitter: String, Sendable, CaseIterable {
  /// Uniform in [0, d].
  case full
  /// d/2 plus a uniform share of d/2.
  case equal
  /// Exactly d.
  case none
}

/// Where a retried job goes on (rule F3).
public enum ResumePolicy: String, Sendable, CaseIterable {
  /// At the stage that failed: earlier stages are checkpointed.
  case stage
  /// At the first stage.
  case start
}

/// Retries: how often, after how long, and from where (rules F1 to F3).
public struct RetrySettings: Sendable, Equatable {
  /// Attempts in all, at least 1; the original's `max_retries: 3` is 4.
  public var maxAttempts: Int
  /// Delay before the second attempt.
  public var initial: Nanoseconds
  /// What each further delay is multiplied by, at least 1.
  public var factor: Double
  /// The longest delay before jitter.
  public var maximum: Nanoseconds
  public var jitter: Jitter
  public var resume: ResumePolicy

  public init(
    maxAttempts: Int = 4, initial: Nanoseconds = 100 * .millisecond, factor: Double = 2,
    maximum: Nanoseconds = 10 * .second, jitter: Jitter = .full, resume: ResumePolicy = .stage
  ) {
    self.maxAttempts = maxAttempts
    self.initial = initial
    self.factor = factor
    self.maximum = maximum
    self.jitter = jitter
    self.resume = resume
  }
}
