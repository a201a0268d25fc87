import HeadgateCore
import Testing

/// A stage whose batches one service model plans one after another, at moments of the test's choice.
final class PlannedStage {
  struct Batch: Equatable {
    var took: Nanoseconds
    var results: [AttemptResult]

    /// A batch of jobs that all ended so.
    static func all(_ result: AttemptResult, _ count: Int = 1, took: Nanoseconds) -> Batch {
      Batch(took: took, results: Array(repeating: result, count: count))
    }
  }

  let h: PipelineHarness
  let model: ServiceModel

  init(_ stage: StageSettings, faults: [FaultSettings] = [], seed: UInt64 = 1) {
    var stage = stage
    // Time enough for a batch of any size to come together.
    stage.linger = 1
    h = PipelineHarness(.chain(stage))
    model = ServiceModel(stages: [stage], faults: faults, seed: seed, replication: 0)
  }

  /// What a batch of so many jobs that starts at `now` comes to.
  ///
  /// - Parameters:
  ///   - entities: What the jobs' draws belong to; by default each job's are its own.
  ///   - ends: Whether the model is told that it has ended when it was to.
  func batch(
    _ count: Int = 1, at now: Nanoseconds, entities: [UInt64]? = nil, ends: Bool = true
  ) -> Batch {
    for _ in 0..<count { h.submit() }
    h.advance(to: h.now + 1)
    let worker = h.pipeline.workers + Int(h.running[0])
    let slots = h.pipeline.pool.jobs
    // The moments of the harness are others.
    let since = h.now - 1
    for i in 0..<count {
      let slot = slots + Int(worker.pointee.jobs[i])
      if let entities { slot.pointee.entity = entities[i] }
      slot.pointee.since = now
    }
    let end = model.plan(worker, jobs: slots, at: now)
    if ends { model.ended(worker, jobs: slots, at: end) }
    let jobs = (0..<count).map { (slots + Int(worker.pointee.jobs[$0])).pointee }
    for i in 0..<count { slots[Int(worker.pointee.jobs[i])].since = since }
    h.finish(jobs[0].ordinal)
    return Batch(took: end - now, results: jobs.map(\.result))
  }
}
