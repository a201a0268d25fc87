import HeadgateCore
import HeadgateLab
import HeadgateReport

/// What the seeds reached: how many had each feature, and in how many each kind of event happened.
struct ChaosReport {
  private let coverage: ChaosCoverage

  init(_ coverage: ChaosCoverage) {
    self.coverage = coverage
  }

  var document: Document {
    Document([
      .table(
        table(
          "Scenarios with",
          ScenarioFeature.allCases.map { ($0.rawValue, coverage.seeds(with: $0)) })),
      .table(
        table(
          "Runs in which", TraceKind.allCases.map { ($0.name, coverage.seeds(where: $0)) })),
    ])
  }

  var verdict: String {
    "\(Decimal.grouped(coverage.seeds)) seeds, \(Decimal.grouped(coverage.jobs)) jobs, "
      + "\(Decimal.grouped(coverage.events)) events (\(Decimal.grouped(coverage.ties)) at the "
      + "moment of the one before): every rule held"
  }

  /// Three entries a row, read downwards.
  private func table(_ title: String, _ entries: [(name: String, seeds: Int)]) -> Table {
    let across = 3
    let height = (entries.count + across - 1) / across
    let rows = (0..<height).map { row in
      (0..<across).flatMap { column -> [Table.Cell] in
        let place = column * height + row
        guard place < entries.count else { return [Table.Cell(""), Table.Cell("")] }
        let (name, seeds) = entries[place]
        return [
          Table.Cell(name),
          Table.Cell(Decimal.grouped(seeds), mark: seeds == 0 ? .warned : .none),
        ]
      }
    }
    return Table(
      title: title,
      columns: (0..<across).flatMap { _ in
        [
          Table.Column(headers: [""]), Table.Column(headers: ["seeds"], alignment: .right),
        ]
      },
      leading: 0, groups: [Table.Group(rows: rows.map { Table.Row($0) })])
  }
}
