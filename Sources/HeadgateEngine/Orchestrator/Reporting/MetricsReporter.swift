import CoreMetrics

/// Hands an orchestrator's figures to the metrics system, from time to time and all at once: counters
/// by what they have grown, gauges as they stand.
///
/// The names are those of ``IngestionMetrics``' JSON with `headgate_` before them; a stage's have its
/// name as the dimension `stage`.
struct MetricsReporter {
  private let factory: any MetricsFactory
  private let counters: [CoreMetrics.Counter]
  private let gauges: [CoreMetrics.Gauge]
  private let stages: [StageReporter]
  private let processingTime: CoreMetrics.Timer
  private var last: [Int]
  private var lastCompleted = 0

  init(stages: [String], factory: (any MetricsFactory)?) {
    let factory = factory ?? MetricsSystem.factory
    self.factory = factory
    counters = Self.counts.map {
      CoreMetrics.Counter(label: "headgate_\($0.name)", factory: factory)
    }
    gauges = Self.levels.map { CoreMetrics.Gauge(label: "headgate_\($0.name)", factory: factory) }
    processingTime = CoreMetrics.Timer(label: "headgate_processing_time", factory: factory)
    self.stages = stages.map { StageReporter(stage: $0, factory: factory) }
    last = Array(repeating: 0, count: Self.counts.count)
  }

  mutating func report(_ metrics: IngestionMetrics) {
    for (i, count) in Self.counts.enumerated() {
      let value = count.read(metrics)
      // Books that are two at once may be read a moment apart.
      if value > last[i] {
        counters[i].increment(by: value - last[i])
        last[i] = value
      }
    }
    for (i, level) in Self.levels.enumerated() {
      if let value = level.read(metrics) { gauges[i].record(value) }
    }
    if metrics.totalCompleted > lastCompleted {
      lastCompleted = metrics.totalCompleted
      processingTime.recordMilliseconds(metrics.avgProcessingTimeMs)
    }
    for (i, stage) in metrics.stages.enumerated() { stages[i].report(stage) }
  }

  private static var counts: [(name: String, read: (IngestionMetrics) -> Int)] {
    [
      ("total_submitted", { $0.totalSubmitted }), ("total_completed", { $0.totalCompleted }),
      ("total_failed", { $0.totalFailed }), ("total_dropped", { $0.totalDropped }),
      ("total_retries", { $0.totalRetries }), ("queue_errors", { $0.queueErrors }),
    ]
  }

  private static var levels: [(name: String, read: (IngestionMetrics) -> Double?)] {
    [
      ("throughput_items_per_sec", { $0.throughputItemsPerSec }),
      ("success_rate_percent", { $0.successRatePercent }),
      ("current_rate_multiplier", { $0.currentRateMultiplier }),
      ("queue_depth", { Double($0.queueDepth) }), ("in_flight", { Double($0.inFlight) }),
      ("tokens_available", { $0.tokensAvailable }),
      ("avg_processing_time_ms", { $0.avgProcessingTimeMs }),
      ("latency_p50_ms", { $0.latencyMs.p50 }), ("latency_p95_ms", { $0.latencyMs.p95 }),
      ("latency_p99_ms", { $0.latencyMs.p99 }),
    ]
  }
}
