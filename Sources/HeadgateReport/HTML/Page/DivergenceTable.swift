import HeadgateModel

/// Where in time the lines of two runs part.
struct DivergenceTable {
  private let variant: VariantComparison
  private let comparison: RunComparison

  init(_ variant: VariantComparison, _ comparison: RunComparison) {
    self.variant = variant
    self.comparison = comparison
  }

  /// `nil` where no line parts.
  var table: Table? {
    guard !variant.divergences.isEmpty else { return nil }
    let headers = [
      "line", "replication", "first at", "most between", "and", comparison.baseline.label,
      comparison.candidate.label,
    ]
    return Table(
      title: "Where in time they part",
      columns: headers.enumerated().map {
        Table.Column(headers: [$1], alignment: $0 == 0 ? .left : .right)
      },
      leading: 1, groups: [Table.Group(rows: variant.divergences.map(row))],
      legend: "the last two are the means of either side where they differ most")
  }

  private func row(_ divergence: SeriesDivergence) -> Table.Row {
    func span(_ time: Int64) -> String { SpanText.text(seconds: Double(time) / 1e9) }
    let unit = Self.unit(of: divergence.line)
    return Table.Row(
      [
        divergence.line, "\(divergence.replication)", span(divergence.first),
        span(divergence.most.lowerBound), span(divergence.most.upperBound),
        FigureText.text(divergence.baseline, unit), FigureText.text(divergence.candidate, unit),
      ].map { Table.Cell($0) })
  }

  private static func unit(of line: String) -> MetricUnit {
    if line.hasPrefix("latency.") { return .seconds }
    if line.hasSuffix(".utilization") || line.hasSuffix(".blocked") { return .share }
    let rates = ["offered", "accepted", "completed", "failed", "lost", "retries"]
    return rates.contains(line) ? .perSecond : .ratio
  }
}
