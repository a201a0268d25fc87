/// One stored run in a list.
public struct RunListEntry: Sendable, Equatable {
  public var id: Int64
  /// ISO 8601, UTC.
  public var startedAt: String
  public var scenario: String
  public var variants: Int
  public var replications: Int
  public var mode: String
  public var verdict: String
  public var wallSeconds: Double

  public init(
    id: Int64, startedAt: String, scenario: String, variants: Int, replications: Int, mode: String,
    verdict: String, wallSeconds: Double
  ) {
    self.id = id
    self.startedAt = startedAt
    self.scenario = scenario
    self.variants = variants
    self.replications = replications
    self.mode = mode
    self.verdict = verdict
    self.wallSeconds = wallSeconds
  }
}

/// The runs of a store, as they come.
public struct RunListTable: Sendable {
  private let entries: [RunListEntry]

  public init(_ entries: [RunListEntry]) {
    self.entries = entries
  }

  public var document: Document {
    guard !entries.isEmpty else {
      return Document([.text("No runs are stored yet. `headgate run FILE` stores its result.")])
    }
    let headers = [
      "run", "started", "scenario", "mode", "variants", "replications", "verdict", "took",
    ]
    let isNumber = [true, false, false, false, true, true, false, true]
    let columns = zip(headers, isNumber).map {
      Table.Column(headers: [$0], alignment: $1 ? .right : .left)
    }
    let rows = entries.map { entry in
      Table.Row(
        [
          "\(entry.id)", entry.startedAt, entry.scenario, entry.mode, "\(entry.variants)",
          "\(entry.replications)", entry.verdict, SpanText.text(seconds: entry.wallSeconds),
        ].map { Table.Cell($0) })
    }
    return Document([
      .table(Table(columns: columns, leading: columns.count, groups: [Table.Group(rows: rows)]))
    ])
  }
}
