import HeadgateModel

/// Everything that a result holds, byte by byte: equal text of any field with any difference, be it
/// of Unicode normal form, differs here.
func contents(_ result: RunResult) -> [UInt8] {
  var text = ""
  dump(result, to: &text)
  return Array(text.utf8)
}

enum Samples {
  /// One variant, one replication, one of everything.
  static let small = RunResult(
    scenarioName: "congestion", scenarioSHA256: "9f86d081", scenarioText: "name: congestion\n",
    scenarioPath: "Scenarios/congestion.yaml", seed: 42, variants: [variant],
    thresholds: [threshold], verdict: .pass,
    environment: RunEnvironment(
      version: "1.0.0", commit: "8eb1aed", host: "lab", machine: "Linux x86_64, 2 processors",
      startedAt: "2026-01-02T03:04:05Z", wallSeconds: 0.08))

  private static let variant = VariantResult(
    name: "controller=balanced",
    settings: [VariantSetting(path: "controller", value: "balanced")], mode: .sim,
    replications: [replication],
    summary: [
      MetricSummary(
        name: "latency.p99", mean: 1.83, low: 1.79, high: 1.87, unit: .seconds, better: .lower),
      MetricSummary(
        name: "completed", mean: 26940, low: nil, high: nil, unit: .count, better: .higher),
    ])

  private static let replication = ReplicationResult(
    replication: 0, seed: 42, digest: "00112233445566778899aabbccddeeff",
    metrics: [
      MetricValue(name: "throughput", value: 44.9),
      MetricValue(name: "completed", value: 26940),
      MetricValue(name: "latency.p99", value: 1.82),
    ],
    histograms: [
      HistogramRecord(
        name: "latency", indexes: [7, 9, 4096], counts: [1, 20, 3], sum: 8_403_000_000,
        maximum: 1_820_000_001)
    ],
    series: TimeSeries(
      step: 1_000_000_000,
      lines: [
        SeriesLine(name: "completed", values: [0, 44, 45.5]),
        SeriesLine(name: "latency.p99", values: [.nan, 1.5, 1.82]),
      ]),
    decisions: [
      Decision(
        time: 180_500_000_000, subject: "controller", from: "1", to: "0.5",
        reason: "depth ratio 0.93 > 0.80")
    ], decisionCount: 12,
    checks: [SelfCheck(name: "conservation", holds: true, detail: "27000 = 27000")], inFlight: 0,
    elapsed: 600_000_000_001, events: 134_700)

  private static let threshold = ThresholdResult(
    threshold: Threshold(
      expression: "latency.p99{priority: 10} < 2s",
      metric: MetricReference(
        name: "latency.p99", tags: [MetricTag(key: .priority, value: "10")]),
      comparison: .less, limit: 2,
      location: SourceLocation(file: "Scenarios/congestion.yaml", line: 61, column: 5)),
    variant: "controller=balanced", mode: .sim, observed: 1.83, ok: true)

  /// `small` with as many variants, replications and metrics as told, all of different values.
  static func large(variants: Int, replications: Int, metrics: Int) -> RunResult {
    var result = small
    result.variants = (0..<variants).map { index in
      var variant = small.variants[0]
      variant.name = "variant \(index)"
      variant.replications = (0..<replications).map { number in
        var replication = variant.replications[0]
        replication.replication = number
        replication.metrics = (0..<metrics).map {
          MetricValue(name: "metric.\($0)", value: Double($0 * 7919 + number) / Double(index + 3))
        }
        return replication
      }
      return variant
    }
    return result
  }
}
