/// What a stage has done since the orchestrator was started.
public struct StageMetrics: Sendable, Equatable, Codable {
  public var stage: String
  /// Items completed at this stage.
  public var itemsProcessed: Int
  /// Attempts that failed at this stage.
  public var itemsFailed: Int
  /// Mean of a batch's time over its items.
  public var avgTimePerItemMs: Double
  /// The last batch's time over its items.
  public var lastItemTimeMs: Double
  /// Items that wait here.
  public var bufferDepth: Int
  /// Workers that are at work.
  public var busyWorkers: Int

  enum CodingKeys: String, CodingKey {
    case stage
    case itemsProcessed = "items_processed"
    case itemsFailed = "items_failed"
    case avgTimePerItemMs = "avg_time_per_item_ms"
    case lastItemTimeMs = "last_item_time_ms"
    case bufferDepth = "buffer_depth"
    case busyWorkers = "busy_workers"
  }
}
