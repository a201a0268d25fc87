import HeadgateModel

/// Figures of two runs and the difference between them, with interval, p value and outcome.
struct DeltaTable {
  private let metrics: [MetricComparison]
  private let comparison: RunComparison

  init(_ metrics: [MetricComparison], _ comparison: RunComparison) {
    self.metrics = metrics
    self.comparison = comparison
  }

  /// `nil` where nothing is compared.
  var table: Table? {
    guard !metrics.isEmpty else { return nil }
    let headers = [
      "metric", "", comparison.baseline.label, comparison.candidate.label, "difference",
      "95 % interval", "p", "",
    ]
    return Table(
      columns: headers.enumerated().map { position, header in
        Table.Column(headers: [header], alignment: (2...6).contains(position) ? .right : .left)
      },
      leading: 2, groups: [Table.Group(rows: metrics.map(row))],
      legend:
        "p is adjusted over the table (Benjamini-Hochberg); better and worse: a difference that "
        + "is there and reaches the metric's margin")
  }

  private func row(_ metric: MetricComparison) -> Table.Row {
    let scale = FigureScale(metric.unit, values: [metric.baselineMean, metric.candidateMean])
    let bounds = [metric.low, metric.high].compactMap { $0 }
    let difference = FigureScale(
      metric.unit, values: [metric.estimate], intervals: bounds)
    func told(_ value: Double) -> String {
      metric.isRatio
        ? Decimal.signed(value * 100, decimals: value.magnitude < 0.1 ? 2 : 1) + "%"
        : Decimal.signed(value * difference.factor, decimals: difference.decimals) + difference.unit
    }
    let p = metric.adjustedPValue ?? metric.pValue
    return Table.Row(
      [
        Table.Cell(metric.name), Table.Cell(scale.unit),
        Table.Cell(scale.text(metric.baselineMean)), Table.Cell(scale.text(metric.candidateMean)),
        Table.Cell(told(metric.estimate)),
        Table.Cell(bounds.count == 2 ? "\(told(bounds[0])) to \(told(bounds[1]))" : "-"),
        Table.Cell(p.map(ProbabilityText.text) ?? "-"),
        Table.Cell(metric.outcome.rawValue, mark: Mark(metric.outcome)),
      ], note: note(metric))
  }

  private func note(_ metric: MetricComparison) -> String? {
    guard let needed = metric.replicationsNeeded else { return nil }
    switch metric.outcome {
    case .inconclusive:
      return "undecided: about \(Decimal.grouped(needed)) replications would tell"
    case .unreachable:
      return "so few repetitions can show nothing: it takes \(Decimal.grouped(needed)) a side"
    case .identical, .better, .worse, .different, .small, .equivalent: return nil
    }
  }
}
