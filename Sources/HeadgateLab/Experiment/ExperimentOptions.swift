public import HeadgateCore

/// What an experiment tells while it runs, and what stops it.
public struct ExperimentOptions: Sendable {
  /// Receives every event. Replications then run one at a time, so that events come in the order of
  /// the run: variants, modes, replications, with live ones last. Pilots for the warm-up are not
  /// traced.
  public var events: (@Sendable (TraceLot) -> Void)?
  /// Called from any thread, one call at a time and never backwards; it must return quickly.
  public var progress: (@Sendable (ExperimentProgress) -> Void)?
  /// Told the warm-up that `warmup: auto` came to, before the first replication starts.
  public var warmupFound: (@Sendable (Nanoseconds) -> Void)?
  /// Polled from any thread; once it answers true, running replications stop, and what had finished
  /// is the result. Cancelling the task does the same.
  public var isCancelled: (@Sendable () -> Bool)?

  public init(
    events: (@Sendable (TraceLot) -> Void)? = nil,
    progress: (@Sendable (ExperimentProgress) -> Void)? = nil,
    warmupFound: (@Sendable (Nanoseconds) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.events = events
    self.progress = progress
    self.warmupFound = warmupFound
    self.isCancelled = isCancelled
  }
}
