import HeadgateCore
import Logging

/// What an orchestrator says: with the job and the stage, never with a job's text. What a level leaves
/// out costs a comparison.
struct OrchestratorLog: Sendable {
  private let logger: Logger
  let isSilent: Bool

  /// - Parameter logger: `nil` says nothing.
  init(_ logger: Logger?) {
    isSilent = logger == nil
    self.logger =
      logger ?? Logger(label: "headgate", factory: { _ in SwiftLogNoOpLogHandler() })
  }

  func says(_ level: Logger.Level) -> Bool { !isSilent && logger.logLevel <= level }

  // MARK: The orchestrator

  func started(stages: [StageSettings]) {
    logger.info(
      "orchestrator started",
      metadata: [
        "stages": .array(
          stages.map { "\($0.name): \($0.workers) workers, batches of \($0.batchSize)" })
      ])
  }

  func stopping(_ mode: StopMode, within limit: Nanoseconds) {
    logger.info(
      "orchestrator stopping",
      metadata: ["mode": "\(mode.rawValue)", "within_s": "\(limit.seconds)"])
  }

  func stopped(_ metrics: IngestionMetrics) {
    logger.info(
      "orchestrator stopped",
      metadata: [
        "completed": "\(metrics.totalCompleted)", "failed": "\(metrics.totalFailed)",
        "dropped": "\(metrics.totalDropped)",
      ])
  }

  func failed(_ failure: EngineError) {
    logger.critical("the engine could not go on", metadata: ["error": "\(failure)"])
  }

  // MARK: Jobs

  func submitted(_ id: IngestionJobID, priority: Int) {
    guard says(.debug) else { return }
    logger.debug("job submitted", metadata: ["job": "\(id)", "priority": "\(priority)"])
  }

  func turnedAway(_ why: IngestionError) {
    guard says(.debug) else { return }
    logger.debug("job not accepted", metadata: ["error": "\(why)"])
  }

  func batchStarted(stage: String, worker: Int, jobs: [IngestionJobID]) {
    guard says(.trace) else { return }
    logger.trace(
      "batch started",
      metadata: [
        "stage": "\(stage)", "worker": "\(worker)", "jobs": .array(jobs.map { "\($0)" }),
      ])
  }

  func batchCancelled(stage: String, worker: Int, jobs: [IngestionJobID]) {
    guard says(.info) else { return }
    logger.info(
      "batch cancelled: it took longer than its stage allows, or the orchestrator stops",
      metadata: [
        "stage": "\(stage)", "worker": "\(worker)", "jobs": .array(jobs.map { "\($0)" }),
      ])
  }

  func attemptFailed(
    _ id: IngestionJobID, stage: String, attempt: Int, isLast: Bool, _ failure: StageFailure
  ) {
    guard says(.info) else { return }
    logger.info(
      isLast ? "attempt failed, the last one" : "attempt failed, and will be made again",
      metadata: Self.metadata(id, stage: stage, attempt: attempt, error: failure.message))
  }

  func deadLetter(_ id: IngestionJobID, stage: String, attempts: Int, error: String) {
    guard says(.warning) else { return }
    logger.warning(
      "job is a dead letter",
      metadata: Self.metadata(id, stage: stage, attempt: attempts, error: error))
  }

  func completed(_ id: IngestionJobID) {
    guard says(.debug) else { return }
    logger.debug("job completed", metadata: ["job": "\(id)"])
  }

  private static func metadata(
    _ id: IngestionJobID, stage: String, attempt: Int, error: String
  ) -> Logger.Metadata {
    [
      "job": "\(id)", "stage": "\(stage)", "attempt": "\(attempt)",
      "error": "\(error.prefix(2_000))",
    ]
  }

  // MARK: The durable queue

  func claimed(_ id: IngestionJobID, _ claim: JobClaim, stage: String) {
    guard says(.debug) else { return }
    logger.debug(
      "job taken from the queue",
      metadata: [
        "job": "\(id)", "book": "\(claim.job.submission.bookSlug)",
        "chapter": "\(claim.job.submission.chapterIndex)", "stage": "\(stage)",
        "attempt": "\(claim.attempt)", "delivery": "\(claim.delivery)",
      ])
  }

  func requeued(_ id: IngestionJobID, due: Duration) {
    guard says(.info) else { return }
    logger.info(
      "job is back in the queue for its next attempt",
      metadata: ["job": "\(id)", "delay": "\(due)"])
  }

  func lost(_ id: IngestionJobID) {
    guard says(.warning) else { return }
    logger.warning(
      "job lost: another consumer has it, or it ended elsewhere; a longer lease makes it rarer",
      metadata: ["job": "\(id)"])
  }

  func queueFailed(_ operation: String, _ error: JobQueueError, pause: Nanoseconds) {
    guard says(.error) else { return }
    logger.error(
      "the queue failed, and is asked again",
      metadata: [
        "operation": "\(operation)", "error": "\(error.message)", "code": "\(error.code.rawValue)",
        "pause_s": "\(pause.seconds)",
      ])
  }

  func leftToLeases(_ operation: String, jobs: Int) {
    guard says(.error) else { return }
    logger.error(
      "the queue could not be told in time: jobs come back when their leases run out",
      metadata: ["operation": "\(operation)", "jobs": "\(jobs)"])
  }

  func notCheckpointed(stage: String, jobs: Int, _ error: JobQueueError) {
    guard says(.warning) else { return }
    logger.warning(
      "no checkpoint after this stage: after a crash it would be done again",
      metadata: ["stage": "\(stage)", "jobs": "\(jobs)", "error": "\(error.message)"])
  }
}
