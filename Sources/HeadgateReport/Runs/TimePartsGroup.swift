import HeadgateModel

/// Where a completed job's time went: the mean latency's parts and each one's share of it.
struct TimePartsGroup {
  private let variants: [VariantResult]

  init(_ variants: [VariantResult]) {
    self.variants = variants
  }

  var group: Table.Group? {
    let rows = MetricCatalogue.timeParts.map { FigureRow("time.\($0)", variants) }
      .filter { $0.exists && !$0.isEverywhere(0) }
    guard !rows.isEmpty else { return nil }
    // One unit for all: they are there to be added up.
    let scale = FigureScale(.seconds, values: rows.flatMap { $0.summaries.compactMap { $0?.mean } })
    return Table.Group(
      title: "Where the time went (mean, and share of it)",
      rows: [biggest] + rows.map { row($0, scale) })
  }

  private func row(_ figures: FigureRow, _ scale: FigureScale) -> Table.Row {
    let cells = zip(figures.summaries, variants).map { summary, variant in
      summary.map { Table.Cell(scale.text($0.mean), aside: share($0.mean, of: variant)) }
        ?? Table.Cell("-")
    }
    return Table.Row([Table.Cell(figures.name), Table.Cell(scale.unit)] + cells)
  }

  private var biggest: Table.Row {
    let cells = variants.map { variant -> Table.Cell in
      let parts = MetricCatalogue.timeParts.compactMap { part in
        variant.summary("time.\(part)").map { (part: part, mean: $0.mean) }
      }
      guard let most = parts.max(by: { $0.mean < $1.mean }), most.mean > 0 else {
        return Table.Cell("-")
      }
      return Table.Cell(most.part, aside: share(most.mean, of: variant))
    }
    return Table.Row([Table.Cell("biggest part"), Table.Cell("")] + cells)
  }

  /// `value` as a share of the sum of the parts, which is the mean latency.
  private func share(_ value: Double, of variant: VariantResult) -> String {
    let sum = MetricCatalogue.timeParts.reduce(0) {
      $0 + (variant.summary("time.\($1)")?.mean ?? 0)
    }
    return sum > 0 ? Decimal.fixed(value / sum * 100, decimals: 0) + "%" : ""
  }
}
