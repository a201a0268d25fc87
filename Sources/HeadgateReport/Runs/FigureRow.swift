import HeadgateModel

/// One metric over the variants: its figures in one unit, intervals beside them, the best marked.
struct FigureRow {
  let name: String
  /// One entry a variant; `nil` where it has no such metric.
  let summaries: [MetricSummary?]

  init(_ name: String, _ variants: [VariantResult]) {
    self.name = name
    summaries = variants.map { $0.summary(name) }
  }

  var exists: Bool { summaries.contains { $0 != nil } }
  /// Whether every variant that has the metric has it at `value` in every replication.
  func isEverywhere(_ value: Double) -> Bool {
    summaries.allSatisfy { $0 == nil || ($0?.mean == value && $0?.halfWidth ?? 0 == 0) }
  }

  var row: Table.Row {
    let present = summaries.compactMap { $0 }
    let scale = FigureScale(
      present.first?.unit ?? .ratio, values: present.map(\.mean),
      intervals: present.compactMap(\.halfWidth))
    let best = bestIndex
    let cells = summaries.enumerated().map { index, summary -> Table.Cell in
      guard let summary else { return Table.Cell("-") }
      return Table.Cell(
        scale.text(summary.mean), aside: summary.halfWidth.map { "±" + scale.text($0) } ?? "",
        mark: index == best ? .best : .none)
    }
    return Table.Row([Table.Cell(name), Table.Cell(scale.unit)] + cells)
  }

  /// The variant that is better than every other by more than their intervals.
  var bestIndex: Int? {
    guard summaries.count > 1, let better = summaries.lazy.compactMap({ $0 }).first?.better,
      better != .neither
    else { return nil }
    let present = summaries.enumerated().compactMap { index, summary in
      summary.map { (index: index, summary: $0) }
    }
    guard present.count > 1,
      let best = present.min(by: { Self.isBetter($0.summary.mean, $1.summary.mean, better) })
    else { return nil }
    let isApart = present.allSatisfy { other in
      other.index == best.index
        || (better == .lower
          ? best.summary.top < other.summary.bottom : best.summary.bottom > other.summary.top)
    }
    return isApart ? best.index : nil
  }

  private static func isBetter(_ a: Double, _ b: Double, _ direction: MetricDirection) -> Bool {
    direction == .lower ? a < b : a > b
  }
}

extension MetricSummary {
  /// Half the width of the interval; `nil` without one.
  var halfWidth: Double? {
    guard let low, let high else { return nil }
    return (high - low) / 2
  }

  fileprivate var top: Double { high ?? mean }
  fileprivate var bottom: Double { low ?? mean }
}
