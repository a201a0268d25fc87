import HeadgateCore

/// Where a job is, or how it ended.
public struct IngestionStatus: Sendable, Equatable {
  public enum Phase: Sendable, Equatable {
    /// Its submission waits for room: it is not accepted yet.
    case submitting
    case queued
    /// In a stage's buffer.
    case waiting(stage: String)
    /// With a worker of a stage.
    case processing(stage: String)
    /// Done by a stage, and waiting for room in the next one's buffer.
    case blocked(stage: String)
    /// Waiting for its next attempt, which goes on at this stage.
    case retrying(stage: String)
    case completed
    /// A dead letter.
    case failed
    /// Never accepted.
    case rejected
    /// Accepted, and given up to make room.
    case shed
    case cancelled
    /// Another process has been handed it, after this one had been silent for longer than a lease.
    case lost
  }

  public var phase: Phase
  /// Number of the present or last attempt, from 1.
  public var attempt: Int
  /// Why the last attempt that failed did so; `nil` where none did.
  public var lastError: String?

  public init(phase: Phase, attempt: Int = 1, lastError: String? = nil) {
    self.phase = phase
    self.attempt = attempt
    self.lastError = lastError
  }

  /// Whether it has ended, for this process.
  public var isEnded: Bool {
    switch phase {
    case .completed, .failed, .rejected, .shed, .cancelled, .lost: true
    case .submitting, .queued, .waiting, .processing, .blocked, .retrying: false
    }
  }

  init(_ status: JobStatus, stages: [String]) {
    let phase: Phase =
      switch status.phase {
      case .submitting: .submitting
      case .queued: .queued
      case .waiting(let stage): .waiting(stage: stages[stage])
      case .processing(let stage): .processing(stage: stages[stage])
      case .blocked(let stage): .blocked(stage: stages[stage])
      case .backingOff(let stage): .retrying(stage: stages[stage])
      case .ended(.completed): .completed
      case .ended(.failed): .failed
      case .ended(.rejected): .rejected
      case .ended(.shed): .shed
      case .ended(.cancelled): .cancelled
      }
    self.init(phase: phase, attempt: status.attempt, lastError: status.lastError)
  }
}

extension IngestionStatus.Phase: CustomStringConvertible {
  /// One word, or two with the stage's name: `queued`, `embed`, `retrying embed`, `completed`.
  public var description: String {
    switch self {
    case .submitting: "submitting"
    case .queued: "queued"
    case .waiting(let stage): "waiting \(stage)"
    case .processing(let stage): stage
    case .blocked(let stage): "blocked \(stage)"
    case .retrying(let stage): "retrying \(stage)"
    case .completed: "completed"
    case .failed: "failed"
    case .rejected: "rejected"
    case .shed: "shed"
    case .cancelled: "cancelled"
    case .lost: "lost"
    }
  }
}
