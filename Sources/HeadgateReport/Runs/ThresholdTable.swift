import HeadgateModel

/// What was demanded, what came out for each variant, and how far that is from the limit.
struct ThresholdTable {
  /// One demand as it came out for each variant.
  private struct Demand {
    var threshold: Threshold
    /// One entry a variant; `nil` where the variant has no such threshold.
    var results: [ThresholdResult?]

    var missed: [ThresholdResult] { results.compactMap { $0 }.filter { !$0.ok } }
  }

  private let columns: VariantColumns
  private let demands: [Demand]

  init(_ columns: VariantColumns, thresholds: [ThresholdResult]) {
    self.columns = columns
    demands = Self.grouped(thresholds, variants: columns.variants)
  }

  var table: Table? {
    guard !demands.isEmpty else { return nil }
    return columns.table(
      title: "Thresholds", groups: [Table.Group(rows: demands.map(row))],
      legend: "in brackets the margin left to the limit, negative where it is missed")
  }

  private static func grouped(
    _ thresholds: [ThresholdResult], variants: [VariantResult]
  ) -> [Demand] {
    var demands: [Demand] = []
    for result in thresholds {
      let place = demands.firstIndex {
        $0.threshold.expression == result.threshold.expression
          && $0.threshold.location == result.threshold.location
      }
      if place == nil {
        demands.append(Demand(threshold: result.threshold, results: variants.map { _ in nil }))
      }
      let position = place ?? demands.count - 1
      let column = variants.firstIndex {
        $0.name == result.variant && $0.mode == result.mode
      }
      if let column { demands[position].results[column] = result }
    }
    return demands
  }

  private func row(_ demand: Demand) -> Table.Row {
    let threshold = demand.threshold
    let scale = FigureScale(
      unit(threshold), values: demand.results.compactMap { $0?.observed } + [threshold.limit])
    let cells = demand.results.map { result -> Table.Cell in
      guard let result else { return Table.Cell("-") }
      let mark: Mark = result.ok ? .held : threshold.severity == .warn ? .warned : .missed
      guard let observed = result.observed else { return Table.Cell("no samples", mark: mark) }
      return Table.Cell(
        scale.text(observed), aside: ThresholdMargin.text(threshold, observed: observed),
        mark: mark)
    }
    let name = "\(mark(demand).rawValue) \(threshold.expression)"
    return Table.Row([Table.Cell(name), Table.Cell(scale.unit)] + cells, note: note(demand))
  }

  private func mark(_ demand: Demand) -> Mark {
    demand.missed.isEmpty ? .held : demand.threshold.severity == .warn ? .warned : .missed
  }

  private func note(_ demand: Demand) -> String? {
    guard !demand.missed.isEmpty else { return nil }
    let place = "\(demand.threshold.location.file):\(demand.threshold.location.line)"
    let word = demand.threshold.severity == .warn ? "missed (a warning)" : "missed"
    guard columns.variants.count > 1 else { return "\(place): \(word)" }
    return "\(place): \(word) by \(demand.missed.count) of \(columns.variants.count) variants"
  }

  private func unit(_ threshold: Threshold) -> MetricUnit {
    if threshold.isShareOfOffered { return .share }
    let full = threshold.metric.description
    if let summary = columns.variants.lazy.compactMap({ $0.summary(full) }).first {
      return summary.unit
    }
    return MetricCatalogue(stages: stageNames).definition(threshold.metric.name)?.unit ?? .ratio
  }

  /// The part of the name before `.utilization`, `.wait.p99` and the like of a metric that no
  /// variant has: enough for the catalogue to know it.
  private var stageNames: [String] {
    demands.map { String($0.threshold.metric.name.prefix { $0 != "." }) }
  }
}
