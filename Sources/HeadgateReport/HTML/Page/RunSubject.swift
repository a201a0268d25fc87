import HeadgateModel

/// What the parts of a run's page are told of.
struct RunSubject {
  let result: RunResult
  let columns: VariantColumns
  let drawn: DrawnVariants
  /// Of the drawn variants, in their order.
  let series: [AveragedSeries]
  let timeline: ScenarioTimeline
  /// Before the names of a run's sections.
  let id: String

  /// Replications vary; their range is drawn while few lines lie over one another.
  static let mostRanges = 3

  init(_ result: RunResult, id: String) {
    self.result = result
    self.id = id
    columns = VariantColumns(result.variants)
    drawn = DrawnVariants(columns)
    series = drawn.entries.map { AveragedSeries($0.variant) }
    timeline = ScenarioTimeline(
      text: result.scenarioText, settings: result.variants.first?.settings ?? [])
  }

  /// Where time ends in the plots, in seconds.
  var end: Double { series.map(\.end).max() ?? 0 }

  var hasSeries: Bool { series.contains { !$0.isEmpty } }

  var bands: [PlotBand] {
    func band(_ kind: PlotBand.Kind, _ stretch: ScenarioTimeline.Stretch) -> PlotBand {
      PlotBand(
        kind: kind, name: stretch.name, start: Double(stretch.start) / 1e9,
        end: Double(stretch.end) / 1e9)
    }
    return timeline.phases.map { band(.phase, $0) } + timeline.faults.map { band(.fault, $0) }
  }

  /// Whether variants have tables of their own columns, or rows where they are too many for that.
  var hasManyVariants: Bool { drawn.left > 0 }

  var figures: FiguresTable { FiguresTable(columns) }

  /// Figures of one kind, beside the plots that they belong to.
  func tables(of parts: FiguresTable.Part...) -> [HTMLText] {
    figures.table(of: parts).map { [table($0)] } ?? []
  }

  func table(_ table: Table) -> HTMLText { HTMLTable.text(table, isTurned: hasManyVariants) }

  /// What the lines of all plots over time are.
  var reading: String {
    let most = result.variants.map(\.replications.count).max() ?? 0
    var words: [String] = []
    if most > 1 {
      words.append("Lines are means over \(most) replications")
      words[0] +=
        drawn.entries.count <= Self.mostRanges
        ? "; the shade reaches from the lowest to the highest of them." : "."
    }
    if !timeline.phases.isEmpty || !timeline.faults.isEmpty {
      let phases = timeline.phases.isEmpty ? "" : "phases of workload \(timeline.workload)"
      let faults = timeline.faults.isEmpty ? "" : "faults"
      let both = [phases, faults].filter { !$0.isEmpty }.joined(separator: " and ")
      words.append("Bands: \(both), as the scenario's text has them.")
    }
    return words.joined(separator: " ")
  }

  /// A line of each drawn variant.
  func overlay(
    _ line: String, as reading: AveragedSeries.Reading
  ) -> [PlotLine] {
    zip(drawn.entries, series).compactMap { entry, series in
      series.line(
        line, as: reading, name: entry.name, label: drawn.isSingle ? "" : entry.label,
        style: entry.style, hasExtents: drawn.entries.count <= Self.mostRanges)
    }
  }

  /// A plot of lines over the run's time.
  func plot(
    _ title: String, _ lines: [PlotLine], unit: MetricUnit, isLogarithmicAllowed: Bool = false,
    top: Double? = nil, markers: [PlotMarker] = []
  ) -> LinePlot {
    let values = lines.flatMap { line in
      line.points.map(\.y) + line.extents.flatMap { [$0.low, $0.high] }
    }
    return LinePlot(
      title: title, summary: LineSummary.text(lines, unit: unit), x: .time(end: end),
      y: .values(
        values + (top.map { [$0] } ?? []), unit: unit, isLogarithmicAllowed: isLogarithmicAllowed),
      lines: lines, bands: bands, markers: markers)
  }
}
