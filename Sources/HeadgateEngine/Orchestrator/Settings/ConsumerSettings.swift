/// How an orchestrator takes jobs from a durable queue.
public struct ConsumerSettings: Sendable, Equatable {
  /// How long this process may be silent before its jobs are another's. It reports back every third
  /// of it.
  public var lease: Duration
  /// The most jobs that it holds at once, those at work included; `nil` is twice what its workers
  /// can work on at once. The fewer, the sooner a job of higher priority gets its turn.
  public var lookAhead: Int?
  /// Whether a chapter that is in the queue already, or was ingested with the same text, is not taken
  /// in again.
  public var deduplicates: Bool
  /// How often it looks for jobs that other processes bring, where the queue is shared; `nil` never
  /// does.
  public var pollInterval: Duration?
  /// The shortest and the longest pause after the queue could not do what it was asked for.
  public var errorPause: ClosedRange<Duration>

  public init(
    lease: Duration = .seconds(60), lookAhead: Int? = nil, deduplicates: Bool = true,
    pollInterval: Duration? = .seconds(1),
    errorPause: ClosedRange<Duration> = .milliseconds(100) ... .seconds(10)
  ) {
    precondition(lease > .zero, "a lease lasts longer than \(lease)")
    precondition(lookAhead ?? 1 >= 1, "a consumer holds at least one job")
    precondition(errorPause.lowerBound > .zero, "a pause after an error is above zero")
    self.lease = lease
    self.lookAhead = lookAhead
    self.deduplicates = deduplicates
    self.pollInterval = pollInterval
    self.errorPause = errorPause
  }
}
