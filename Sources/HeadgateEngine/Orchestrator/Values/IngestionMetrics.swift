/// What an orchestrator has done and how it stands. As JSON each figure has the name in snake case.
public struct IngestionMetrics: Sendable, Equatable, Codable {
  /// Jobs submitted through this orchestrator, those that were turned away included.
  public var totalSubmitted: Int
  /// Jobs that went through all stages.
  public var totalCompleted: Int
  /// Dead letters.
  public var totalFailed: Int
  /// Jobs never accepted, given up to make room, or cancelled.
  public var totalDropped: Int
  /// Attempts that failed and are made again.
  public var totalRetries: Int
  /// Jobs completed per second of the last seconds.
  public var throughputItemsPerSec: Double
  /// Of the jobs that completed or are dead letters, those that completed; 100 where there are none.
  public var successRatePercent: Double
  /// What the base rate is multiplied by now; 1 without a rate.
  public var currentRateMultiplier: Double
  /// Jobs that wait to enter the first stage; those in a durable queue as it was last looked at.
  public var queueDepth: Int
  /// Jobs accepted and not ended; over a durable queue those that this process holds.
  public var inFlight: Int
  /// Tokens in the bucket; `nil` without a rate.
  public var tokensAvailable: Double?
  /// Mean time that stages worked on a job's batches, over completed jobs.
  public var avgProcessingTimeMs: Double
  /// Operations on the durable queue that failed and were tried again.
  public var queueErrors: Int
  public var latencyMs: LatencyMetrics
  /// In the order of the stages.
  public var stages: [StageMetrics]

  enum CodingKeys: String, CodingKey {
    case totalSubmitted = "total_submitted"
    case totalCompleted = "total_completed"
    case totalFailed = "total_failed"
    case totalDropped = "total_dropped"
    case totalRetries = "total_retries"
    case throughputItemsPerSec = "throughput_items_per_sec"
    case successRatePercent = "success_rate_percent"
    case currentRateMultiplier = "current_rate_multiplier"
    case queueDepth = "queue_depth"
    case inFlight = "in_flight"
    case tokensAvailable = "tokens_available"
    case avgProcessingTimeMs = "avg_processing_time_ms"
    case queueErrors = "queue_errors"
    case latencyMs = "latency_ms"
    case stages
  }
}
