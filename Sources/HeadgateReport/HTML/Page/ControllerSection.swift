import HeadgateModel

/// The controller's multiplier over time with its decisions and those of breakers, and why.
struct ControllerSection {
  private static let mostMarkers = 150
  private static let mostRows = 200

  private let subject: RunSubject

  init(_ subject: RunSubject) {
    self.subject = subject
  }

  var view: SectionView? {
    let lines = self.lines(of: "controller.multiplier")
    let limits = self.lines(of: "controller.limit")
    let hasDecisions = subject.drawn.entries.contains { !decisions($0).isEmpty }
    let isConstant = lines.allSatisfy { line in line.points.allSatisfy { $0.y == 1 } }
    guard hasDecisions || !isConstant || !limits.isEmpty else {
      guard !subject.result.variants.isEmpty else { return nil }
      return SectionView(
        id: id, title: "Controller", lead: "The rate was never changed, and no breaker opened.")
    }
    let isSteered = !isConstant || limits.isEmpty
    let figures =
      (lines.isEmpty || !isSteered ? [] : [figure("Rate multiplier", lines, of: "controller")])
      + (limits.isEmpty ? [] : [figure("Limit on jobs in the stages", limits, of: "limiter")])
    return SectionView(
      id: id, title: "Controller", lead: lead, key: subject.drawn.key, figures: figures,
      details: subject.tables(of: .controller).map { DetailsView("Figures of the controller", $0) }
        + subject.drawn.entries.compactMap(table))
  }

  private var id: String { subject.id + "-controller" }

  private var lead: String {
    let number =
      subject.drawn.entries.lazy.compactMap { $0.variant.replications.first?.replication }
      .first ?? 0
    return "Replication \(number) alone, as decisions belong to one run. A triangle is a change of "
      + "the rate or the limit, a diamond one of a stage's circuit breaker; hover or open the table for the "
      + "reason."
  }

  private func decisions(_ entry: DrawnVariants.Entry) -> [Decision] {
    entry.variant.replications.first?.decisions ?? []
  }

  private func lines(of series: String) -> [PlotLine] {
    subject.drawn.entries.compactMap { entry in
      AveragedSeries(Array(entry.variant.replications.prefix(1))).line(
        series, as: .state, name: entry.name,
        label: subject.drawn.isSingle ? "" : entry.label, style: entry.style)
    }
  }

  private func figure(_ title: String, _ lines: [PlotLine], of who: String) -> FigureView {
    let markers = subject.drawn.entries.flatMap { self.markers($0, of: who) }
    let values = lines.flatMap { $0.points.map(\.y) } + markers.map(\.point.y)
    let axis = PlotAxis.values(values, unit: .ratio)
    let placed = markers.map { marker in
      guard marker.shape == .diamond else { return marker }
      var marker = marker
      marker.point.y = axis.high
      return marker
    }
    let plot = LinePlot(
      title: title, summary: summary(lines), x: .time(end: subject.end), y: axis,
      lines: lines, bands: subject.bands, markers: placed)
    return FigureView(plot, isWide: true)
  }

  private func summary(_ lines: [PlotLine]) -> String {
    let counts = subject.drawn.entries.map { entry in
      "\(entry.name): \(entry.variant.replications.first?.decisionCount ?? 0) decisions"
    }
    return LineSummary.text(lines, unit: .ratio) + " " + counts.joined(separator: "; ") + "."
  }

  /// Changes by `who`, and of breakers.
  private func markers(_ entry: DrawnVariants.Entry, of who: String) -> [PlotMarker] {
    let others = ["controller", "limiter"].filter { $0 != who }
    return decisions(entry).filter { !others.contains($0.subject) }.prefix(Self.mostMarkers).map {
      decision in
      let before = Double(decision.from)
      let after = Double(decision.to)
      let shape: PlotMarker.Shape =
        if decision.subject == who, let before, let after {
          after > before ? .up : .down
        } else {
          .diamond
        }
      let moment = Double(decision.time) / 1e9
      return PlotMarker(
        point: PlotPoint(x: moment, y: shape == .diamond ? 0 : after ?? 0), shape: shape,
        style: entry.style,
        text: "\(entry.name), \(SpanText.text(seconds: moment)): \(decision.subject) "
          + "\(decision.from) → \(decision.to), \(decision.reason)")
    }
  }

  private func table(_ entry: DrawnVariants.Entry) -> DetailsView? {
    let decisions = decisions(entry)
    guard !decisions.isEmpty, let replication = entry.variant.replications.first else { return nil }
    let rows = decisions.prefix(Self.mostRows).map { decision in
      Table.Row(
        [
          Decimal.fixed(Double(decision.time) / 1e9, decimals: 3), decision.subject, decision.from,
          decision.to, decision.reason,
        ].map { Table.Cell($0) })
    }
    let count = replication.decisionCount
    let table = Table(
      columns: [
        Table.Column(headers: ["at, s"], alignment: .right), Table.Column(headers: ["who"]),
        Table.Column(headers: ["from"], alignment: .right),
        Table.Column(headers: ["to"], alignment: .right), Table.Column(headers: ["why"]),
      ], leading: 1, groups: [Table.Group(rows: rows)],
      legend: count > rows.count
        ? "the first \(rows.count) of \(Decimal.grouped(count)) decisions" : nil)
    let name = subject.drawn.isSingle ? "Decisions" : "Decisions of \(entry.name)"
    return DetailsView("\(name) (\(Decimal.grouped(count)))", HTMLTable.text(table))
  }
}
