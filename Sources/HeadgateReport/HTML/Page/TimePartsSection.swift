import HeadgateModel

/// Where the time went: the parts of the mean latency, and wait and service stage by stage.
struct TimePartsSection {
  private let subject: RunSubject

  init(_ subject: RunSubject) {
    self.subject = subject
  }

  var view: SectionView? {
    let figures = [parts, stages].compactMap { $0 }
    let tables = subject.tables(of: .timeParts)
    guard !figures.isEmpty else { return nil }
    return SectionView(
      id: subject.id + "-time", title: "Where the time went",
      lead: "A completed job's mean latency by what it was spent on, and the mean stay before and "
        + "the mean service at each stage. Hover for each part's share.",
      figures: figures, details: tables.map { DetailsView("Parts as a table", $0) })
  }

  private var parts: FigureView? {
    let parts = MetricCatalogue.timeParts
    return figure(
      "Parts of the mean latency", names: parts, keyNames: parts,
      metrics: parts.map { "time.\($0)" },
      styles: parts.indices.map { .part($0) })
  }

  private var stages: FigureView? {
    let stages = StageNames.of(subject.drawn.entries.map(\.variant))
    let kinds = ["wait", "service"]
    return figure(
      "Mean wait and service by stage",
      names: stages.flatMap { stage in kinds.map { "\(stage) \($0)" } },
      keyNames: stages.flatMap { _ in kinds },
      metrics: stages.flatMap { stage in kinds.map { "\(stage).\($0).mean" } },
      styles: stages.indices.flatMap { _ in [.part(3), .part(5)] })
  }

  private func figure(
    _ title: String, names: [String], keyNames: [String], metrics: [String], styles: [PlotStyle]
  ) -> FigureView? {
    let bars = subject.drawn.entries.compactMap { entry -> StackedBarPlot.Bar? in
      let parts = metrics.map { entry.variant.summary($0)?.mean ?? 0 }
      guard parts.contains(where: { $0 > 0 }) else { return nil }
      return StackedBarPlot.Bar(name: entry.name, parts: parts)
    }
    guard !bars.isEmpty else { return nil }
    let summary = bars.map { bar in
      let told = zip(names, bar.parts).filter { $0.1 > 0 }.map {
        "\($0.0) \(FigureText.text($0.1, .seconds))"
      }
      return "\(bar.name): \(told.joined(separator: ", "))"
    }.joined(separator: "; ")
    let plot = StackedBarPlot(
      title: title, summary: summary + ".", partNames: names, styles: styles, bars: bars)
    let key = plot.shown.map { (style: styles[$0], name: keyNames[$0]) }
    return FigureView(
      title: title, ownKey: PlotKey.parts(key), wide: plot.svg(.wide), panel: plot.svg(.panel))
  }
}
