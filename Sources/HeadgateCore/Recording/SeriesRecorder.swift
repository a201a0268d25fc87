/// Time series of a run, a row a step, at most `RecordingPlan.mostPoints` rows: past that, pairs of
/// rows are merged and the step doubles.
package struct SeriesRecorder {
  /// Counters and sums of the step that is under way.
  struct OpenStep {
    var offered: UInt64 = 0
    var accepted: UInt64 = 0
    var completed: UInt64 = 0
    var failed: UInt64 = 0
    var turnedAway: UInt64 = 0
    var retries: UInt64 = 0
    var latencySum = 0.0
    var totals: ScopeTotals
  }

  /// Lines before those of the stages; latencies come last, for merging.
  private static let rates = ["offered", "accepted", "completed", "failed", "lost", "retries"]
  private static let levels = ["queue.depth", "system", "controller.multiplier"]
  private static let latencies = ["latency.mean", "latency.p50", "latency.p99"]

  package private(set) var step: Nanoseconds
  package private(set) var lines: [(name: String, values: [Double])]
  private(set) var stepEnd: Nanoseconds
  private let stageWorkers: [Int]
  /// Whether there is a limiter, and a line for its limit.
  private var drawsLimit = false
  var open: OpenStep
  var latencies = StepHistogram()

  init(step: Nanoseconds, stages: [StageSettings]) {
    self.step = step
    stepEnd = step
    stageWorkers = stages.map(\.workers)
    open = OpenStep(totals: ScopeTotals(stages: stages.count))
    let stageLines = stages.flatMap {
      ["\($0.name).utilization", "\($0.name).blocked", "\($0.name).buffer"]
    }
    lines = (Self.rates + Self.levels + stageLines + Self.latencies).map { ($0, []) }
  }

  /// Adds a line for the limit, behind the multiplier's, before anything is drawn.
  mutating func drawLimit() {
    drawsLimit = true
    lines.insert(("controller.limit", []), at: Self.rates.count + Self.levels.count)
  }

  func deallocate() { latencies.deallocate() }

  /// Closes the step under way, which ends at `end` (earlier than `stepEnd` for a run's last one).
  mutating func closeStep(at end: Nanoseconds) {
    let duration = end - (stepEnd - step)
    if duration > 0 { append(row(over: duration)) }
    open = OpenStep(totals: ScopeTotals(stages: stageWorkers.count))
    latencies.clear()
    if lines[0].values.count >= RecordingPlan.mostPoints { double() }
    stepEnd = end + step - (end % step)
  }

  private func row(over duration: Nanoseconds) -> [Double] {
    let seconds = duration.seconds
    var row = [
      open.offered, open.accepted, open.completed, open.failed, open.turnedAway, open.retries,
    ].map { Double($0) / seconds }
    row.append(open.totals.queue.mean(over: duration))
    row.append(open.totals.system.mean(over: duration))
    row.append(open.totals.multiplier.integral / Double(duration))
    if drawsLimit { row.append(open.totals.limit.integral / Double(duration)) }
    for (stage, workers) in zip(open.totals.stages, stageWorkers) {
      row.append(stage.busy.mean(over: duration) / Double(workers))
      row.append(stage.blocked.mean(over: duration) / Double(workers))
      row.append(stage.buffer.mean(over: duration))
    }
    row.append(open.completed == 0 ? 0 : open.latencySum / Double(open.completed) / 1e9)
    row.append(latencies.quantile(0.5) / 1e9)
    row.append(latencies.quantile(0.99) / 1e9)
    return row
  }

  private mutating func append(_ row: [Double]) {
    for i in lines.indices { lines[i].values.append(row[i]) }
  }

  /// Merges pairs of rows. Percentiles cannot be merged exactly: like means, they are weighted by
  /// the completed jobs behind them.
  private mutating func double() {
    let completed = lines[2].values
    let firstLatency = lines.count - Self.latencies.count
    for i in lines.indices {
      lines[i].values = stride(from: 0, to: lines[i].values.count - 1, by: 2).map { point in
        let (a, b) = (lines[i].values[point], lines[i].values[point + 1])
        guard i >= firstLatency else { return (a + b) / 2 }
        let weight = completed[point] + completed[point + 1]
        return weight == 0 ? 0 : (a * completed[point] + b * completed[point + 1]) / weight
      }
    }
    step *= 2
  }
}
