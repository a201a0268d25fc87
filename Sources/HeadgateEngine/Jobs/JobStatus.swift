public import HeadgateCore

/// Where a job is, or how it ended.
public struct JobStatus: Sendable, Equatable {
  public enum Phase: Sendable, Equatable {
    /// Its submission waits for room: it is not accepted yet.
    case submitting
    /// In the submission queue.
    case queued
    /// In the buffer of a stage, by its position.
    case waiting(stage: Int)
    /// With a worker of a stage.
    case processing(stage: Int)
    /// With a worker that waits for room in the next stage's buffer.
    case blocked(stage: Int)
    /// Waiting out a retry delay; it goes on at this stage.
    case backingOff(stage: Int)
    case ended(JobOutcome)
  }

  public var phase: Phase
  /// Number of the present or last attempt, from 1.
  public var attempt: Int
  /// Why the last attempt that failed did so; `nil` where none did.
  public var lastError: String?

  public init(phase: Phase, attempt: Int, lastError: String? = nil) {
    self.phase = phase
    self.attempt = attempt
    self.lastError = lastError
  }

  /// How the job ended; `nil` while it is in flight.
  public var outcome: JobOutcome? {
    if case .ended(let outcome) = phase { outcome } else { nil }
  }
}
