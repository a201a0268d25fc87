import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// The recorded durations of one stage's batches beside those that the run's scenario drew, in seconds.
struct DrawnTimes {
  private(set) var recorded: [Double] = []
  private(set) var drawn: [Double] = []

  /// - Parameters:
  ///   - batches: Of the stage; those with a job of which too little is known are left out.
  ///   - stage: Position in the specification.
  init(
    _ run: RecordedRun, _ batches: [RecordedBatch], stage: Int,
    specification: RunSpecification, replication: Int
  ) {
    // How many jobs were in the pipeline is not recorded, and so not by how much they slowed it.
    guard specification.pipeline.stages[stage].pressure == nil else { return }
    var service = DrawnService(specification, replication: replication)
    let workloads = specification.workloads.count
    for batch in batches {
      let items = batch.items.compactMap { item -> DrawnService.Item? in
        let job = run.jobs[item.job]
        guard let workload = job.workload, workload < workloads, let entity = job.entity,
          let size = job.size
        else { return nil }
        return DrawnService.Item(
          workload: workload, entity: entity, attempt: item.attempt, size: size)
      }
      guard items.count == batch.items.count else { continue }
      let planned = service.duration(stage: stage, items: items, startedAt: batch.started)
      recorded.append(batch.duration.seconds)
      drawn.append(planned.seconds)
    }
  }

  /// `nil` where no draw could be made again.
  var summary: StageCalibration.Draws? {
    guard !drawn.isEmpty else { return nil }
    let differences = zip(recorded, drawn).map { $0 - $1 }
    let (x, y) = (SampleMoments(drawn), SampleMoments(recorded))
    let product = zip(drawn, recorded).reduce(0) { $0 + ($1.0 - x.mean) * ($1.1 - y.mean) }
    // Times that hardly vary tell nothing but their mean.
    let varies = x.sumOfSquares > 1e-6 * x.mean * x.mean * Double(x.count)
    let all = x.sumOfSquares * y.sumOfSquares
    return StageCalibration.Draws(
      count: drawn.count, meanDrawn: x.mean, slope: varies ? product / x.sumOfSquares : 1,
      rSquared: varies ? (all > 0 ? product * product / all : 0) : nil,
      meanOverhead: SampleMoments(differences).mean, medianOverhead: Median.of(differences) ?? 0)
  }
}

extension StageCalibration.Draws {
  /// Where the two lie on a line no better than this, the scenario is not the run's, or the machine
  /// was too busy to tell.
  static let leastCorrelation = 0.5
  /// A slope within this much of 1 is 1: the machine adds to a batch and does not stretch it.
  static let slopeTolerance = 0.1

  /// Whether the recorded times are the drawn ones and something more. Of drawn times that do not
  /// vary their mean must do.
  var isConfirmed: Bool {
    guard let rSquared else { return meanOverhead >= -0.01 * meanDrawn }
    return rSquared >= Self.leastCorrelation && (0.5...5).contains(slope)
  }

  var isStretched: Bool { (slope - 1).magnitude > Self.slopeTolerance }

  /// What the machine adds to each batch beyond stretching it, in seconds: the mean, as what waits
  /// behind a batch waits for the late ones, too.
  var added: Double {
    max(0, isStretched ? meanOverhead - (slope - 1) * meanDrawn : meanOverhead)
  }
}
