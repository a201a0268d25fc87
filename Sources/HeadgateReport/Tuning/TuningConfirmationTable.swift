import HeadgateModel

/// The order of the best and the presets, predicted and measured.
struct TuningConfirmationTable {
  private let confirmation: TuningConfirmation?
  private let objective: String
  private let units: TuningUnits

  init(_ result: TuningResult) {
    confirmation = result.confirmation
    objective = result.space.objectives.first?.metric.description ?? ""
    units = TuningUnits(result)
  }

  /// `nil` where it was not asked for.
  var table: Table? {
    guard let confirmation else { return nil }
    return Table(
      title: "On the wall clock: \(objective) on \(confirmation.scenario)",
      columns: [
        Table.Column(headers: [""]), Table.Column(headers: ["sim"], alignment: .right),
        Table.Column(headers: ["live"], alignment: .right), Table.Column(headers: ["runs"]),
      ], leading: 1,
      groups: [Table.Group(rows: confirmation.entrants.map(row), note: note(confirmation))],
      legend: "live: the median of the runs")
  }

  private func row(_ entrant: TuningConfirmation.Entrant) -> Table.Row {
    Table.Row([
      Table.Cell(entrant.name), Table.Cell(units.text(entrant.simulated, objective)),
      Table.Cell(units.text(entrant.measured, objective)),
      Table.Cell(entrant.runs.map { units.text($0, objective) }.joined(separator: ", ")),
    ])
  }

  private func note(_ confirmation: TuningConfirmation) -> String {
    confirmation.pairs == 0
      ? "no two are further apart in the simulator than the live runs scatter"
      : "the live engine puts \(confirmation.agreeing) of \(confirmation.pairs) pairs that the "
        + "simulator tells apart in the same order"
  }
}
