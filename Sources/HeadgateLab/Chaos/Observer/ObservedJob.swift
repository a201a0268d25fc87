import HeadgateCore

/// A job as the observer knows it.
struct ObservedJob {
  enum State {
    case atSource, queued, buffered, serving
    /// Served, and about to be passed on or held by its blocked worker.
    case passing
    /// Waiting out a retry delay or a lease.
    case away
    case ended
  }

  var state = State.atSource
  var priority: Int
  /// Where it came from.
  var origin: JobOrigin?
  var accepted: Nanoseconds = 0
  var attempt = 1
  /// Where it is, or where it goes on.
  var stage = 0
  var worker = -1
  /// When it came into the buffer.
  var entered: Nanoseconds = 0
  /// When it was dispatched, among how many jobs in the stages, and whether all of them lay before it.
  var dispatched: Nanoseconds = 0
  var inFlight = 0
  var isWhole = true
  /// How its last attempt ended.
  var result = TraceKind.succeeded
  /// When it is to come back.
  var due: Nanoseconds = 0
}
