import HeadgateModel
import HeadgateStatistics

/// Each later variant against the first of its mode, replication by replication: both met the same
/// arrivals and the same work, so the difference is known better than either figure.
struct DifferenceTable {
  private static let metrics = ["throughput", "latency.mean", "latency.p99", "failed"]

  private let columns: VariantColumns
  /// The positions of variants that come after another in their mode, and of the first of each mode.
  private let pairs: [(first: Int, later: Int)]

  init(_ columns: VariantColumns) {
    self.columns = columns
    let modes = columns.variants.map(\.mode)
    pairs = modes.indices.compactMap { later in
      modes.firstIndex(of: modes[later]).flatMap { $0 < later ? ($0, later) : nil }
    }
  }

  /// `nil` with one variant, or where nothing can be paired.
  var table: Table? {
    guard !pairs.isEmpty else { return nil }
    let rows = Self.metrics.compactMap(row)
    guard !rows.isEmpty else { return nil }
    return columns.table(
      title: "Against \(columns.variants[0].name), on the same arrivals and work",
      places: pairs.map(\.later),
      groups: [Table.Group(rows: rows)],
      legend: "× how many times the first variant's figure, + or - the difference from it; in "
        + "brackets the 95 % interval over paired replications; + better, - worse, = the same "
        + "within its margin, ~ undecided")
  }

  private func row(_ metric: String) -> Table.Row? {
    guard let base = columns.variants[0].summary(metric) else { return nil }
    let comparisons = pairs.map {
      compare(base, columns.variants[$0.first], columns.variants[$0.later])
    }
    guard comparisons.contains(where: { $0 != nil }) else { return nil }
    let cells = comparisons.map { comparison in
      comparison.map { cell($0, unit: base.unit) } ?? Table.Cell("-")
    }
    let needed = comparisons.compactMap { $0.flatMap(Self.replicationsNeeded) }.max()
    return Table.Row(
      [Table.Cell(metric), Table.Cell("")] + cells,
      note: needed.map { "undecided: about \(Decimal.grouped($0)) replications would tell" })
  }

  private func compare(
    _ base: MetricSummary, _ first: VariantResult, _ variant: VariantResult
  ) -> PairedComparison? {
    let numbers = first.replications.map(\.replication).filter { number in
      variant.replications.contains { $0.replication == number }
    }
    func values(_ variant: VariantResult) -> [Double?] {
      numbers.map { number in
        variant.replications.first { $0.replication == number }?.metric(base.name)
      }
    }
    // The two modules name units and directions alike.
    guard let kind = QuantityKind(rawValue: base.unit.rawValue),
      let better = PreferredDirection(rawValue: base.better.rawValue)
    else { preconditionFailure("no kind of quantity for \(base.unit), \(base.better)") }
    return PairedComparison(
      baseline: values(first), candidate: values(variant),
      rule: .standard(
        metric: base.name, kind: kind, offered: first.summary("offered")?.mean), better: better)
  }

  private static func replicationsNeeded(_ comparison: PairedComparison) -> Int? {
    guard case .inconclusive(let needed) = comparison.verdict else { return nil }
    return needed
  }

  private func cell(_ comparison: PairedComparison, unit: MetricUnit) -> Table.Cell {
    let difference = comparison.difference
    let bounds = [difference.low, difference.high].compactMap { $0 }
    let text: (Double) -> String
    switch difference.scale {
    case .logRatio: text = { Self.ratio(1 + $0) }
    case .difference:
      let scale = FigureScale(unit, values: [difference.estimate], intervals: bounds)
      text = { Decimal.signed($0 * scale.factor, decimals: scale.decimals) + scale.unit }
    }
    return Table.Cell(
      (difference.scale == .logRatio ? "×" : "") + text(difference.estimate),
      aside: bounds.count == 2 ? "(\(text(bounds[0])) to \(text(bounds[1])))" : "",
      mark: Mark(comparison.verdict))
  }

  private static func ratio(_ value: Double) -> String {
    Decimal.fixed(value, decimals: value < 0.1 ? 4 : value < 10 ? 3 : value < 100 ? 1 : 0)
  }
}

extension Mark {
  fileprivate init(_ verdict: ComparisonVerdict) {
    self =
      switch verdict {
      case .better: .better
      case .worse: .worse
      case .identical, .equivalent, .differentButSmall: .same
      case .inconclusive: .undecided
      case .different: .none
      }
  }
}
