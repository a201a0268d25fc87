/// Jobs by what became of them, as the machine's books or a durable queue's answers have it.
struct JobTotals: Sendable, Equatable {
  var submitted = 0
  var completed = 0
  var failed = 0
  var dropped = 0
  var retries = 0
  /// Waiting in a durable queue, as it was last looked at.
  var waiting = 0
  var queueErrors = 0
}
