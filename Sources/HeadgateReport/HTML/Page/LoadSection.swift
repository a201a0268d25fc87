import HeadgateModel

/// Jobs offered, accepted and completed over time.
struct LoadSection {
  private let subject: RunSubject

  init(_ subject: RunSubject) {
    self.subject = subject
  }

  var view: SectionView? {
    guard subject.hasSeries else { return nil }
    let figures = subject.drawn.isSingle ? [single] : [overlay] + panels
    return SectionView(
      id: subject.id + "-load", title: "Load over time",
      lead: [subject.drawn.note, subject.reading].filter { !$0.isEmpty }.joined(separator: " "),
      key: key, figures: figures, details: [table].compactMap { $0 })
  }

  private var key: HTMLText? {
    if subject.drawn.isSingle { return nil }
    return PlotKey.text(
      subject.drawn.entries.map { (style: $0.style, name: $0.name) }
        + [(style: .neutral, name: "offered"), (style: .secondary, name: "accepted")])
  }

  private func line(
    _ line: String, of position: Int, label: String, style: PlotStyle, hasExtents: Bool = false
  ) -> PlotLine? {
    subject.series[position].line(
      line, as: .flow, name: line, label: label, style: style, hasExtents: hasExtents)
  }

  private func lines(of position: Int) -> [PlotLine] {
    let entry = subject.drawn.entries[position]
    return [
      line("offered", of: position, label: "offered", style: .neutral),
      line("accepted", of: position, label: "accepted", style: .secondary),
      line("completed", of: position, label: "completed", style: entry.style, hasExtents: true),
    ].compactMap { $0 }
  }

  private var single: FigureView {
    FigureView(
      subject.plot("Jobs offered, accepted and completed", lines(of: 0), unit: .perSecond),
      isWide: true)
  }

  private var overlay: FigureView {
    let offered = line("offered", of: 0, label: "offered", style: .neutral)
    let lines = (offered.map { [$0] } ?? []) + subject.overlay("completed", as: .flow)
    return FigureView(
      subject.plot("Jobs completed", lines, unit: .perSecond),
      caption: "against those offered to \(subject.drawn.entries[0].name)", isWide: true)
  }

  private var panels: [FigureView] {
    let lines = subject.drawn.entries.indices.map(lines)
    // One height for all, so that they can be set against each other.
    let top = lines.joined().flatMap { line in
      line.points.map(\.y) + line.extents.map(\.high)
    }.max()
    return zip(subject.drawn.entries, lines).map { entry, lines in
      FigureView(subject.plot(entry.name, lines, unit: .perSecond, top: top))
    }
  }

  private var table: DetailsView? {
    let lines = subject.drawn.entries.indices.map(lines)
    return TimeTable(
      columns: zip(subject.drawn.entries, lines).flatMap { entry, lines in
        lines.map { (subject.drawn.isSingle ? [$0.name] : [entry.label, $0.name], $0) }
      }, unit: .perSecond
    ).details("Offered, accepted and completed as a table")
  }
}
