import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// What is compared of one run, taken out of its result once.
struct RunFigures {
  /// The durations of one kind.
  struct Durations {
    /// Seconds.
    var distribution: EmpiricalDistribution
    var mean: Double
    var p50: Double
    var p95: Double
    var p99: Double
  }

  let throughput: Double
  /// Jobs that did not complete, however they ended or did not end, as a share of the offered.
  let loss: Double
  /// By name: `latency`, `embed.wait`, `embed.service`. Kinds without samples are absent.
  let durations: [String: Durations]

  init(throughput: Double, loss: Double, durations: [String: Durations]) {
    self.throughput = throughput
    self.loss = loss
    self.durations = durations
  }

  init(_ result: ReplicationResult) {
    throughput = result.metric("throughput") ?? 0
    let offered = result.metric("offered") ?? 0
    loss = offered > 0 ? 1 - (result.metric("completed") ?? 0) / offered : 0
    var durations: [String: Durations] = [:]
    for histogram in result.histograms where !histogram.indexes.isEmpty {
      durations[histogram.name] = Durations(histogram, of: result)
    }
    self.durations = durations
  }

  /// The kinds of duration that a pipeline has, end to end first.
  static func kinds(stages: [StageSettings]) -> [String] {
    ["latency"] + stages.flatMap { ["\($0.name).wait", "\($0.name).service"] }
  }
}

extension RunFigures.Durations {
  fileprivate init?(_ histogram: HistogramRecord, of result: ReplicationResult) {
    func metric(_ suffix: String) -> Double? { result.metric("\(histogram.name).\(suffix)") }
    guard let mean = metric("mean"), let p50 = metric("p50"), let p95 = metric("p95"),
      let p99 = metric("p99")
    else { return nil }
    self.init(
      distribution: EmpiricalDistribution(
        values: histogram.indexes.map(HistogramRecord.seconds(ofBucket:)), counts: histogram.counts),
      mean: mean, p50: p50, p95: p95, p99: p99)
  }
}
