import HeadgateModel
import HeadgateStatistics

/// Judges one prediction against measured runs of the same jobs.
struct FidelityJudge {
  let runs: [RunFigures]
  /// What bands are multiplied by; `nil` judges nothing.
  let widening: Double?
  /// Kinds of duration, in the order of the report.
  let kinds: [String]

  func measures(of prediction: RunFigures) -> [FidelityMeasure] {
    var measures = [FidelityQuantity.throughput, .loss].map { measure($0, nil, prediction) }
    for kind in kinds
    where prediction.durations[kind] != nil || runs.contains(where: { $0.durations[kind] != nil }) {
      measures += FidelityQuantity.ofDurations.map { measure($0, kind, prediction) }
    }
    return measures
  }

  private func measure(
    _ quantity: FidelityQuantity, _ kind: String?, _ prediction: RunFigures
  ) -> FidelityMeasure {
    let distances = runs.map { FigureDistance(quantity, kind, prediction, $0) }
    let between = RunPairs.all(runs).map { FigureDistance(quantity, kind, $0, $1).distance }
    let distance = Median.of(distances.map(\.distance)) ?? 0
    let floor = Median.of(between) ?? 0
    let measured = Median.of(distances.compactMap(\.second))
    let note = whyUnjudged(quantity, kind, prediction)
    let band = note == nil ? band(quantity, kind, measured: measured) : nil
    return FidelityMeasure(
      name: kind.map { "\($0).\(quantity.name)" } ?? quantity.name, unit: quantity.unit,
      predicted: distances.first?.first, measured: measured,
      error: Median.of(distances.compactMap(\.error)), distance: distance, floor: floor, band: band,
      verdict: FidelityBand.verdict(distance: distance, floor: floor, band: band), note: note)
  }

  private func band(
    _ quantity: FidelityQuantity, _ kind: String?, measured: Double?
  ) -> Double? {
    guard let widening else { return nil }
    let means = kind.map { kind in runs.compactMap { $0.durations[kind]?.mean } } ?? []
    let scale = quantity.unit == .seconds ? measured : Median.of(means)
    return quantity.band(scale: scale ?? 0).map { $0 * widening }
  }

  private func whyUnjudged(
    _ quantity: FidelityQuantity, _ kind: String?, _ prediction: RunFigures
  ) -> String? {
    guard quantity == .p99, let kind, widening != nil else { return nil }
    let samples = prediction.durations[kind]?.distribution.total ?? 0
    guard samples < FidelityQuantity.fewestForP99 else { return nil }
    return "\(samples) samples, p99 is judged from \(FidelityQuantity.fewestForP99) on"
  }
}
