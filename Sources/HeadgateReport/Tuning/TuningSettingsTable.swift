import HeadgateModel
import HeadgateStatistics

/// The settings that came out, what stood there before, and how much each matters.
struct TuningSettingsTable {
  private let result: TuningResult

  init(_ result: TuningResult) {
    self.result = result
  }

  /// `nil` where nothing came out.
  var table: Table? {
    guard let winner = result.winner else { return nil }
    let ranked = result.importance.map(\.path)
    let known = winner.settings.filter { ranked.contains($0.path) }
    let rest = winner.settings.filter { !ranked.contains($0.path) }
    let ordered = ranked.compactMap { path in known.first { $0.path == path } } + rest
    return Table(
      title: "Settings: \(winner.name)",
      columns: [
        Table.Column(headers: ["setting"]),
        Table.Column(headers: ["found"], alignment: .right),
        Table.Column(headers: ["stands"], alignment: .right),
        Table.Column(headers: ["worse without"], alignment: .right),
        Table.Column(headers: ["explains"], alignment: .right),
      ], leading: 1, groups: [Table.Group(rows: ordered.map(row))],
      legend: result.importance.isEmpty ? nil : legend)
  }

  private var legend: String {
    let objective = result.space.objectives.first?.metric.description ?? ""
    return "worse without: by how much \(objective) gets worse where this setting alone goes back, "
      + "with its 95 % interval; explains: its share of the variance over all that was looked at"
  }

  private func row(_ setting: VariantSetting) -> Table.Row {
    guard let importance = result.importance.first(where: { $0.path == setting.path }) else {
      return Table.Row(
        [Table.Cell(setting.path), Table.Cell(setting.value)] + blanks(3))
    }
    let loss = importance.loss.map { loss in
      Table.Cell(
        Table.Cell.percent(Self.growth(loss)),
        aside: Table.Cell.interval(
          importance.low.map(Self.growth), importance.high.map(Self.growth)))
    }
    return Table.Row([
      Table.Cell(setting.path), Table.Cell(setting.value),
      Table.Cell(importance.reference ?? ""), loss ?? Table.Cell("does not run"),
      Table.Cell(Decimal.fixed(importance.explained * 100, decimals: 0) + " %"),
    ])
  }

  private func blanks(_ count: Int) -> [Table.Cell] {
    (0..<count).map { _ in Table.Cell("") }
  }

  /// A logarithm of a ratio as what the ratio is above 1.
  static func growth(_ logarithm: Double) -> Double { SpecialFunctions.exp(logarithm) - 1 }
}
