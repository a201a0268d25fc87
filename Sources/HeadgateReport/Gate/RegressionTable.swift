import HeadgateModel

/// What the scenario demands against the baseline, and what came out for each variant.
struct RegressionTable {
  private let columns: VariantColumns
  private let regressions: [RegressionResult]

  init(_ columns: VariantColumns, regressions: [RegressionResult]) {
    self.columns = columns
    self.regressions = regressions
  }

  var table: Table? {
    guard !regressions.isEmpty else { return nil }
    var demands: [Regression] = []
    for result in regressions where !demands.contains(result.regression) {
      demands.append(result.regression)
    }
    return columns.table(
      title: "Against the baseline", groups: [Table.Group(rows: demands.map(row))],
      legend: "in brackets the change from the baseline's mean over the same replications")
  }

  private func row(_ demand: Regression) -> Table.Row {
    let results = columns.variants.map { variant in
      regressions.first {
        $0.regression == demand && $0.identity == variant.identity
      }
    }
    let unit = columns.variants.lazy.compactMap { $0.summary(demand.metric.description)?.unit }
      .first
    let scale = FigureScale(unit ?? .ratio, values: results.compactMap { $0?.observed })
    let isWarning = demand.severity == .warn
    let missed = results.compactMap { $0 }.filter { !$0.ok }
    let cells = results.map { result -> Table.Cell in
      guard let result else { return Table.Cell("-") }
      let mark: Mark = result.ok ? .held : isWarning ? .warned : .missed
      guard let observed = result.observed else { return Table.Cell("no samples", mark: mark) }
      guard result.baseline != nil else { return Table.Cell("not in the baseline", mark: mark) }
      return Table.Cell(
        scale.text(observed), aside: GateFigure.change(result).map { "(\($0))" } ?? "", mark: mark)
    }
    let mark: Mark = missed.isEmpty ? .held : isWarning ? .warned : .missed
    return Table.Row(
      [Table.Cell("\(mark.rawValue) \(demand.expression)"), Table.Cell(scale.unit)] + cells,
      note: missed.isEmpty ? nil : note(demand, missed: missed.count))
  }

  private func note(_ demand: Regression, missed: Int) -> String {
    let word = demand.severity == .warn ? "missed (a warning)" : "missed"
    let count = columns.variants.count
    return "\(demand.location.file):\(demand.location.line): \(word)"
      + (count > 1 ? " by \(missed) of \(count) variants" : "")
  }
}
