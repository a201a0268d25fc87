import HeadgateCore
import HeadgateModel
import HeadgateStatistics

extension StageOverhead {
  /// Stage by stage the median of each figure over several runs; empty where none measured any.
  static func medians(_ runs: [[StageOverhead]]) -> [StageOverhead] {
    guard let first = runs.first else { return [] }
    return first.map { stage in
      let all = runs.compactMap { run in run.first { $0.stage == stage.stage } }
      return StageOverhead(
        stage: stage.stage, batches: UInt64(Median.of(all.map { Double($0.batches) }) ?? 0),
        overshoot: Delay(medianOf: all.map(\.overshoot)),
        dispatch: Delay(medianOf: all.map(\.dispatch)))
    }
  }
}

extension StageOverhead.Delay {
  fileprivate init(medianOf delays: [StageOverhead.Delay]) {
    func median(_ figure: (StageOverhead.Delay) -> Double) -> Double {
      Median.of(delays.map(figure)) ?? 0
    }
    self.init(
      mean: median(\.mean), p50: median(\.p50), p99: median(\.p99), max: median(\.max))
  }
}

extension RunSpecification {
  /// The specification with a measured overhead in its stages: how much longer than planned a batch
  /// takes on average, and how much later than planned its timers typically are. Where a linger is as
  /// long as the time between two arrivals, the latter decides who goes along.
  func calibrated(by overhead: [StageOverhead]) -> RunSpecification {
    var specification = self
    for s in specification.pipeline.stages.indices {
      let name = specification.pipeline.stages[s].name
      guard let stage = overhead.first(where: { $0.stage == name }) else { continue }
      specification.pipeline.stages[s].overhead = Nanoseconds(
        (max(0, stage.overshoot.mean) * 1e9).rounded())
      if specification.pipeline.stages[s].linger > 0 {
        specification.pipeline.stages[s].linger += Nanoseconds(
          (max(0, stage.overshoot.p50) * 1e9).rounded())
      }
    }
    return specification
  }
}
