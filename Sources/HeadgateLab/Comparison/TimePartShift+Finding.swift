import HeadgateModel

extension TimePartShift {
  /// The parts of the mean latency, then each stage's own wait and service, as far as the metrics
  /// tell them.
  static func shifts(in metrics: [MetricComparison]) -> [TimePartShift] {
    metrics.compactMap { metric in
      name(of: metric.name).map {
        TimePartShift(name: $0, baseline: metric.baselineMean, candidate: metric.candidateMean)
      }
    }.filter { $0.baseline.isFinite && $0.candidate.isFinite }
  }

  /// `queue` of `time.queue`, `embed.wait` of `embed.wait.mean`; `nil` for what is no part.
  private static func name(of metric: String) -> String? {
    if metric.hasPrefix("time."), !metric.contains("{") { return String(metric.dropFirst(5)) }
    for kind in [".wait", ".service"] where metric.hasSuffix(kind + ".mean") {
      // Waits of the submission queue are parts of their own already.
      return ["queue.wait.mean", "tokens.wait.mean"].contains(metric)
        ? nil : String(metric.dropLast(5))
    }
    return nil
  }
}
