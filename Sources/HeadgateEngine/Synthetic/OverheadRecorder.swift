import HeadgateCore
import HeadgateModel

/// What the machine adds to batches beyond what was planned, by stage.
struct OverheadRecorder: ~Copyable {
  private struct Stage {
    var dispatch = LatencyHistogram()
    var overshoot = LatencyHistogram()
  }

  private var stages: [Stage]

  init(stages count: Int) {
    stages = (0..<count).map { _ in Stage() }
  }

  deinit {
    for stage in stages {
      stage.dispatch.deallocate()
      stage.overshoot.deallocate()
    }
  }

  mutating func record(stage: Int, dispatch: Nanoseconds, overshoot: Nanoseconds) {
    stages[stage].dispatch.record(max(0, dispatch))
    stages[stage].overshoot.record(max(0, overshoot))
  }

  /// The figures, with the stages' names.
  func overhead(_ settings: [StageSettings]) -> [StageOverhead] {
    zip(settings, stages).map { settings, stage in
      StageOverhead(
        stage: settings.name, batches: stage.overshoot.count,
        overshoot: Self.delay(stage.overshoot), dispatch: Self.delay(stage.dispatch))
    }
  }

  private static func delay(_ histogram: LatencyHistogram) -> StageOverhead.Delay {
    StageOverhead.Delay(
      mean: histogram.mean / 1e9, p50: histogram.quantile(0.5).seconds,
      p99: histogram.quantile(0.99).seconds, max: histogram.maximum.seconds)
  }
}
