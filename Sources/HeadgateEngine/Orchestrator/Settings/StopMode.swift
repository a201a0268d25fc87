/// What becomes of jobs that are in flight when an orchestrator stops. Each way is bounded: what is
/// left at its end is cancelled, or given back to a durable queue.
public enum StopMode: String, Sendable, CaseIterable {
  /// All of them are worked to their end, retries included.
  case finish
  /// Those with a stage are worked to its end and through those that follow; those that wait outside
  /// the stages are given up.
  case drain
  /// None goes on: stage functions are cancelled.
  case cancel
}
