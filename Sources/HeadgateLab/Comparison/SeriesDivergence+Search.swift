import HeadgateCore
import HeadgateModel

extension SeriesDivergence {
  /// Where the figures that matter part, in the first pair of which both sides keep series; in the
  /// order of the series' lines.
  static func divergences(in pairs: [ReplicationPair]) -> [SeriesDivergence] {
    for pair in pairs where !pair.baseline.series.lines.isEmpty {
      guard !pair.candidate.series.lines.isEmpty,
        let sides = AlignedSeries(pair.baseline.series, pair.candidate.series)
      else { continue }
      return sides.lines.filter { matters($0.name) }.compactMap { line in
        divergence(of: line, step: sides.step, replication: pair.replication)
      }
    }
    return []
  }

  private static func matters(_ line: String) -> Bool {
    [
      "offered", "completed", "failed", "lost", "queue.depth", "controller.multiplier",
      "controller.limit",
    ].contains(line) || line == "latency.p99" || line.hasSuffix(".utilization")
  }

  private static func divergence(
    of line: AlignedSeries.Line, step: Nanoseconds, replication: Int
  ) -> SeriesDivergence? {
    let differences = zip(line.baseline, line.candidate).map { $1 - $0 }
    guard let first = differences.firstIndex(where: { $0 != 0 }) else { return nil }
    let most = widestStretch(differences)
    func mean(_ values: [Double]) -> Double {
      values[most].reduce(0, +) / Double(most.count)
    }
    return SeriesDivergence(
      line: line.name, replication: replication, first: Nanoseconds(first) * step,
      most: Nanoseconds(most.lowerBound) * step..<Nanoseconds(most.upperBound) * step,
      baseline: mean(line.baseline), candidate: mean(line.candidate))
  }

  /// The stretch over which the differences add up to the most, upwards or downwards (Kadane's
  /// maximum subarray, either sign).
  ///
  /// - Precondition: one difference is not 0.
  private static func widestStretch(_ differences: [Double]) -> Range<Int> {
    var best = (sum: 0.0, stretch: 0..<0)
    for sign in [1.0, -1.0] {
      var sum = 0.0
      var start = 0
      for (index, difference) in differences.enumerated() {
        if sum <= 0 {
          sum = 0
          start = index
        }
        sum += sign * difference
        if sum > best.sum { best = (sum, start..<index + 1) }
      }
    }
    return best.stretch
  }
}
