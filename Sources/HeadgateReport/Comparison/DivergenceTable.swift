import HeadgateModel

/// Since when figures of one replication differ, and where they differ most.
struct DivergenceTable {
  private let divergences: [SeriesDivergence]
  private let labels: (baseline: String, candidate: String)

  init(_ variant: VariantComparison, labels: (baseline: String, candidate: String)) {
    divergences = variant.divergences
    self.labels = labels
  }

  var table: Table? {
    guard let replication = divergences.first?.replication else { return nil }
    return Table(
      title: "When they part, in replication \(replication)",
      columns: SideHeads(labels).columns(before: ["", "", "from", "most in"], after: []),
      leading: 2, groups: [Table.Group(rows: divergences.map(row))])
  }

  private func row(_ divergence: SeriesDivergence) -> Table.Row {
    let figures = [divergence.baseline, divergence.candidate]
    let scale = FigureScale(Self.unit(divergence.line), values: figures)
    return Table.Row([
      Table.Cell(divergence.line), Table.Cell(scale.unit), Table.Cell(Self.time(divergence.first)),
      Table.Cell(
        "\(Self.time(divergence.most.lowerBound)) to \(Self.time(divergence.most.upperBound))"),
      Table.Cell(scale.text(figures[0])), Table.Cell(scale.text(figures[1])),
    ])
  }

  private static func time(_ nanoseconds: Int64) -> String {
    nanoseconds == 0 ? "0s" : SpanText.text(seconds: Double(nanoseconds) / 1e9)
  }

  private static func unit(_ line: String) -> MetricUnit {
    if line.hasSuffix(".utilization") { return .share }
    if line.hasPrefix("latency.") { return .seconds }
    return line.contains(".") ? .ratio : .perSecond
  }
}
