import HeadgateModel

/// The parts of the mean latency that moved most.
struct TimePartsTable {
  private static let most = 5

  private let shifts: [TimePartShift]
  private let labels: (baseline: String, candidate: String)

  init(_ variant: VariantComparison, labels: (baseline: String, candidate: String)) {
    self.labels = labels
    let moved = variant.parts.filter { $0.difference != 0 }
    let largest = moved.map(\.difference.magnitude).max() ?? 0
    shifts = Array(
      moved.enumerated()
        .filter { $0.element.difference.magnitude >= 0.05 * largest }
        .sorted {
          ($1.element.difference.magnitude, $0.offset)
            < ($0.element.difference.magnitude, $1.offset)
        }
        .map(\.element).prefix(Self.most))
  }

  /// Whether the metric is one of the parts that the table is about.
  static func isPart(_ metric: String) -> Bool {
    metric.hasPrefix("time.") || metric.hasSuffix(".wait.mean") || metric.hasSuffix(".service.mean")
  }

  var table: Table? {
    guard !shifts.isEmpty else { return nil }
    // One unit for all: they are there to be held against each other.
    let scale = FigureScale(.seconds, values: shifts.flatMap { [$0.baseline, $0.candidate] })
    let rows = shifts.map { shift in
      Table.Row([
        Table.Cell(shift.name), Table.Cell(scale.unit), Table.Cell(scale.text(shift.baseline)),
        Table.Cell(scale.text(shift.candidate)),
        Table.Cell(
          Decimal.signed(shift.difference * scale.factor, decimals: scale.decimals) + scale.unit),
      ])
    }
    return Table(
      title: "Where the mean latency moved most",
      columns: SideHeads(labels).columns(before: ["", ""], after: ["shift"]),
      leading: 2, groups: [Table.Group(rows: rows)])
  }
}
