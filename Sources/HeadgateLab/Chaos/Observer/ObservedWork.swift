import HeadgateCore

/// Work that a job has left behind, as the observer knows it (rule S6).
struct ObservedWork {
  var job: Int
  var attempt: Int
  var stage: Int
  /// When its job came into the buffer.
  var entered: Nanoseconds
  /// Whether it waits there; otherwise a worker has it, or it is gone.
  var isWaiting: Bool
}
