internal import HeadgateModel

/// One metric of a variant with its value in each replication, `nil` where one lacks it.
struct BaselineRow {
  var summary: MetricSummary
  var values: [Double?]

  /// The rows of a variant in the order of its summary; a metric that the summary lacks comes last,
  /// as a plain number.
  static func rows(of variant: VariantResult) -> [BaselineRow] {
    let replications = variant.replications
    var rows = variant.summary.map {
      BaselineRow(summary: $0, values: [Double?](repeating: nil, count: replications.count))
    }
    var places = Dictionary(uniqueKeysWithValues: zip(rows.map(\.summary.name), rows.indices))
    for (number, replication) in replications.enumerated() {
      for metric in replication.metrics where metric.value.isFinite {
        if let place = places[metric.name] {
          rows[place].values[number] = metric.value
        } else {
          places[metric.name] = rows.count
          var values = [Double?](repeating: nil, count: replications.count)
          values[number] = metric.value
          rows.append(BaselineRow(unsummarized: metric.name, values: values))
        }
      }
    }
    for place in rows.indices.dropFirst(variant.summary.count) {
      let values = rows[place].values.compactMap { $0 }
      rows[place].summary.mean = values.reduce(0, +) / Double(values.count)
    }
    return rows
  }

  private init(unsummarized name: String, values: [Double?]) {
    summary = MetricSummary(
      name: name, mean: 0, low: nil, high: nil, unit: .ratio, better: .neither)
    self.values = values
  }

  init(summary: MetricSummary, values: [Double?]) {
    self.summary = summary
    self.values = values
  }
}
