import HeadgateModel

/// A capacity search on the page: the answers, then each threshold's figure over the load.
struct CapacityPage {
  /// Plots beyond this many would hide the ones that matter.
  private static let mostPlots = 8

  private let result: CapacityResult
  private let id: String
  private let isOnly: Bool
  private let text: CapacityText

  init(_ result: CapacityResult, id: String, isOnly: Bool) {
    self.result = result
    self.id = id
    self.isOnly = isOnly
    text = CapacityText(question: result.question)
  }

  var view: RunView {
    let report = CapacityReport(result)
    let tables = CapacityTables(result)
    return RunView(
      id: id, heading: PageHeading.text(result.scenarioName, isTitle: isOnly),
      description: report.question,
      verdict: RunView.Verdict(
        kind: HTMLText(escaping: report.isGood ? "good" : result.isInterrupted ? "warn" : "bad"),
        word: HTMLText(escaping: "capacity"), reason: HTMLText(escaping: report.verdict)),
      alarms: report.alarms, facts: report.circumstances, notes: [], overview: [],
      sections: result.variants.isEmpty
        ? [provenance] : [answers(tables), curves, trials(tables), provenance])
  }

  private func answers(_ tables: CapacityTables) -> SectionView {
    SectionView(
      id: id + "-answers", title: "Capacity",
      tables: [HTMLTable.text(tables.answers), HTMLTable.text(tables.utilization)])
  }

  private func trials(_ tables: CapacityTables) -> SectionView {
    SectionView(
      id: id + "-tried", title: "What was tried",
      details: result.variants.map {
        DetailsView($0.name, HTMLTable.text(tables.trials($0)))
      })
  }

  // MARK: Curves

  private var shown: [CapacityVariant] { Array(result.variants.prefix(PlotStyle.count)) }

  private var curves: SectionView {
    SectionView(
      id: id + "-curves", title: text.isLoad ? "Figures over the load" : "Figures over the setting",
      lead: result.variants.count > shown.count ? "The first \(shown.count) variants." : "",
      key: shown.count < 2
        ? nil
        : PlotKey.text(shown.enumerated().map { (style: .number($0), name: $1.name) }),
      figures: thresholds.prefix(Self.mostPlots).map(figure))
  }

  private var thresholds: [Threshold] {
    var distinct: [Threshold] = []
    for demand in shown.flatMap({ $0.trials.first?.demands ?? [] })
    where !distinct.contains(where: { $0.expression == demand.threshold.expression }) {
      distinct.append(demand.threshold)
    }
    return distinct
  }

  private func figure(_ threshold: Threshold) -> FigureView {
    let lines = shown.enumerated().map { line($1, threshold, style: .number($0)) }
    let places = lines.flatMap(\.points)
    let ends = [places.map(\.x).min(), places.map(\.x).max()].compactMap { $0 }
    let limit = PlotLine(
      name: "limit", label: "limit", style: .neutral,
      segments: [ends.map { PlotPoint(x: $0, y: threshold.limit) }])
    let unit = text.unit(threshold)
    let x = PlotAxis.values(
      ends, unit: text.isLoad ? .perSecond : .count, isLogarithmicAllowed: true)
    let plot = LinePlot(
      title: threshold.expression, summary: summary(threshold), x: x,
      y: PlotAxis.values(
        places.map(\.y) + [threshold.limit], unit: unit, isLogarithmicAllowed: true),
      lines: [limit] + lines)
    return FigureView(plot, caption: text.isLoad ? "over offered jobs per second" : "")
  }

  private func line(
    _ variant: CapacityVariant, _ threshold: Threshold, style: PlotStyle
  ) -> PlotLine {
    let points = variant.trials.compactMap { trial -> PlotPoint? in
      let demand = trial.demands.first { $0.threshold.expression == threshold.expression }
      guard let y = demand?.observed, let x = text.isLoad ? trial.offered : trial.position
      else { return nil }
      return PlotPoint(x: x, y: y)
    }
    return PlotLine(name: variant.name, style: style, segments: [points])
  }

  private func summary(_ threshold: Threshold) -> String {
    let told = shown.compactMap { variant -> String? in
      let demand = variant.answered?.demands.first {
        $0.threshold.expression == threshold.expression
      }
      guard let demand, let answered = variant.answered else { return nil }
      return "\(variant.name): \(text.figure(demand)) at \(text.position(answered.position))"
    }
    return told.isEmpty ? "No values." : told.joined(separator: "; ") + "."
  }

  private var provenance: SectionView {
    let environment = result.environment
    return SectionView(
      id: id + "-provenance", title: "Scenario, seed and machine",
      tables: [
        DescriptionList.text([
          ("scenario file", result.scenarioPath), ("scenario SHA-256", result.scenarioSHA256),
          ("seed", "\(result.seed)"), ("headgate", environment.version),
          ("commit", environment.commit), ("machine", environment.machine),
          ("started", environment.startedAt),
          ("took", SpanText.text(seconds: environment.wallSeconds)),
        ])
      ])
  }
}
