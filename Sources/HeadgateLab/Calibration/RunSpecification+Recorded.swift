import HeadgateCore
import HeadgateModel

extension RunSpecification {
  /// What a recording alone tells of a pipeline: everything that does not bind, and as many workers as
  /// were seen at work.
  init(bare run: RecordedRun) {
    let stages = run.stages.enumerated().map { place, name in
      let own = run.batches.filter { $0.stage == place }
      let timedOut = own.filter { $0.items.contains { $0.outcome == .timeout } }
      return StageSettings(
        name: name, workers: Self.mostAtOnce(own), buffer: nil,
        batchSize: own.map(\.items.count).max() ?? 1, service: ServiceSettings(),
        timeout: timedOut.map(\.duration).max().map { max($0, 1) })
    }
    let attempts = run.batches.flatMap(\.items).map(\.attempt).max() ?? 1
    let last = run.jobs.last?.arrived ?? 0
    let gap = last / Nanoseconds(max(1, run.jobs.count))
    self.init(
      seed: 0,
      pipeline: PipelineSettings(
        queue: QueueSettings(capacity: nil), retry: RetrySettings(maxAttempts: attempts),
        stages: stages),
      workloads: [],
      limits: LoadLimits(
        duration: max(Rounding.duration(seconds: (last + gap).seconds), last + 1),
        drainTimeout: 600 * .second))
  }

  /// The most batches in service at one moment.
  private static func mostAtOnce(_ batches: [RecordedBatch]) -> Int {
    // What ends at a moment makes room for what starts there.
    let moves = batches.flatMap { [($0.started, 1), ($0.ended, -1)] }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var (now, most) = (0, 1)
    for move in moves {
      now += move.1
      most = max(most, now)
    }
    return most
  }

  /// What was written for settings that a recording cannot tell, in words.
  var assumptions: [String] {
    pipeline.stages.map {
      "\($0.name): \($0.workers) workers, the most batches seen at once; batches of \($0.batchSize), "
        + "the largest seen; no linger; an unlimited buffer"
    } + [
      "an unlimited queue; \(pipeline.retry.maxAttempts) attempts, the most seen, with the usual "
        + "backoff; no controller"
    ]
  }
}
