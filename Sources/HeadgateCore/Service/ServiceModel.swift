/// How long batches take and how their jobs' attempts go in a synthetic workload: a pure function
/// of the jobs, the moment at which the batch starts, and the faults on the timeline (rules S3, S5,
/// F1, F6, R1). Both drivers ask the same model.
package struct ServiceModel: ~Copyable {
  /// A stage's distributions, prepared, with what makes the common case fast.
  private struct Stage {
    let base: Sampler
    let perItem: Sampler
    let perKiB: Sampler
    let transient: Double
    let permanentOrTransient: Double
    let timeout: Nanoseconds
    let faults: [FaultSettings]
    /// One draw a job and nothing else.
    let isPlain: Bool
    let itemStream: UInt32
    let baseStream: UInt32
    let sizeStream: UInt32
  }

  private let stages: UnsafeMutablePointer<Stage>
  private let stageCount: Int
  private let random: KeyedRandom

  package init(
    stages settings: [StageSettings], faults: [FaultSettings], seed: UInt64, replication: Int
  ) {
    stageCount = settings.count
    stages = .allocate(capacity: settings.count)
    random = KeyedRandom(seed: seed, replication: replication)
    for (s, stage) in settings.enumerated() {
      let relevant = faults.filter { $0.stage == s && !$0.isCrash }
      let base = Sampler(stage.service.base)
      let perKiB = Sampler(stage.service.perKiB)
      let fails = stage.failures.transient > 0 || stage.failures.permanent > 0
      (stages + s).initialize(
        to: Stage(
          base: base, perItem: Sampler(stage.service.perItem), perKiB: perKiB,
          transient: stage.failures.transient,
          permanentOrTransient: stage.failures.transient + stage.failures.permanent,
          timeout: stage.timeout ?? .never, faults: relevant,
          isPlain: base.isZero && perKiB.isZero && !fails && relevant.isEmpty
            && stage.timeout == nil,
          itemStream: DrawStream(.itemService, stage: s).word,
          baseStream: DrawStream(.batchService, stage: s).word,
          sizeStream: DrawStream(.sizeService, stage: s).word))
    }
  }

  deinit {
    stages.deinitialize(count: stageCount)
    stages.deallocate()
  }

  /// Plans the batch that `worker` starts at `now`: writes each job's result, and returns the moment
  /// at which the batch ends.
  @inline(__always)
  package func plan(
    _ pipeline: borrowing Pipeline, worker id: Int32, at now: Nanoseconds
  ) -> Nanoseconds {
    let worker = pipeline.worker(id)
    let stage = stages + Int(worker.pointee.stage)
    guard stage.pointee.isPlain, worker.pointee.count == 1 else {
      return planInFull(pipeline, worker, stage, now)
    }
    let duration = itemService(stage, pipeline.job(worker.pointee.jobs[0]))
    return now &+ Nanoseconds(duration + 0.5)
  }

  @inline(__always)
  private func itemService(
    _ stage: UnsafeMutablePointer<Stage>, _ job: UnsafeMutablePointer<Job>
  ) -> Double {
    let stream = DrawStream(word: stage.pointee.itemStream | UInt32(job.pointee.workload))
    return draw(stage.pointee.perItem, stream, job)
  }

  @inline(__always)
  private func draw(
    _ sampler: borrowing Sampler, _ stream: DrawStream, _ job: UnsafeMutablePointer<Job>
  ) -> Double {
    if let constant = sampler.constant { return constant }
    let entity = job.pointee.entity
    let attempt = UInt32(job.pointee.attempt)
    let bits = random.bits(stream, entity: entity, attempt: attempt)
    return sampler.sample(
      KeyedRandom.unit(bits.0),
      key: DrawKey(random: random, stream: stream, entity: entity, attempt: attempt))
  }

  @inline(never)
  private func planInFull(
    _ pipeline: borrowing Pipeline, _ worker: UnsafeMutablePointer<Worker>,
    _ stage: UnsafeMutablePointer<Stage>, _ now: Nanoseconds
  ) -> Nanoseconds {
    let count = Int(worker.pointee.count)
    // The batch's own time belongs to its first job.
    let first = pipeline.job(worker.pointee.jobs[0])
    var duration = draw(
      stage.pointee.base,
      DrawStream(word: stage.pointee.baseStream | UInt32(first.pointee.workload)), first)
    let errors = effect(of: stage, at: now) {
      if case .errors(let share) = $0 { share } else { nil }
    }
    for i in 0..<count {
      let job = pipeline.job(worker.pointee.jobs[i])
      duration += itemService(stage, job)
      if !stage.pointee.perKiB.isZero {
        let stream = DrawStream(word: stage.pointee.sizeStream | UInt32(job.pointee.workload))
        duration += draw(stage.pointee.perKiB, stream, job) * Double(job.pointee.size) / 1024
      }
      job.pointee.result = ownResult(stage, job, worker.pointee.stage, errors: errors)
    }
    for fault in stage.pointee.faults where fault.isInForce(at: now) {
      if case .slowdown(let factor) = fault.effect { duration *= factor }
    }
    var time = Nanoseconds(min(duration, Sampler.largest) + 0.5)
    var whole: AttemptResult?
    if time > stage.pointee.timeout {
      time = stage.pointee.timeout
      whole = .timeout
    }
    let end = afterStalls(stage, now &+ time)
    for fault in stage.pointee.faults where fault.effect == .outage {
      if fault.isInForce(at: now) || fault.isInForce(at: end) { whole = .outage }
    }
    if let whole {
      for i in 0..<count { pipeline.job(worker.pointee.jobs[i]).pointee.result = whole }
    }
    return end
  }

  /// The result of one job's attempt, faults of the whole batch apart.
  private func ownResult(
    _ stage: UnsafeMutablePointer<Stage>, _ job: UnsafeMutablePointer<Job>, _ s: UInt8,
    errors: Double?
  ) -> AttemptResult {
    let workload = UInt32(job.pointee.workload)
    let attempt = UInt32(job.pointee.attempt)
    if stage.pointee.permanentOrTransient > 0 {
      let stream = DrawStream(word: stage.pointee.itemStream | workload)
      // The half of the block that the service time leaves.
      let unit = KeyedRandom.unit(
        random.bits(stream, entity: job.pointee.entity, attempt: attempt).1)
      if unit < stage.pointee.transient { return .transient }
      if unit < stage.pointee.permanentOrTransient { return .permanent }
    }
    if let errors {
      let stream = DrawStream(
        .faultError, workload: Int(workload), stage: Int(s))
      let unit = KeyedRandom.unit(
        random.bits(stream, entity: job.pointee.entity, attempt: attempt).0)
      if unit < errors { return .transient }
    }
    return .succeeded
  }

  /// The largest value that `pick` finds among the faults in force.
  private func effect(
    of stage: UnsafeMutablePointer<Stage>, at now: Nanoseconds,
    _ pick: (FaultEffect) -> Double?
  ) -> Double? {
    var largest: Double?
    for fault in stage.pointee.faults where fault.isInForce(at: now) {
      if let value = pick(fault.effect) { largest = max(largest ?? value, value) }
    }
    return largest
  }

  /// While a stall is in force nothing ends: an end within one moves to its end.
  private func afterStalls(
    _ stage: UnsafeMutablePointer<Stage>, _ end: Nanoseconds
  ) -> Nanoseconds {
    var end = end
    var moved = true
    while moved {
      moved = false
      for fault in stage.pointee.faults
      where fault.effect == .stall && fault.isInForce(at: end) {
        end = fault.end
        moved = true
      }
    }
    return end
  }
}

extension FaultSettings {
  /// Whether the fault is on at `moment`: from `at` up to, and without, `end`.
  func isInForce(at moment: Nanoseconds) -> Bool { moment >= at && moment < end }

  /// The number of workers that crash, for a crash.
  package var crashCount: Int? {
    if case .crash(let count) = effect { count } else { nil }
  }

  var isCrash: Bool { crashCount != nil }
}
