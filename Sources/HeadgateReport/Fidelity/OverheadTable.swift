import HeadgateModel

/// What the machine added to each stage's batches.
struct OverheadTable {
  private let overhead: [StageOverhead]
  private let hasLegend: Bool

  init(_ overhead: [StageOverhead], hasLegend: Bool) {
    self.overhead = overhead
    self.hasLegend = hasLegend
  }

  /// `nil` where none was measured.
  var table: Table? {
    guard !overhead.isEmpty else { return nil }
    let headers = [
      ["stage", ""], ["", "batches"], ["late by", "mean"], ["", "p50"], ["", "p99"], ["", "max"],
      ["begun after", "mean"], ["", "p50"], ["", "p99"], ["", "max"],
    ]
    return Table(
      title: "Overhead of the engine, in ms",
      columns: headers.enumerated().map {
        Table.Column(headers: $1, alignment: $0 == 0 ? .left : .right)
      }, leading: 1, groups: [Table.Group(rows: overhead.map(row))],
      legend: hasLegend ? Self.legend : nil)
  }

  private static let legend =
    "median over runs; late by: from a batch's planned end to when its worker went on; begun after: "
    + "from the decision to start it to its worker's start"

  private func row(_ stage: StageOverhead) -> Table.Row {
    let delays = [stage.overshoot, stage.dispatch].flatMap { [$0.mean, $0.p50, $0.p99, $0.max] }
    return Table.Row(
      [Table.Cell(stage.stage), Table.Cell(Decimal.grouped(stage.batches))]
        + delays.map { Table.Cell(Decimal.fixed($0 * 1e3, decimals: 3)) })
  }
}
