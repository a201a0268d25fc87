public import HeadgateCore

/// What carries out one replication of a specification: the simulator or the engine.
public protocol RunBackend: Sendable {
  var mode: RunMode { get }

  /// Runs one replication from its start to its end.
  ///
  /// - Throws: an error where the run itself failed; thresholds are not its concern.
  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) async throws -> ReplicationResult
}

/// What is recorded beside the metrics.
public struct RunOptions: Sendable {
  /// Receives every event, in order, some thousands at a time; `nil` records no trace.
  public var events: (@Sendable ([TraceEvent]) -> Void)?
  /// Polled now and then; the run stops with `RunInterrupted` once it answers true.
  public var isCancelled: (@Sendable () -> Bool)?
  /// Told now and then how much of the run has passed, from 0 to 1.
  public var progress: (@Sendable (Double) -> Void)?

  public init(
    events: (@Sendable ([TraceEvent]) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil, progress: (@Sendable (Double) -> Void)? = nil
  ) {
    self.events = events
    self.isCancelled = isCancelled
    self.progress = progress
  }
}

/// The run was stopped from outside before its end.
public struct RunInterrupted: Error, Sendable {
  public init() {}
}
