public import HeadgateModel

/// One scenario of a baseline in a list.
public struct BaselineEntry: Sendable, Equatable {
  public var name: String
  public var scenario: String
  public var variants: Int
  /// The most that a variant has.
  public var replications: Int
  public var seed: UInt64
  public var commit: String
  public var version: String

  public init(name: String, _ result: RunResult) {
    self.name = name
    scenario = result.scenarioName
    variants = result.variants.count
    replications = result.variants.map(\.replications.count).max() ?? 0
    seed = result.seed
    commit = result.environment.commit
    version = result.environment.version
  }
}

/// The baselines of a folder, a scenario a row.
public struct BaselineListTable: Sendable {
  private let entries: [BaselineEntry]

  public init(_ entries: [BaselineEntry]) {
    self.entries = entries
  }

  public var document: Document {
    guard !entries.isEmpty else {
      return Document([
        .text("No baselines are kept yet. `headgate baseline save NAME FILE` keeps one.")
      ])
    }
    let headers = [
      "baseline", "scenario", "variants", "replications", "seed", "version", "commit",
    ]
    let isNumber = [false, false, true, true, true, false, false]
    let columns = zip(headers, isNumber).map {
      Table.Column(headers: [$0], alignment: $1 ? .right : .left)
    }
    let rows = entries.map { entry in
      Table.Row(
        [
          entry.name, entry.scenario, "\(entry.variants)", "\(entry.replications)", "\(entry.seed)",
          entry.version, String(entry.commit.prefix(12)),
        ].map { Table.Cell($0) })
    }
    return Document([
      .table(Table(columns: columns, leading: columns.count, groups: [Table.Group(rows: rows)]))
    ])
  }
}
