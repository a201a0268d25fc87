import HeadgateModel

/// The constraints as they came out for what was found and for each preset.
struct TuningConstraintTable {
  private let result: TuningResult
  private let units: TuningUnits

  init(_ result: TuningResult) {
    self.result = result
    units = TuningUnits(result)
  }

  /// `nil` where there is no constraint, or nothing competed.
  var table: Table? {
    guard !result.space.constraints.isEmpty, !result.validation.isEmpty else { return nil }
    let columns =
      [Table.Column(headers: ["constraint"]), Table.Column(headers: ["found"], alignment: .right)]
      + opponents.map { Table.Column(headers: [$0], alignment: .right) }
    return Table(
      title: "Constraints", columns: columns, leading: 1,
      groups: TuningContestTable.scenarios(result).map(group))
  }

  private var opponents: [String] {
    var names: [String] = []
    for contest in result.validation where !names.contains(contest.opponent) {
      names.append(contest.opponent)
    }
    return names
  }

  private func group(_ scenario: (name: String, isHeldOut: Bool)) -> Table.Group {
    let contests = result.validation.filter { $0.scenario == scenario.name }
    return Table.Group(
      title: scenario.isHeldOut ? "\(scenario.name) (held out)" : scenario.name,
      rows: result.space.constraints.map { row($0, contests) })
  }

  private func row(_ constraint: TuningConstraint, _ contests: [TuningContest]) -> Table.Row {
    func outcome(_ contest: TuningContest?) -> TuningConstraintOutcome? {
      contest?.constraints.first { $0.expression == constraint.expression }
    }
    let own = outcome(contests.first)
    let others = opponents.map { name -> Table.Cell in
      let found = outcome(contests.first { $0.opponent == name })
      return cell(found?.opponent, holds: found?.opponentHolds, constraint)
    }
    return Table.Row(
      [
        Table.Cell(constraint.expression),
        cell(own?.winner, holds: own?.winnerHolds, constraint),
      ] + others)
  }

  private func cell(_ value: Double?, holds: Bool?, _ constraint: TuningConstraint) -> Table.Cell {
    guard let holds else { return Table.Cell("") }
    return Table.Cell(
      value.map { units.text($0, constraint) } ?? "no sample", mark: holds ? .held : .missed)
  }
}
