/// How a rate controller stands. As JSON each figure has the name in snake case.
public struct RateControllerMetrics: Sendable, Equatable, Codable {
  /// What the base rate is multiplied by.
  public var currentRateMultiplier: Double
  /// Tokens per second at that multiplier.
  public var currentRatePerSec: Double
  /// Depth that was reported last.
  public var queueDepth: Int
  /// Tokens in the bucket.
  public var tokensAvailable: Double
  /// Tasks that wait for a permit.
  public var waiting: Int
  /// Permits given.
  public var permits: Int
  /// Items reported.
  public var itemsProcessed: Int
  /// Of them those that failed.
  public var itemsFailed: Int
  /// Mean time of the items reported; 0 where there are none.
  public var avgProcessingTimeMs: Double

  enum CodingKeys: String, CodingKey {
    case currentRateMultiplier = "current_rate_multiplier"
    case currentRatePerSec = "current_rate_per_sec"
    case queueDepth = "queue_depth"
    case tokensAvailable = "tokens_available"
    case waiting
    case permits
    case itemsProcessed = "items_processed"
    case itemsFailed = "items_failed"
    case avgProcessingTimeMs = "avg_processing_time_ms"
  }
}
