import HeadgateModel

/// Controllers side by side, scenarios below one another, once for each of the three questions.
struct SurvivalTable {
  /// Longer names of controllers are broken at a hyphen or a space.
  private static let widestHeader = 10

  private typealias Entry = SurvivalReport.Entry

  private let rows: [String]
  private let controllers: [String]
  /// One entry a row, each with one a controller.
  private let entries: [[SurvivalReport.Entry?]]

  init(_ entries: [SurvivalReport.Entry]) {
    let rows = Self.distinct(entries.map(\.row))
    let controllers = Self.distinct(entries.map(\.controller))
    self.rows = rows
    self.controllers = controllers
    self.entries = rows.map { row in
      controllers.map { controller in
        entries.first { $0.row == row && $0.controller == controller }
      }
    }
  }

  var table: Table {
    let headers = controllers.map(Self.header)
    let count = headers.map(\.count).max() ?? 0
    return Table(
      title: "Controllers × scenarios",
      columns: [
        Table.Column(headers: Self.filled(["controller"], to: count)),
        Table.Column(headers: Self.filled([], to: count)),
      ]
        + headers.map { Table.Column(headers: Self.filled($0, to: count), alignment: .right) },
      leading: 2,
      groups: [
        Table.Group(title: "survives", rows: groupRows("", Self.survival) + [total]),
        Table.Group(title: "recovers after", rows: groupRows("s", Self.recovery)),
        Table.Group(title: "work amplification", rows: groupRows("×", Self.amplification)),
      ],
      legend: """
        survives: every threshold held, warnings too, and nothing was left in flight; recovers: from \
        the last fault's end until it is as before, n/m where only n of m replications do; \
        amplification: all of the workers' time over that of attempts that succeeded
        """)
  }

  private func groupRows(_ unit: String, _ cell: (Entry) -> Table.Cell) -> [Table.Row] {
    zip(rows, entries).map { name, entries in
      Table.Row(
        [Table.Cell(name), Table.Cell(unit)] + entries.map { $0.map(cell) ?? Table.Cell("-") })
    }
  }

  private var total: Table.Row {
    let counts = controllers.indices.map { column in
      let verdicts = entries.compactMap { $0[column]?.survives }
      return Table.Cell("\(verdicts.filter { $0 }.count)/\(verdicts.count)")
    }
    return Table.Row([Table.Cell("in all"), Table.Cell("")] + counts)
  }

  private static func survival(_ entry: Entry) -> Table.Cell {
    guard let survives = entry.survives else { return Table.Cell("-") }
    return Table.Cell("", mark: survives ? .held : .missed)
  }

  private static func recovery(_ entry: Entry) -> Table.Cell {
    guard entry.isDisturbed else { return Table.Cell("-") }
    let runs = entry.variant.replications
    let times = runs.compactMap { $0.metric("recovery") }
    guard !times.isEmpty else { return Table.Cell("never") }
    let mean = times.reduce(0, +) / Double(times.count)
    return Table.Cell(
      Decimal.fixed(mean, decimals: 1),
      aside: times.count < runs.count ? "\(times.count)/\(runs.count)" : "")
  }

  private static func amplification(_ entry: Entry) -> Table.Cell {
    guard let summary = entry.variant.summary("workAmplification") else { return Table.Cell("-") }
    return Table.Cell(Decimal.fixed(summary.mean, decimals: 2))
  }

  private static func header(_ controller: String) -> [String] {
    guard controller.count > widestHeader else { return [controller] }
    return TextWrapping.wrap(controller.replacing("-", with: "- "), width: widestHeader)
  }

  private static func filled(_ lines: [String], to count: Int) -> [String] {
    lines + Array(repeating: "", count: count - lines.count)
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
