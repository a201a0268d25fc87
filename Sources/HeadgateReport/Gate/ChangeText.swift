import HeadgateModel

/// What moved in a variant that is no longer its baseline's, in a few words.
enum ChangeText {
  private static let mostMetrics = 3
  /// What a reader looks at first, in this order.
  private static let first = ["throughput", "latency.p99", "latency.mean", "failed"]

  static func text(_ variant: VariantComparison) -> String {
    let moved = variant.metrics.filter { $0.estimate != 0 && $0.estimate.isFinite }
    let grave = moved.filter { [.worse, .better, .different].contains($0.outcome) }
    let shown = (grave.isEmpty ? moved : grave).enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.prefix(mostMetrics).map {
      "\($0.element.name) \(DifferenceText($0.element).text($0.element.estimate))"
    }
    var facts = shown.isEmpty ? [] : ["moved: " + shown.joined(separator: ", ")]
    if let decision = DecisionText.text(variant, labels: ("baseline", "this run")) {
      facts.append(decision)
    }
    return facts.isEmpty
      ? "the figures are the same, the events are not" : facts.joined(separator: "; ")
  }

  private static func rank(_ metric: MetricComparison) -> Int {
    first.firstIndex(of: metric.name) ?? first.count
  }
}
