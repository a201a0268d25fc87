import HeadgateCore
import HeadgateModel

extension FidelityVariant {
  init(
    _ variant: Variant, predicted: ObservedRun, calibrated: ObservedRun?, observed: [ObservedRun],
    overhead: [StageOverhead]
  ) {
    let stages = variant.specification.pipeline.stages
    let load = PredictedLoad(predicted.result, stages: stages)
    let widening = FidelityBand.widening(utilization: load.utilization)
    let judge = FidelityJudge(
      runs: observed.map { RunFigures($0.result) }, widening: widening,
      kinds: RunFigures.kinds(stages: stages))
    func comparison(_ prediction: ObservedRun) -> FidelityComparison {
      FidelityComparison(
        measures: judge.measures(of: RunFigures(prediction.result)),
        agreement: JobAgreement(predicted: prediction.jobs, runs: observed.map(\.jobs)))
    }
    self.init(
      name: variant.name, settings: variant.settings, runs: observed.count,
      busiestStage: load.stage, utilization: load.utilization, tokenShare: load.tokenShare,
      widening: widening, raw: comparison(predicted), calibrated: calibrated.map(comparison),
      overhead: overhead,
      alarms: Self.alarms(predicted.result, of: "the prediction")
        + observed.enumerated().flatMap { Self.alarms($1.result, of: "run \($0 + 1)") })
  }

  private static func alarms(_ result: ReplicationResult, of whose: String) -> [String] {
    result.checks.filter { !$0.holds }.map {
      "self-check \($0.name) failed in \(whose): \($0.detail)"
    }
  }
}

/// How loaded the pipeline is, in the simulator's words.
///
/// The load that amplifies a machine's overhead is that of the workers: a stage's batches take longer,
/// and what waits for them waits longer by 1/(1 − ρ). Tokens are dispensed by exact arithmetic and add
/// nothing, so where they set the pace the stages' load still counts, and the share of the time spent
/// waiting for them is only told.
struct PredictedLoad {
  var stage = ""
  var utilization = 0.0
  var tokenShare = 0.0

  init(_ result: ReplicationResult, stages: [StageSettings]) {
    for stage in stages {
      let busy = result.metric("\(stage.name).utilization") ?? 0
      if self.stage.isEmpty || busy > utilization { (self.stage, utilization) = (stage.name, busy) }
    }
    if let latency = result.metric("latency.mean"), latency > 0 {
      tokenShare = (result.metric("time.tokens") ?? 0) / latency
    }
  }
}
