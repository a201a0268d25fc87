import HeadgateCore

extension JobEngine {
  /// The books as metrics, all but the throughput.
  ///
  /// - Parameter totals: What to report instead of the machine's own count of jobs.
  func metrics(totals: JobTotals? = nil) -> IngestionMetrics {
    read { state, now in
      let totals = totals ?? state.jobTotals
      let ended = totals.completed + totals.failed
      return IngestionMetrics(
        totalSubmitted: totals.submitted, totalCompleted: totals.completed,
        totalFailed: totals.failed, totalDropped: totals.dropped, totalRetries: totals.retries,
        throughputItemsPerSec: 0,
        successRatePercent: ended == 0 ? 100 : 100 * Double(totals.completed) / Double(ended),
        currentRateMultiplier: state.pipeline.rateMultiplier,
        queueDepth: state.pipeline.queueDepth + totals.waiting,
        inFlight: state.pipeline.inFlight,
        tokensAvailable: state.pipeline.tokens(at: now),
        avgProcessingTimeMs: state.meanProcessingTime, queueErrors: totals.queueErrors,
        latencyMs: state.latency,
        stages: state.pipeline.settings.stages.indices.map { state.stageMetrics($0) })
    }
  }
}

extension EngineState where Host: ~Copyable {
  /// The machine's own count of jobs.
  var jobTotals: JobTotals {
    let ended = pipeline.recorder.ended
    var totals = JobTotals()
    totals.submitted = Int(pipeline.recorder.submitted)
    totals.completed = Int(ended.completed)
    totals.failed = Int(ended.failed)
    totals.dropped = Int(ended.rejected + ended.shed + ended.cancelled)
    // An attempt that failed is followed by another one, or by a dead letter.
    totals.retries =
      pipeline.settings.stages.indices.reduce(0) {
        $0 + Int(pipeline.recorder.stage($1).pointee.failed)
      } - totals.failed
    return totals
  }

  /// Milliseconds that stages worked on a completed job's batches, on average.
  fileprivate var meanProcessingTime: Double {
    mutating get { (pipeline.recorder.overall.pointee.meanPart(.service) ?? 0) / 1e6 }
  }

  fileprivate var latency: LatencyMetrics {
    let histogram = pipeline.recorder.overall.pointee.latency
    func milliseconds(_ quantile: Double) -> Double {
      Double(histogram.quantile(quantile)) / 1e6
    }
    return LatencyMetrics(
      mean: histogram.mean / 1e6, p50: milliseconds(0.5), p90: milliseconds(0.9),
      p95: milliseconds(0.95), p99: milliseconds(0.99), max: Double(histogram.maximum) / 1e6)
  }
}

extension EngineState<JobHost> {
  fileprivate func stageMetrics(_ stage: Int) -> StageMetrics {
    let tally = pipeline.recorder.stage(stage)
    let items = tally.pointee.succeeded + tally.pointee.failed
    let time = Double(nearest: tally.pointee.service.sum)
    let last = host.lastBatch[stage]
    return StageMetrics(
      stage: pipeline.settings.stages[stage].name, itemsProcessed: Int(tally.pointee.succeeded),
      itemsFailed: Int(tally.pointee.failed),
      avgTimePerItemMs: items == 0 ? 0 : time / Double(items) / 1e6,
      lastItemTimeMs: last.items == 0 ? 0 : Double(last.duration) / Double(last.items) / 1e6,
      bufferDepth: Int(tally.pointee.buffer.value), busyWorkers: Int(tally.pointee.busy.value))
  }
}
