import HeadgateModel

/// The tables of a calibration.
struct CalibrationTables {
  private let result: CalibrationResult

  init(_ result: CalibrationResult) {
    self.result = result
  }

  private func columns(_ headers: [String], words: Set<Int> = [0]) -> [Table.Column] {
    headers.enumerated().map {
      Table.Column(headers: [$1], alignment: words.contains($0) ? .left : .right)
    }
  }

  private func number(_ value: Double?, decimals: Int = 3) -> Table.Cell {
    Table.Cell(value.map { Decimal.fixed($0, decimals: decimals) } ?? "")
  }

  /// What is written for each stage.
  var stages: Table? {
    guard !result.stages.isEmpty else { return nil }
    return Table(
      title: "Service",
      columns: columns(
        ["stage", "batches", "base", "per item", "per KiB", "overhead", "transient", "permanent"],
        words: [0, 3]),
      leading: 1,
      groups: [
        Table.Group(
          rows: result.stages.map { stage in
            let failures = stage.failureShares
            return Table.Row(
              [
                stage.stage, Decimal.grouped(stage.batches), stage.baseText, stage.perItemText,
                stage.perKiBText, stage.overheadText, percent(failures.transient),
                percent(failures.permanent),
              ].map { Table.Cell($0) })
          })
      ])
  }

  private func percent(_ share: Double) -> String {
    share == 0 ? "" : Decimal.fixed(share * 100, decimals: 2) + " %"
  }

  /// How well the families fit, where any was fitted.
  var fits: Table? {
    let fitted = result.stages.filter { $0.rSquared != nil && !$0.isKept }
    guard !fitted.isEmpty else { return nil }
    return Table(
      title: "Fit",
      columns: columns(
        ["stage", "left out", "R²", "values", "family", "next", "D", "p", "A²", "p"],
        words: [0, 4, 5]),
      leading: 1, groups: [Table.Group(rows: fitted.map(fitRow))],
      legend:
        "R²: of the durations, by base + items + size; next: by how much of BIC it is behind; D: "
        + "Kolmogorov-Smirnov, A²: Anderson-Darling, p by a parametric bootstrap of at most 1,000 values"
    )
  }

  private func fitRow(_ stage: StageCalibration) -> Table.Row {
    let fit = stage.fit
    let own = fit?.families.first { $0.name == fit?.family }
    let next = fit?.families.first { $0.name != fit?.family }
    return Table.Row([
      Table.Cell(stage.stage), Table.Cell(Decimal.grouped(stage.excluded)),
      number(stage.rSquared),
      Table.Cell(
        fit.map { Decimal.grouped($0.count) } ?? "",
        aside: fit?.isOfSums == true ? " batches" : ""),
      Table.Cell(fit?.family ?? "constant"),
      Table.Cell(
        next.map { next in
          let behind = next.behind - (own?.behind ?? 0)
          let sign = behind < 0 ? "-" : "+"
          return "\(next.name) \(sign)\(Decimal.fixed(behind.magnitude, decimals: 1))"
        } ?? ""),
      number(fit?.distance), number(fit?.distancePValue), number(fit?.weighted, decimals: 2),
      number(fit?.weightedPValue),
    ])
  }

  /// Recorded against drawn times, where the draws could be made again.
  var draws: Table? {
    let drawn = result.stages.filter { $0.draws != nil }
    guard !drawn.isEmpty else { return nil }
    return Table(
      title: "Recorded against drawn",
      columns: columns(
        ["stage", "batches", "slope", "R²", "mean overhead", "median overhead", "service model"],
        words: [0, 6]),
      leading: 1,
      groups: [
        Table.Group(
          rows: drawn.map { stage in
            let draws = stage.draws
            func time(_ seconds: Double?) -> Table.Cell {
              Table.Cell(seconds.map { FigureText.text($0, .seconds) } ?? "")
            }
            return Table.Row([
              Table.Cell(stage.stage), Table.Cell(Decimal.grouped(draws?.count ?? 0)),
              number(draws?.slope), number(draws?.rSquared), time(draws?.meanOverhead),
              time(draws?.medianOverhead),
              Table.Cell(stage.isKept ? "the scenario's" : "fitted"),
            ])
          })
      ],
      legend:
        "the run's own draws, made again from the scenario: slope 1 where the machine only adds to a "
        + "batch; the mean overhead is written")
  }

