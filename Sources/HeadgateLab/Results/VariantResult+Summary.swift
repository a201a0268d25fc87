import HeadgateCore
import HeadgateModel
import HeadgateStatistics

extension VariantResult {
  /// A variant's replications with each metric's mean and 95 % Student t interval over those that
  /// have it.
  init(_ variant: Variant, mode: RunMode, replications: [ReplicationResult]) {
    let catalogue = MetricCatalogue(
      stages: variant.specification.pipeline.stages.map(\.name))
    self.init(
      name: variant.name, settings: variant.settings, mode: mode, replications: replications,
      summary: MetricTable(replications).rows.compactMap { row in
        MeanInterval(row.moments).map {
          MetricSummary(row.name, interval: $0, catalogue: catalogue)
        }
      })
  }
}

extension MetricSummary {
  /// A metric that the catalogue does not know counts as a plain number.
  fileprivate init(_ name: String, interval: MeanInterval, catalogue: MetricCatalogue) {
    let bare = name.prefix { $0 != "{" }
    let definition = catalogue.definition(String(bare))
    self.init(
      name: name, mean: interval.mean, low: interval.low, high: interval.high,
      unit: catalogue.unit(ofFigure: name) ?? .ratio, better: definition?.better ?? .neither)
  }
}
