import HeadgateModel

/// Settings that competed on fresh universes, with what they came to.
struct TuningFinalistTable {
  private let title: String
  private let finalists: [TuningFinalist]
  private let result: TuningResult
  private let hasSettings: Bool

  /// The best candidates and the presets.
  static func finalists(_ result: TuningResult) -> TuningFinalistTable {
    TuningFinalistTable(
      title: "The choice, on fresh universes", finalists: result.finalists, result: result,
      hasSettings: false)
  }

  /// What no other candidate betters.
  static func front(_ result: TuningResult) -> TuningFinalistTable {
    TuningFinalistTable(
      title: "The front", finalists: result.front, result: result, hasSettings: true)
  }

  /// `nil` where there are none.
  var table: Table? {
    guard !finalists.isEmpty else { return nil }
    let figures = objectives.flatMap { objective in
      scenarios.map { Table.Column(headers: heads($0, objective), alignment: .right) }
    }
    let last =
      hasSettings
      ? Table.Column(headers: blank("settings"))
      : Table.Column(headers: blank("universes"), alignment: .right)
    return Table(
      title: title, columns: [Table.Column(headers: blank(""))] + figures + [last], leading: 1,
      groups: [Table.Group(rows: finalists.map(row))],
      legend: "✗ does not keep every constraint in the mean; * was chosen")
  }

  private var objectives: [String] { result.space.objectives.map(\.metric.description) }

  /// Those that the finalists ran on.
  private var scenarios: [String] {
    let count = finalists.map(\.objectives.count).max() ?? 0
    return result.scenarios.prefix(count).map(\.name)
  }

  private func heads(_ scenario: String, _ objective: String) -> [String] {
    scenarios.count > 1 ? [objective, scenario] : [objective]
  }

  private func blank(_ name: String) -> [String] { scenarios.count > 1 ? [name, ""] : [name] }

  private func row(_ finalist: TuningFinalist) -> Table.Row {
    let units = TuningUnits(result)
    let figures = objectives.indices.flatMap { objective in
      scenarios.indices.map { scenario -> Table.Cell in
        guard finalist.objectives.indices.contains(scenario),
          finalist.objectives[scenario].indices.contains(objective)
        else { return Table.Cell("-") }
        return Table.Cell(
          units.text(finalist.objectives[scenario][objective], objectives[objective]))
      }
    }
    let isChosen = finalist.name == result.winner?.name
    let mark: Mark = !finalist.isFeasible ? .missed : isChosen ? .best : .none
    let last =
      hasSettings
      ? finalist.settings.map { "\($0.path)=\($0.value)" }.joined(separator: ", ")
      : Decimal.grouped(finalist.replications)
    return Table.Row([Table.Cell(finalist.name, mark: mark)] + figures + [Table.Cell(last)])
  }
}