  var workloads: Table? {
    guard !result.workloads.isEmpty else { return nil }
    return Table(
      title: "Load",
      columns: columns(
        ["workload", "jobs", "arrivals", "cv", "p", "sizes", "D"], words: [0, 2, 5]),
      leading: 1,
      groups: [
        Table.Group(
          rows: result.workloads.map { source in
            Table.Row([
              Table.Cell(source.name), Table.Cell(Decimal.grouped(source.jobs)),
              Table.Cell(source.arrivals), number(source.cv), number(source.poissonPValue),
              Table.Cell(source.sizes), number(source.sizeDistance),
            ])
          })
      ],
      legend: result.workloads.contains { $0.cv != nil }
        ? "cv: of the gaps, each over the mean of its stretch; p: that they are exponential" : nil)
  }

  private var title: String {
    switch result.check.heldOut {
    case 0: "Prediction of the recorded run"
    case 1: "Prediction of a run that was held out"
    case let count: "Prediction of \(count) runs that were held out"
    }
  }

  /// Whether figures are known to differ between runs or universes.
  private var hasSpread: Bool { result.check.universes > 1 || result.check.heldOut > 1 }

  /// The written scenario in the simulator beside what was measured.
  var check: Table {
    let check = result.check
    let hasBefore = check.before != nil
    return Table(
      title: title,
      columns: columns(
        ["", "", check.heldOut == 0 ? "recorded" : "measured", "sim", "off by"]
          + (hasBefore ? ["before"] : []) + ["spread", "band"],
        words: [0, 1]),
      leading: 2,
      groups: [
        Table.Group(
          rows: check.measures.map { row($0, hasBefore: hasBefore) },
          note: check.measures.lazy.compactMap(\.note).first)
      ], legend: legend)
  }

  private var legend: String {
    let check = result.check
    var words =
      check.universes == 1
      ? "sim meets the run's own draws"
      : "sim: median over \(check.universes) universes; off by: the median of how far each is; "
        + "spread: of the most outlying one from the others"
    if check.before != nil {
      let isDrawn = result.stages.contains { $0.draws != nil } || check.universes == 1
      words += "; before: the scenario as it was" + (isDrawn ? ", with the run's own draws" : "")
    }
    words +=
      "; \(check.busiestStage) is "
      + Decimal.fixed(check.utilization * 100, decimals: 1) + " % busy"
    if let widening = check.widening, widening != 1 {
      words += ", bands \(Decimal.fixed(widening, decimals: 2)) times as wide for it"
    }
    return words
  }

  private func row(_ measure: FidelityMeasure, hasBefore: Bool) -> Table.Row {
    let scale = FigureScale(
      measure.unit, values: [measure.predicted, measure.measured].compactMap { $0 })
    func figure(_ value: Double?) -> Table.Cell { Table.Cell(value.map(scale.text) ?? "") }
    let before = result.check.before?.first { $0.name == measure.name }
    return Table.Row(
      [
        Table.Cell(measure.name), Table.Cell(measure.predicted == nil ? "" : scale.unit),
        figure(measure.measured), figure(measure.predicted), FidelityTable.distance(measure),
      ] + (hasBefore ? [before.map(FidelityTable.distance) ?? Table.Cell("")] : [])
        + [
          Table.Cell(hasSpread ? FidelityTable.percent(measure.floor) : ""),
          Table.Cell(measure.band.map { FidelityTable.percent($0) } ?? ""),
        ])
  }
}
