import HeadgateCore
import HeadgateModel
import HeadgateStatistics

extension RunFigures {
  /// A recorded run's figures, of the jobs and over the window that a scenario's limits measure.
  init(_ run: RecordedRun, limits: LoadLimits) {
    let end = limits.items == nil ? limits.duration ?? .never : .never
    let measured = run.jobs.filter { $0.arrived >= limits.warmup && $0.arrived < end }
    let completed = measured.compactMap { job in job.completed.map { (job.arrived, $0) } }
    let window = min(end, completed.map(\.1).max() ?? limits.warmup)
    let seconds = (window - limits.warmup).seconds
    let inWindow = completed.count { $0.1 <= window }
    self.init(
      throughput: seconds > 0 ? Double(inWindow) / seconds : 0,
      loss: measured.isEmpty ? 0 : 1 - Double(completed.count) / Double(measured.count),
      durations: completed.isEmpty
        ? [:] : ["latency": Durations(completed.map { ($0.1 - $0.0).seconds })])
  }
}

extension RunFigures.Durations {
  /// - Parameter sample: At least one value.
  init(_ sample: [Double]) {
    let sorted = sample.sorted()
    func quantile(_ share: Double) -> Double { NearestRank.quantile(share, ofSorted: sorted) }
    self.init(
      distribution: EmpiricalDistribution(sorted), mean: SampleMoments(sorted).mean,
      p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99))
  }
}
