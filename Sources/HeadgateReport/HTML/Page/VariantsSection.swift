import HeadgateModel

/// Each later variant against the first: differences with their intervals, and the pairs behind them.
struct VariantsSection {
  private static let metrics = ["latency.mean", "latency.p99", "throughput"]

  private let subject: RunSubject

  init(_ subject: RunSubject) {
    self.subject = subject
  }

  var view: SectionView? {
    guard var table = DifferenceTable(subject.columns).table,
      let first = subject.drawn.entries.first
    else { return nil }
    table.title = nil
    let figures = Self.metrics.compactMap { figure($0, first: first) }
    let dots =
      figures.isEmpty
      ? "" : " Each pair of joined dots is one replication, the first variant's on the left."
    return SectionView(
      id: subject.id + "-variants", title: "Against \(first.name)",
      lead: "Replication by replication, on the same arrivals and work.\(dots)",
      key: figures.isEmpty ? nil : subject.drawn.key, tables: [subject.table(table)],
      figures: figures)
  }

  private func figure(_ metric: String, first: DrawnVariants.Entry) -> FigureView? {
    let groups = subject.drawn.entries.dropFirst().compactMap { entry -> DotPairPlot.Group? in
      guard entry.variant.mode == first.variant.mode else { return nil }
      let pairs = ReplicationPairs(metric, first.variant, entry.variant)
      guard pairs.baseline.count > 1 else { return nil }
      return DotPairPlot.Group(
        name: entry.label, baseline: pairs.baseline, candidate: pairs.candidate, style: entry.style)
    }
    guard !groups.isEmpty, let unit = first.variant.summary(metric)?.unit else { return nil }
    let plot = DotPairPlot(
      title: "\(metric), pair by pair", summary: DotSummary.text(groups, unit: unit), unit: unit,
      baselineStyle: first.style, groups: groups)
    return FigureView(title: plot.title, panel: plot.svg(.panel))
  }
}
