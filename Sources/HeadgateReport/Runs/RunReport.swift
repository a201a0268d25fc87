public import HeadgateModel

/// What a person wants to see after a run: thresholds first, then figures variant by variant, then
/// each later variant against the first. Of runs on the wall clock it says what they are.
public struct RunReport: Sendable {
  private let result: RunResult

  public init(_ result: RunResult) {
    self.result = result
  }

  public var document: Document {
    var parts: [Document.Part] = [
      .heading(result.scenarioName, detail: result.scenarioDescription), .text(circumstances),
    ]
    if result.variants.contains(where: \.mode.isWallClock) {
      parts.append(.text(Self.liveNote))
    }
    parts += RunAlarms.texts(result).map { .alarm($0) }
    if !result.variants.isEmpty { parts += tables.map { .table($0) } }
    parts.append(RunVerdict(result).part)
    return Document(parts)
  }

  static let liveNote =
    "live figures were measured on the wall clock, with repetitions of one universe: they vary "
    + "from run to run and from machine to machine"

  private var tables: [Table] {
    let columns = VariantColumns(result.variants)
    return [
      ThresholdTable(columns, thresholds: result.thresholds).table, FiguresTable(columns).table,
      DifferenceTable(columns).table,
    ].compactMap { $0 }
  }

  var circumstances: String {
    let replications = result.variants.flatMap(\.replications)
    let count = result.variants.map(\.replications.count).max() ?? 0
    var modes: [String] = []
    for mode in result.variants.map(\.mode.rawValue) where !modes.contains(mode) {
      modes.append(mode)
    }
    var facts = [
      modes.joined(separator: ", "), "seed \(result.seed)", Self.counted(count, "replication"),
      Self.counted(Set(result.variants.map(\.name)).count, "variant"),
    ]
    if !replications.isEmpty {
      facts += [false, true].compactMap(longest)
      let events = replications.reduce(UInt64(0)) { $0 + $1.events }
      facts.append("\(Decimal.grouped(events)) events")
    }
    return facts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func longest(onWallClock isWallClock: Bool) -> String? {
    let variants = result.variants.filter { $0.mode.isWallClock == isWallClock }
    guard let longest = variants.flatMap(\.replications).map(\.elapsed).max() else { return nil }
    return "up to \(SpanText.text(seconds: Double(longest) / 1e9)) "
      + (isWallClock ? "on the wall clock" : "simulated")
  }

  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(Decimal.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
