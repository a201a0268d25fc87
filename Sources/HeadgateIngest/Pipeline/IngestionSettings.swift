public import HeadgateCore
public import HeadgateModel

/// How an ``IngestionPipeline`` works.
public struct IngestionSettings: Sendable, Equatable {
  /// How chapters are cut.
  public var chunker: Chunker
  /// Workers, batches and buffers of its three stages.
  public var environment: EnvironmentPreset
  /// Chapters a second that enter it, and how that adapts; `nil` is as fast as there is room.
  public var rate: ControllerSettings?
  /// A bound on the chapters in its stages; `nil` has none.
  public var limiter: LimiterSettings?
  /// How often a chapter is tried, and after what waits: long enough by default for a service that
  /// refuses everything for a minute.
  public var retry: RetrySettings
  /// Holds embedding back for a while when most of it fails; `nil` never does.
  public var breaker: BreakerSettings?
  /// The most chapters that wait; submission waits while there are so many.
  public var capacity: Int
  /// How long a process may be silent before its chapters are another's, where others are at work.
  public var lease: Duration
  /// After so many deaths of its process in a row at one stage a chapter is a dead letter.
  public var maxDeliveries: Int
  /// When what was written is handed to the disk.
  public var synchronous: SQLiteSynchronous

  /// Settings with an environment's sizes and rate, and defaults for the rest.
  public init(chunker: Chunker, environment: EnvironmentPreset = .standard) {
    self.chunker = chunker
    self.environment = environment
    rate = environment.controller.settings
    limiter = environment.controller.limiter
    retry = RetrySettings(
      maxAttempts: 8, initial: .second, factor: 2, maximum: 60 * .second, jitter: .equal)
    // Failures for good count as well: many probes, so that a server that refuses everything is
    // asked about everything within reasonable time.
    breaker = BreakerSettings(
      threshold: 0.8, window: 40, minimum: 20, openFor: .second, probes: 20)
    capacity = 100_000
    lease = .seconds(30)
    maxDeliveries = 20
    synchronous = .normal
  }
}
