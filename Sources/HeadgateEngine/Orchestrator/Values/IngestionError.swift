/// Why an orchestrator did not do what it was asked for.
public enum IngestionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// It has not been started, or takes no jobs any more.
  case notRunning
  /// The queue is full, and its rule is not to wait.
  case queueFull
  /// The calling task was cancelled while the queue was full: the job was not accepted.
  case cancelled
  /// The item could not be written into the queue.
  case notEncodable(String)
  /// The queue failed.
  case queue(JobQueueError)

  public var description: String {
    switch self {
    case .notRunning:
      "the orchestrator takes no jobs: start it, or submit before it is told to stop"
    case .queueFull:
      "the queue is full: submit again later, raise its capacity, or let it block"
    case .cancelled: "cancelled while waiting for room: the job was not accepted"
    case .notEncodable(let message): "the item cannot be written into the queue: \(message)"
    case .queue(let error): error.message
    }
  }
}
