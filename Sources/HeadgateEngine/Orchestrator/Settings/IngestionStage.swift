public import HeadgateCore

/// A stage of an ingestion pipeline: its workers, and what they do.
public struct IngestionStage<Item: Sendable>: Sendable {
  /// Name, workers, batch, buffer, timeout and breaker. The service and failure models and `work`
  /// are of synthetic stages: the body's own time and failures take their place.
  public var settings: StageSettings
  /// What its workers do.
  public var body: StageBody<Item>

  /// - Parameters:
  ///   - name: Names the stage in statuses, logs and metrics; no other stage's.
  ///   - workers: Batches that are worked on at once, at least 1.
  ///   - batchSize: The most items of a batch, at least 1.
  ///   - linger: How long the oldest waiting item waits for a batch to fill; zero takes what is there.
  ///   - buffer: The most items that wait here; `nil` is unlimited. A full buffer holds up the
  ///     workers of the stage before.
  ///   - timeout: The longest that a batch may take: then it fails transiently, its task is cancelled
  ///     and its worker takes the next one. `nil` is for ever.
  ///   - breaker: Stops a stage that fails again and again for a while; `nil` never does.
  ///   - body: What is done with a batch.
  public init(
    _ name: String, workers: Int = 4, batchSize: Int = 1, linger: Duration = .zero,
    buffer: Int? = 100, timeout: Duration? = nil, breaker: BreakerSettings? = nil,
    _ body: StageBody<Item>
  ) {
    self.init(
      StageSettings(
        name: name, workers: workers, buffer: buffer, batchSize: batchSize,
        linger: Nanoseconds(linger), service: ServiceSettings(),
        timeout: timeout.map { Nanoseconds($0) }, breaker: breaker),
      body)
  }

  /// A stage with a scenario's or a preset's settings.
  public init(_ settings: StageSettings, _ body: StageBody<Item>) {
    precondition(settings.workers >= 1, "stage \(settings.name) needs a worker")
    precondition(settings.batchSize >= 1, "a batch of stage \(settings.name) holds an item")
    precondition(settings.buffer ?? 0 >= 0, "a buffer of stage \(settings.name) is 0 or more")
    precondition(settings.linger >= 0, "stage \(settings.name) lingers for no time or some")
    precondition(settings.timeout ?? 1 > 0, "a timeout of stage \(settings.name) is above zero")
    self.settings = settings
    self.body = body
  }
}
