import HeadgateModel

/// The winner against each preset, scenario by scenario, held-out ones apart.
struct TuningContestTable {
  private let result: TuningResult
  private let units: TuningUnits

  init(_ result: TuningResult) {
    self.result = result
    units = TuningUnits(result)
  }

  /// `nil` where nothing competed.
  var table: Table? {
    guard !result.validation.isEmpty else { return nil }
    return Table(
      title: "Against the presets, on universes that neither search nor choice had seen",
      columns: [
        Table.Column(headers: ["opponent"]), Table.Column(headers: ["figure"]),
        Table.Column(headers: ["found"], alignment: .right),
        Table.Column(headers: ["opponent's"], alignment: .right),
        Table.Column(headers: ["change"], alignment: .right),
      ], leading: 2, groups: groups, legend: Self.legend)
  }

  private static let legend =
    "change: found against the opponent, in the geometric mean over the universes, with its 95 % "
    + "interval; + better, - worse, = the same, ~ unclear"

  private var groups: [Table.Group] {
    Self.scenarios(result).map { name in
      let contests = result.validation.filter { $0.scenario == name.name }
      return Table.Group(
        title: name.isHeldOut ? "\(name.name) (held out)" : name.name,
        rows: contests.flatMap(rows))
    }
  }

  /// The scenarios that something was contested on, in order.
  static func scenarios(_ result: TuningResult) -> [(name: String, isHeldOut: Bool)] {
    var names: [(name: String, isHeldOut: Bool)] = []
    for contest in result.validation where !names.contains(where: { $0.name == contest.scenario }) {
      names.append((contest.scenario, contest.isHeldOut))
    }
    return names
  }

  private func rows(_ contest: TuningContest) -> [Table.Row] {
    contest.metrics.enumerated().map { position, metric in
      Table.Row([
        Table.Cell(position == 0 ? contest.opponent : ""), Table.Cell(metric.name),
        Table.Cell(units.text(metric.winner, metric.name)),
        Table.Cell(units.text(metric.opponent, metric.name)), .change(metric),
      ])
    }
  }
}
