import HeadgateModel

/// How full the queue and the buffers were, and how busy the stages.
struct StagesSection {
  private static let mostStages = 6
  /// A mean depth below which a buffer counts as empty.
  private static let empty = 0.005

  private let subject: RunSubject

  init(_ subject: RunSubject) {
    self.subject = subject
  }

  var view: SectionView? {
    let figures = !subject.hasSeries ? [] : subject.drawn.isSingle ? single : panels
    let tables = subject.tables(of: .stages).map { DetailsView("Figures by stage", $0) }
    guard !figures.isEmpty || !tables.isEmpty else { return nil }
    return SectionView(
      id: subject.id + "-stages", title: "Queue, buffers and stages over time", lead: lead,
      key: subject.drawn.key, figures: figures,
      details: tables)
  }

  /// Every stage in the order of the pipeline.
  private var allStages: [String] {
    let suffix = ".utilization"
    return (subject.series.first { !$0.isEmpty }?.names ?? []).filter { $0.hasSuffix(suffix) }
      .map { String($0.dropLast(suffix.count)) }
  }

  /// At most so many as a page has room for: the busiest, in the order of the pipeline.
  private var stages: [String] {
    let all = allStages
    guard all.count > Self.mostStages else { return all }
    let busy = all.map { stage in
      subject.drawn.entries.compactMap { $0.variant.summary("\(stage).utilization")?.mean }.max()
        ?? 0
    }
    let kept = all.indices.sorted { (busy[$0], -$0) > (busy[$1], -$1) }.prefix(Self.mostStages)
    return kept.sorted().map { all[$0] }
  }

  private var lead: String {
    guard subject.hasSeries else { return "" }
    var words = ["Depths are the jobs that wait, utilization is the share of workers in service."]
    let left = allStages.count - stages.count
    if left > 0 { words.append("The \(stages.count) busiest stages; \(left) more are left out.") }
    let never = stages.filter { !hasBuffer($0) }
    if !never.isEmpty {
      words.append("Nothing waited before \(never.joined(separator: ", ")).")
    }
    return words.joined(separator: " ")
  }

  private func hasBuffer(_ stage: String) -> Bool {
    subject.overlay("\(stage).buffer", as: .flow).contains { line in
      line.points.contains { $0.y > Self.empty }
    }
  }

  /// One variant: stages are the lines.
  private var single: [FigureView] {
    guard let series = subject.series.first else { return [] }
    let queue = series.line(
      "queue.depth", as: .flow, name: "submission queue", label: "queue", style: .number(0))
    let stages = stages
    func lines(_ kind: String, _ chosen: [String]) -> [PlotLine] {
      chosen.compactMap { stage in
        let style = PlotStyle.number(1 + (stages.firstIndex(of: stage) ?? 0))
        return series.line(
          "\(stage).\(kind)", as: .flow, name: stage, label: stage, style: style,
          hasExtents: chosen.count <= RunSubject.mostRanges)
      }
    }
    let depths = (queue.map { [$0] } ?? []) + lines("buffer", stages.filter(hasBuffer))
    let busy = lines("utilization", stages)
    return [
      depths.isEmpty
        ? nil
        : FigureView(subject.plot("Jobs in queue and buffers", depths, unit: .ratio)),
      busy.isEmpty ? nil : FigureView(subject.plot("Utilization", busy, unit: .share, top: 1)),
    ].compactMap { $0 }
  }

  /// Several variants: a plot a stage.
  private var panels: [FigureView] {
    var figures: [FigureView] = []
    func add(_ title: String, _ lines: [PlotLine], _ unit: MetricUnit, top: Double? = nil) {
      guard !lines.isEmpty else { return }
      figures.append(FigureView(subject.plot(title, lines, unit: unit, top: top)))
    }
    add("Jobs in the submission queue", subject.overlay("queue.depth", as: .flow), .ratio)
    for stage in stages where hasBuffer(stage) {
      add("Jobs in the buffer of \(stage)", subject.overlay("\(stage).buffer", as: .flow), .ratio)
    }
    for stage in stages {
      add(
        "Utilization of \(stage)", subject.overlay("\(stage).utilization", as: .flow), .share,
        top: 1)
    }
    return figures
  }
}
