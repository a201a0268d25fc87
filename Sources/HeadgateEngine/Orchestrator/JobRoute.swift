import HeadgateCore

/// Where an orchestrator's jobs come from and go to: memory alone, or a durable queue.
protocol JobRoute<Item>: Sendable {
  associatedtype Item: Sendable

  func submit(_ item: Item, priority: Int) async throws(IngestionError) -> IngestionSubmission
  func status(of id: IngestionJobID) -> IngestionStatus?
  /// Waits until a job has ended for this process, none can end any more, or the task is cancelled.
  func waitForEnd(of id: IngestionJobID) async
  /// Waits until no job is left; false where the task was cancelled or the orchestrator stopped first.
  func waitUntilDone() async -> Bool
  func cancel(_ id: IngestionJobID) async throws(IngestionError) -> Bool

  func deadLetters(limit: Int) async throws(IngestionError) -> [IngestionDeadLetter<Item>]
  func requeueDeadLetters(_ ids: [IngestionJobID]?) async throws(IngestionError) -> Int

  /// Runs until it is closed and empty, or its task is cancelled.
  func run(whenRunning: @escaping @Sendable () -> Void) async
  /// Takes no job any more.
  func close(_ mode: StopMode, within limit: Nanoseconds)

  func metrics() -> IngestionMetrics
  /// Why the run could not go on, where it could not.
  var failure: EngineError? { get }
}
