import HeadgateModel

/// What a study's page draws.
struct TuningFigures {
  private let result: TuningResult
  private let units: TuningUnits
  private let objectives: [String]

  init(_ result: TuningResult) {
    self.result = result
    units = TuningUnits(result)
    objectives = result.space.objectives.map(\.metric.description)
  }

  /// The best candidate's objectives over the runs of the search.
  var history: [FigureView] {
    objectives.indices.compactMap { position in
      let points = result.history.filter { $0.best.indices.contains(position) }
        .map { PlotPoint(x: Double($0.runs), y: $0.best[position]) }
      guard points.count > 1, let first = points.first, let last = points.last else { return nil }
      let (name, unit) = (objectives[position], units.unit(objectives[position]))
      return FigureView(
        LinePlot(
          title: "Best \(name) over simulated runs",
          summary: "\(FigureText.text(first.y, unit)) after \(Decimal.grouped(Int(first.x))) runs, "
            + "\(FigureText.text(last.y, unit)) after \(Decimal.grouped(Int(last.x))).",
          x: .values(points.map(\.x), unit: .count),
          y: .values(points.map(\.y), unit: unit, isLogarithmicAllowed: unit == .seconds),
          lines: [PlotLine(name: name, style: .number(0), segments: [points])]))
    }
  }

  /// The first two objectives of what no other candidate betters, a plot a scenario.
  var fronts: [FigureView] {
    guard objectives.count > 1, !result.front.isEmpty else { return [] }
    let count = result.front.map(\.objectives.count).min() ?? 0
    return result.scenarios.prefix(count).indices.map { front(on: $0) }
  }

  private func front(on scenario: Int) -> FigureView {
    let (x, y) = (units.unit(objectives[0]), units.unit(objectives[1]))
    func point(_ finalist: TuningFinalist) -> PlotPoint {
      PlotPoint(x: finalist.objectives[scenario][0], y: finalist.objectives[scenario][1])
    }
    let members = result.front.sorted { (point($0).x, point($0).y) < (point($1).x, point($1).y) }
    let others = result.finalists.filter { finalist in
      finalist.objectives.indices.contains(scenario)
        && !members.contains { $0.name == finalist.name }
    }
    func marker(_ finalist: TuningFinalist, _ style: PlotStyle) -> PlotMarker {
      let isChosen = finalist.name == result.winner?.name
      let figures = zip(objectives, finalist.objectives[scenario])
        .map { "\($0) \(units.text($1, $0))" }
      return PlotMarker(
        point: point(finalist), shape: isChosen ? .up : .diamond, style: style,
        text: "\(finalist.name): " + figures.joined(separator: ", "))
    }
    let all = members + others
    let plot = LinePlot(
      title: "\(objectives[1]) over \(objectives[0]) on \(result.scenarios[scenario].name)",
      summary: "\(members.count) on the front.",
      x: .values(all.map { point($0).x }, unit: x, beginsAtZero: false),
      y: .values(all.map { point($0).y }, unit: y, beginsAtZero: false),
      lines: [PlotLine(name: "front", style: .number(0), segments: [members.map(point)])],
      markers: members.map { marker($0, .number(0)) } + others.map { marker($0, .neutral) })
    return FigureView(
      plot, caption: "◆ on the front, ▲ chosen; grey: what else competed, presets among them")
  }

  /// What each parameter explains by itself.
  var importance: FigureView? {
    guard !result.importance.isEmpty else { return nil }
    let ordered = result.importance.sorted { ($1.explained, $0.path) < ($0.explained, $1.path) }
    let plot = BarPlot(
      title: "Share of the variance that a setting explains by itself",
      summary: ordered.map { "\($0.path) \(FigureText.text($0.explained, .share))" }
        .joined(separator: ", ") + ".",
      unit: .share,
      bars: ordered.map {
        BarPlot.Bar(name: "\($0.path) = \($0.value)", value: $0.explained, style: .number(0))
      })
    return FigureView(title: plot.title, panel: plot.svg(.panel))
  }
}
