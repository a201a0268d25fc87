import CoreMetrics

/// A stage's figures on their way to the metrics system.
final class StageReporter {
  private let processed: CoreMetrics.Counter
  private let failed: CoreMetrics.Counter
  private let average: CoreMetrics.Gauge
  private let latest: CoreMetrics.Gauge
  private let buffered: CoreMetrics.Gauge
  private let busy: CoreMetrics.Gauge
  private var lastProcessed = 0
  private var lastFailed = 0

  init(stage: String, factory: any MetricsFactory) {
    let dimensions = [("stage", stage)]
    func counter(_ name: String) -> CoreMetrics.Counter {
      CoreMetrics.Counter(label: "headgate_\(name)", dimensions: dimensions, factory: factory)
    }
    func gauge(_ name: String) -> CoreMetrics.Gauge {
      CoreMetrics.Gauge(label: "headgate_\(name)", dimensions: dimensions, factory: factory)
    }
    processed = counter("items_processed")
    failed = counter("items_failed")
    average = gauge("avg_time_per_item_ms")
    latest = gauge("last_item_time_ms")
    buffered = gauge("buffer_depth")
    busy = gauge("busy_workers")
  }

  func report(_ metrics: StageMetrics) {
    if metrics.itemsProcessed > lastProcessed {
      processed.increment(by: metrics.itemsProcessed - lastProcessed)
    }
    if metrics.itemsFailed > lastFailed { failed.increment(by: metrics.itemsFailed - lastFailed) }
    (lastProcessed, lastFailed) = (metrics.itemsProcessed, metrics.itemsFailed)
    average.record(metrics.avgTimePerItemMs)
    latest.record(metrics.lastItemTimeMs)
    buffered.record(metrics.bufferDepth)
    busy.record(metrics.busyWorkers)
  }
}
