public import HeadgateCore

/// What carries out one replication of a specification: the simulator or the engine.
public protocol RunBackend: Sendable {
  var mode: RunMode { get }

  /// Runs one replication from its start to its end.
  ///
  /// - Throws: an error where the run itself failed; thresholds are not its concern.
  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) throws -> ReplicationResult
}

/// What is recorded beside the metrics.
public struct RunOptions: Sendable {
  /// Receives one JSON line an event, in order; `nil` records no trace.
  public var trace: (@Sendable (String) -> Void)?
  /// Polled now and then; the run stops with `RunInterrupted` once it answers true.
  public var isCancelled: (@Sendable () -> Bool)?
  /// Told now and then how much of the run has passed, from 0 to 1.
  public var progress: (@Sendable (Double) -> Void)?

  public init(
    trace: (@Sendable (String) -> Void)? = nil, isCancelled: (@Sendable () -> Bool)? = nil,
    progress: (@Sendable (Double) -> Void)? = nil
  ) {
    self.trace = trace
    self.isCancelled = isCancelled
    self.progress = progress
  }
}

/// The run was stopped from outside before its end.
public struct RunInterrupted: Error, Sendable {
  public init() {}
}
