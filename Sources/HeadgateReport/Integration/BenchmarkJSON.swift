public import HeadgateModel

/// Results as `customSmallerIsBetter` of github-action-benchmark: a series a scenario, mode, variant
/// and metric, for trend charts. Only metrics of which less is better stand in it.
public struct BenchmarkJSON: Sendable {
  private static let metrics = [
    "latency.mean", "latency.p50", "latency.p95", "latency.p99", "failed", "rejected", "shed",
  ]

  private let results: [RunResult]

  public init(_ results: [RunResult]) {
    self.results = results
  }

  /// An array, one entry a line, ending with a line feed.
  public var text: String {
    let entries = results.flatMap { result in
      result.variants.flatMap { variant in
        Self.metrics.compactMap { name in
          variant.summary(name).map { Self.entry($0, of: variant, in: result) }
        }
      }
    }
    return "[\n" + entries.joined(separator: ",\n") + "\n]\n"
  }

  private static func entry(
    _ summary: MetricSummary, of variant: VariantResult, in result: RunResult
  ) -> String {
    // One unit for all time: a chart has no other scale.
    let (unit, factor) = summary.unit == .seconds ? ("ms", 1e3) : ("jobs", 1)
    let name =
      "\(result.scenarioName) / \(variant.mode.rawValue) / \(variant.name) / \(summary.name)"
    var entry = "  {\"name\": \(JSONString.quoted(name))"
    entry += ", \"unit\": \"\(unit)\""
    entry += ", \"value\": \(summary.mean * factor)"
    if let high = summary.high {
      let half = (high - summary.mean) * factor
      entry += ", \"range\": \(JSONString.quoted("± \(Decimal.fixed(half, decimals: 3))"))"
    }
    return entry + ", \"extra\": \(JSONString.quoted("seed \(result.seed)"))}"
  }
}
