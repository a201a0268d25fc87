import HeadgateModel
import HeadgateStatistics

/// How the search went, some of its generations.
struct TuningHistoryTable {
  private static let most = 9

  private let result: TuningResult
  private let units: TuningUnits

  init(_ result: TuningResult) {
    self.result = result
    units = TuningUnits(result)
  }

  /// `nil` where there was no generation.
  var table: Table? {
    guard !result.history.isEmpty else { return nil }
    let objectives = result.space.objectives.map(\.metric.description)
    return Table(
      title: "The search",
      columns: [
        Table.Column(headers: ["generation"], alignment: .right),
        Table.Column(headers: ["runs"], alignment: .right),
      ] + objectives.map { Table.Column(headers: ["best \($0)"], alignment: .right) } + [
        Table.Column(
          headers: [objectives.count == 1 ? "gain" : "hypervolume"], alignment: .right),
        Table.Column(headers: ["feasible"], alignment: .right),
        Table.Column(headers: ["given up"], alignment: .right),
      ], leading: 1,
      groups: [Table.Group(rows: shown.map { row($0, objectives) }, note: note)])
  }

  /// The first, the last, and as many between them as there is room for, evenly.
  private var shown: [TuningGeneration] {
    let history = result.history
    guard history.count > Self.most else { return history }
    return (0..<Self.most).map { history[$0 * (history.count - 1) / (Self.most - 1)] }
  }

  private var note: String? {
    let left = result.history.count - shown.count
    return left > 0 ? "\(RunReport.counted(left, "generation")) between them not shown" : nil
  }

  private func row(_ generation: TuningGeneration, _ objectives: [String]) -> Table.Row {
    let best = objectives.indices.map { position in
      Table.Cell(
        generation.best.indices.contains(position)
          ? units.text(generation.best[position], objectives[position]) : "-")
    }
    return Table.Row(
      [
        Table.Cell("\(generation.generation)"), Table.Cell(Decimal.grouped(generation.runs)),
      ] + best + [
        Table.Cell(progress(generation)),
        Table.Cell(Decimal.fixed(generation.feasible * 100, decimals: 0) + " %"),
        Table.Cell(Decimal.grouped(generation.abandoned)),
      ])
  }

  private func progress(_ generation: TuningGeneration) -> String {
    guard let progress = generation.progress else { return "-" }
    if result.space.objectives.count > 1 { return Decimal.fixed(-progress, decimals: 4) }
    return Table.Cell.percent(SpecialFunctions.exp(progress) - 1)
  }
}
