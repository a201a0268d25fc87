internal import HeadgateModel

/// One metric of a variant with its value in each replication, `nil` where one lacks it.
struct BaselineRow {
  var summary: MetricSummary
  var values: [Double?]

  /// The rows of a variant in the order of its summary.
  static func rows(of variant: VariantResult) -> [BaselineRow] {
    let replications = variant.replications
    var rows = variant.summary.map {
      BaselineRow(summary: $0, values: [Double?](repeating: nil, count: replications.count))
    }
    let places = Dictionary(uniqueKeysWithValues: zip(rows.map(\.summary.name), rows.indices))
    for (number, replication) in replications.enumerated() {
      for metric in replication.metrics where metric.value.isFinite {
        guard let place = places[metric.name] else { continue }
        rows[place].values[number] = metric.value
      }
    }
    return rows
  }
}
