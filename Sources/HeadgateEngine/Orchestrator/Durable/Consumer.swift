import HeadgateCore
import HeadgateModel

/// What all parts of a durable orchestrator share: the queue, the book of claims, and the bells that
/// tell of changes in it.
final class Consumer<Item: Sendable>: Sendable {
  let queue: any JobQueue
  let codec: ItemCodec<Item>
  let settings: ConsumerSettings
  let retry: RetrySettings
  let onFull: OverflowPolicy
  let stages: [String]
  let lookAhead: Int
  let clock: EngineClock
  let log: OrchestratorLog
  let backoff: Backoff
  let book: Lock<ClaimBook>
  /// Rung when a job is claimed or let go, and when the consumer stops.
  let changes = WorkBell()
  /// Rung when the consumer stops.
  let closing = WorkBell()

  init(
    _ durable: JobStorage<Item>.Durable, stages: [StageSettings], settings: OrchestratorSettings,
    clock: EngineClock, log: OrchestratorLog
  ) {
    queue = durable.queue
    codec = durable.codec
    self.settings = durable.consumer
    retry = settings.retry
    onFull = settings.queue.onFull
    self.stages = stages.map(\.name)
    lookAhead =
      durable.consumer.lookAhead ?? 2 * stages.reduce(0) { $0 + $1.workers * $1.batchSize }
    self.clock = clock
    self.log = log
    backoff = Backoff(settings.retry)
    book = Lock(ClaimBook(keptStatuses: settings.keptStatuses))
  }

  var isClosing: Bool { book.withLock { $0.isClosing } }

  func close(by moment: Nanoseconds) {
    book.withLock { $0.close(by: moment) }
    closing.ring()
    changes.ring()
  }

  // MARK: The queue's errors

  /// Asks the queue until it answers, with longer and longer pauses.
  ///
  /// - Returns: `nil` where the task was cancelled, the time to stop is over, or the queue is closed.
  func insist<Value>(
    _ operation: String, _ body: () async throws(JobQueueError) -> Value
  ) async -> Value? {
    var pause = settings.errorPause.lowerBound
    while true {
      do {
        return try await body()
      } catch {
        guard await recover(from: error, in: operation, after: pause) else { return nil }
        pause = min(pause * 2, settings.errorPause.upperBound)
      }
    }
  }

  /// Pauses after an error; false where the queue is not to be asked again.
  func recover(
    from error: JobQueueError, in operation: String, after pause: Duration
  ) async -> Bool {
    let due = clock.moment(in: pause)
    let deadline = book.withLock { book in
      book.totals.queueErrors += 1
      return book.deadline ?? .never
    }
    log.queueFailed(operation, error, pause: Nanoseconds(pause))
    guard error.code != .closed, due <= deadline else { return false }
    return await clock.sleep(until: due)
  }

  // MARK: Claims that no longer stand

  /// The queue says that a claim is another's: what is made of the job is dropped.
  func lose(_ claim: HeldClaim) {
    guard claim.leave(for: .lost) else { return }
    letGoLost(claim)
  }

  func letGoLost(_ claim: HeldClaim) {
    log.lost(claim.id)
    book.withLock { book in
      book.totals.dropped += 1
      book.letGo(claim, IngestionStatus(phase: .lost, attempt: claim.claim.attempt))
    }
    changes.ring()
  }
}
