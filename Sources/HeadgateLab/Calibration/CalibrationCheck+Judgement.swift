import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// Holds a written scenario's prediction against the run that it was made of, or where there are any
/// against repetitions that it was not made of.
struct CalibrationJudge {
  let source: RunFigures
  let heldOut: [RunFigures]
  let stages: [StageSettings]

  /// - Parameters:
  ///   - predictions: One where the draws are the run's own, else several universes, whose spread is
  ///     what no prediction of one run can be nearer than.
  ///   - before: The same of the scenario as it was.
  func check(
    _ predictions: [ReplicationResult], before: ReplicationResult?
  ) -> CalibrationCheck {
    let load = PredictedLoad(predictions[0], stages: stages)
    let widening = FidelityBand.widening(utilization: load.utilization)
    let measures =
      predictions.count == 1
      ? direct(predictions[0], widening) : spread(predictions, widening)
    return CalibrationCheck(
      measures: measures, before: before.map { direct($0, widening) }, heldOut: heldOut.count,
      universes: predictions.count, busiestStage: load.stage, utilization: load.utilization,
      widening: widening)
  }

  private var measured: [RunFigures] { heldOut.isEmpty ? [source] : heldOut }

  private func direct(_ prediction: ReplicationResult, _ widening: Double?) -> [FidelityMeasure] {
    FidelityJudge(runs: measured, widening: widening, kinds: ["latency"])
      .measures(of: RunFigures(prediction))
  }

  /// The run stands as one more universe among the simulated ones; of repetitions the first does, as
  /// they are of one universe. It is outside where it is clearly further from them than any of them is
  /// from the others: of a right model as likely as that one of so many is the most outlying by far.
  private func spread(
    _ predictions: [ReplicationResult], _ widening: Double?
  ) -> [FidelityMeasure] {
    let universes = predictions.map { RunFigures($0) }
    let measures = FidelityJudge(runs: universes, widening: widening, kinds: ["latency"])
      .measures(of: measured[0])
    let quantities: [(FidelityQuantity, String?)] =
      [(.throughput, nil), (.loss, nil)] + FidelityQuantity.ofDurations.map { ($0, "latency") }
    return zip(measures, quantities).map { measure, quantity in
      var turned = measure
      (turned.predicted, turned.measured) = (measure.measured, measure.predicted)
      // Relative errors are of what was measured, and that is the run here.
      turned.error = measure.error.map { measure.unit == .share ? -$0 : -$0 / (1 + $0) }
      turned.floor = Self.outlying(universes, quantity.0, quantity.1)
      turned.verdict = FidelityBand.verdict(
        distance: turned.distance, floor: turned.floor, band: turned.band)
      return turned
    }
  }

  /// How far the most outlying of several runs is from the others, at the median of them.
  private static func outlying(
    _ runs: [RunFigures], _ quantity: FidelityQuantity, _ kind: String?
  ) -> Double {
    runs.indices.map { place in
      let others = runs.indices.filter { $0 != place }
      return Median.of(
        others.map { FigureDistance(quantity, kind, runs[place], runs[$0]).distance }) ?? 0
    }.max() ?? 0
  }
}
