import HeadgateModel

/// One variant of two runs: deltas, the pairs behind them, where the latency moved, and when.
struct ComparedVariantSection {
  private static let dotMetrics = ["latency.mean", "latency.p99", "throughput"]

  private let variant: VariantComparison
  private let comparison: RunComparison
  private let id: String
  private let hasModes: Bool

  init(_ variant: VariantComparison, comparison: RunComparison, id: String, hasModes: Bool) {
    self.variant = variant
    self.comparison = comparison
    self.id = id
    self.hasModes = hasModes
  }

  var view: SectionView {
    let name = variant.identity.name
    let figures = dots + [parts].compactMap { $0 }
    return SectionView(
      id: id, title: hasModes ? "\(name) (\(variant.identity.mode.rawValue))" : name, lead: lead,
      key: figures.isEmpty ? nil : key,
      tables: [
        DeltaTable(variant.metrics, comparison).table,
        DivergenceTable(
          variant, labels: (comparison.baseline.label, comparison.candidate.label)
        ).table,
      ].compactMap { $0.map { HTMLTable.text($0) } },
      figures: figures)
  }

  private var lead: String {
    let counts = "\(variant.baselineCount) against \(variant.candidateCount) replications"
    switch variant.basis {
    case .identical:
      return "Identical: all \(variant.identicalPairs) traces are the same, event by event."
    case .paired:
      return
        "Paired on the same arrivals and work, \(counts); \(variant.identicalPairs) pairs have "
        + "the same trace. \(firstDecision)"
    case .unpaired:
      return "Independent repetitions, \(counts): tested by ranks. \(firstDecision)"
    }
  }

  private var key: HTMLText {
    PlotKey.text([
      (style: .number(0), name: comparison.baseline.label),
      (style: .number(1), name: comparison.candidate.label),
    ])
  }

  private var firstDecision: String {
    guard let first = variant.firstDecision else { return "" }
    func words(_ decision: Decision?, _ label: String) -> String {
      guard let decision else { return "\(label) decides nothing more" }
      return "\(label) at \(SpanText.text(seconds: Double(decision.time) / 1e9)): "
        + "\(decision.subject) \(decision.from) → \(decision.to), \(decision.reason)"
    }
    return "The first decision that differs, after \(first.shared) shared ones of replication "
      + "\(first.replication): \(words(first.baseline, comparison.baseline.label)); "
      + "\(words(first.candidate, comparison.candidate.label))."
  }

  private var dots: [FigureView] {
    guard variant.basis == .paired else { return [] }
    return Self.dotMetrics.compactMap { name in
      guard let metric = variant.metric(name), metric.baselineValues.count > 1,
        metric.baselineValues.count == metric.candidateValues.count
      else { return nil }
      let group = DotPairPlot.Group(
        name: comparison.candidate.label, baseline: metric.baselineValues,
        candidate: metric.candidateValues, style: .number(1))
      let plot = DotPairPlot(
        title: "\(name), pair by pair", summary: DotSummary.text([group], unit: metric.unit),
        unit: metric.unit, baselineStyle: .number(0), groups: [group])
      return FigureView(title: plot.title, panel: plot.svg(.panel))
    }
  }

  private var parts: FigureView? {
    let latency = variant.parts.filter { MetricCatalogue.timeParts.contains($0.name) }
    guard latency.contains(where: { $0.baseline > 0 || $0.candidate > 0 }) else { return nil }
    let bars = [
      StackedBarPlot.Bar(name: comparison.baseline.label, parts: latency.map(\.baseline)),
      StackedBarPlot.Bar(name: comparison.candidate.label, parts: latency.map(\.candidate)),
    ]
    let styles = latency.map { part in
      PlotStyle.part(MetricCatalogue.timeParts.firstIndex(of: part.name) ?? 0)
    }
    let summary = latency.filter { $0.baseline != $0.candidate }.map {
      "\($0.name) \(FigureText.text($0.baseline, .seconds)) to "
        + FigureText.text($0.candidate, .seconds)
    }.joined(separator: ", ")
    let plot = StackedBarPlot(
      title: "Where the latency moved", summary: summary + ".", partNames: latency.map(\.name),
      styles: styles, bars: bars)
    let key = plot.shown.map { (style: styles[$0], name: plot.partNames[$0]) }
    return FigureView(
      title: plot.title, ownKey: PlotKey.parts(key), panel: plot.svg(.panel))
  }
}
