import HeadgateCore
import HeadgateModel

/// Holds a written scenario's prediction against the run that it was made of.
struct CalibrationJudge {
  let source: RunFigures
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
      measures: measures, before: before.map { direct($0, widening) },
      universes: predictions.count, busiestStage: load.stage, utilization: load.utilization,
      widening: widening)
  }

  private func direct(_ prediction: ReplicationResult, _ widening: Double?) -> [FidelityMeasure] {
    FidelityJudge(runs: [source], widening: widening, kinds: ["latency"])
      .measures(of: RunFigures(prediction))
  }

  /// The run stands as one more universe among the simulated ones.
  private func spread(
    _ predictions: [ReplicationResult], _ widening: Double?
  ) -> [FidelityMeasure] {
    FidelityJudge(
      runs: predictions.map { RunFigures($0) }, widening: widening, kinds: ["latency"]
    ).measures(of: source).map { measure in
      var turned = measure
      (turned.predicted, turned.measured) = (measure.measured, measure.predicted)
      turned.error = measure.error.map { -$0 }
      return turned
    }
  }
}
