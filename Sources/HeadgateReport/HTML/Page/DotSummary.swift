import HeadgateModel

/// Paired figures in words.
enum DotSummary {
  static func text(_ groups: [DotPairPlot.Group], unit: MetricUnit) -> String {
    groups.map { group in
      let higher = zip(group.baseline, group.candidate).filter { $1 > $0 }.count
      let count = Double(max(group.baseline.count, 1))
      let means = [group.baseline, group.candidate].map {
        FigureText.text($0.reduce(0, +) / count, unit)
      }
      return "\(group.name): mean \(means[0]) to \(means[1]), higher in \(higher) of "
        + "\(group.baseline.count) replications"
    }.joined(separator: "; ") + "."
  }
}
