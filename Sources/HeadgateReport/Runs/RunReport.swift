public import HeadgateModel

/// What a person wants to see after a run: thresholds first, then figures variant by variant, then
/// each later variant against the first.
public struct RunReport: Sendable {
  private let result: RunResult

  public init(_ result: RunResult) {
    self.result = result
  }

  public var document: Document {
    var parts: [Document.Part] = [
      .heading(result.scenarioName, detail: result.scenarioDescription), .text(circumstances),
    ]
    parts += RunAlarms.texts(result).map { .alarm($0) }
    if !result.variants.isEmpty { parts += tables.map { .table($0) } }
    parts.append(RunVerdict(result).part)
    return Document(parts)
  }

  private var tables: [Table] {
    let columns = VariantColumns(result.variants)
    return [
      ThresholdTable(columns, thresholds: result.thresholds).table, FiguresTable(columns).table,
      DifferenceTable(columns).table,
    ].compactMap { $0 }
  }

  private var circumstances: String {
    let replications = result.variants.flatMap(\.replications)
    let count = result.variants.map(\.replications.count).max() ?? 0
    var modes: [String] = []
    for mode in result.variants.map(\.mode.rawValue) where !modes.contains(mode) {
      modes.append(mode)
    }
    var facts = [
      modes.joined(separator: ", "), "seed \(result.seed)", Self.counted(count, "replication"),
      Self.counted(result.variants.count, "variant"),
    ]
    if let longest = replications.map(\.elapsed).max() {
      let events = replications.reduce(UInt64(0)) { $0 + $1.events }
      facts.append("up to \(SpanText.text(seconds: Double(longest) / 1e9)) simulated")
      facts.append("\(Decimal.grouped(events)) events")
    }
    return facts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(Decimal.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
