import HeadgateModel

/// Lines over time as a table of few rows: means over equal stretches.
struct TimeTable {
  private static let mostRows = 20

  /// A column's headers, and its line.
  let columns: [(headers: [String], line: PlotLine)]
  let unit: MetricUnit

  func details(_ summary: String) -> DetailsView? {
    let end = columns.flatMap { $0.line.points.map(\.x) }.max() ?? 0
    guard end > 0 else { return nil }
    let stretch = end.nextUp / Double(Self.mostRows)
    let means = columns.map { Self.means($0.line, stretch: stretch) }
    let scale = FigureScale(unit, values: means.joined().compactMap { $0 })
    let rows = (0..<Self.mostRows).compactMap { row -> Table.Row? in
      guard means.contains(where: { $0[row] != nil }) else { return nil }
      let from = SpanText.text(seconds: (Double(row) * stretch).rounded(.toNearestOrEven))
      return Table.Row(
        [Table.Cell(from)]
          + means.map { Table.Cell($0[row].map(scale.text) ?? "-") })
    }
    let depth = columns.map(\.headers.count).max() ?? 1
    let blank = Array(repeating: "", count: depth - 1)
    let table = Table(
      columns: [Table.Column(headers: ["from"] + blank)]
        + columns.map { Table.Column(headers: $0.headers, alignment: .right) },
      leading: 1, groups: [Table.Group(rows: rows)],
      legend: "means over stretches of \(SpanText.text(seconds: stretch))"
        + (scale.unit.isEmpty ? "" : ", in \(scale.unit)"))
    return DetailsView(summary, HTMLTable.text(table))
  }

  private static func means(_ line: PlotLine, stretch: Double) -> [Double?] {
    var sums = Array(repeating: 0.0, count: mostRows)
    var counts = Array(repeating: 0.0, count: mostRows)
    for point in line.points {
      let row = min(Int(point.x / stretch), mostRows - 1)
      sums[row] += point.y
      counts[row] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : nil }
  }
}
