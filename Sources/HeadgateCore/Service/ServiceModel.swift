/// How long batches take and how their jobs' attempts go in a synthetic workload: a pure function
/// of the jobs, the moment at which the batch starts, and the faults on the timeline (rules S3, S5,
/// F1, F6, R1). Both drivers ask the same model.
package struct ServiceModel: ~Copyable {
  /// A stage's distributions, prepared.
  struct Stage {
    let base: Sampler
    let perItem: Sampler
    let perKiB: Sampler
    let transient: Double
    let permanentOrTransient: Double
    let timeout: Nanoseconds
    let overhead: Nanoseconds
    let pressure: PressureSettings?
    let faults: [FaultSettings]
    var quota: ServiceQuota?
    var cache: ServiceCache?
    let deadline: Nanoseconds
    /// Whether a batch's time is its jobs' own, and nothing can fail or slow it down.
    let isPlain: Bool
  }

  let stages: UnsafeMutablePointer<Stage>
  package let stageCount: Int
  private let random: KeyedRandom
  let hasCaches: Bool
  /// Whether every stage takes plain jobs one at a time: then a job's service times are drawn
  /// together when it is submitted, which keeps the processor's pipelines full.
  package let drawsAhead: Bool
  private let plainItems: UnsafeMutablePointer<PlainSampler>
  /// Service times drawn ahead, `stageCount` a job slot.
  package private(set) var ahead: UnsafeMutablePointer<Nanoseconds>
  private var aheadSlots = 64

  package init(
    stages settings: [StageSettings], faults: [FaultSettings], seed: UInt64, replication: Int
  ) {
    stageCount = settings.count
    stages = .allocate(capacity: settings.count)
    plainItems = .allocate(capacity: settings.count)
    let random = KeyedRandom(seed: seed, replication: replication)
    self.random = random
    hasCaches = settings.contains { $0.cache != nil }
    var allPlain = true
    for (s, stage) in settings.enumerated() {
      let own = faults.filter { $0.stage == s && !$0.befallsWorkers }
      var prepared = Self.prepare(stage, faults: own)
      prepared.cache = stage.cache.map {
        ServiceCache($0, workers: stage.workers, stage: s, faults: own, random: random)
      }
      (stages + s).initialize(to: prepared)
      if let plain = prepared.perItem.plain, prepared.isPlain, stage.batchSize == 1 {
        (plainItems + s).initialize(to: plain)
      } else {
        allPlain = false
      }
    }
    drawsAhead = allPlain
    ahead = .allocate(capacity: aheadSlots * settings.count)
  }

  private static func prepare(_ stage: StageSettings, faults: [FaultSettings]) -> Stage {
    let base = Sampler(stage.service.base)
    let perKiB = Sampler(stage.service.perKiB)
    let failures = stage.failures
    return Stage(
      base: base, perItem: Sampler(stage.service.perItem), perKiB: perKiB,
      transient: failures.transient,
      permanentOrTransient: failures.transient + failures.permanent,
      timeout: stage.timeout ?? .never, overhead: stage.overhead,
      pressure: stage.pressure, faults: faults,
      quota: stage.quota.map { ServiceQuota($0, faults: faults) }, cache: nil,
      deadline: stage.deadline ?? .never,
      isPlain: base.isZero && perKiB.isZero && failures.transient == 0 && failures.permanent == 0
        && faults.isEmpty && stage.timeout == nil && stage.deadline == nil && stage.overhead == 0
        && stage.pressure == nil && stage.quota == nil && stage.cache == nil)
  }

  deinit {
    for s in 0..<stageCount { stages[s].cache?.deallocate() }
    stages.deinitialize(count: stageCount)
    stages.deallocate()
    plainItems.deallocate()
    ahead.deallocate()
  }

  /// Plans the batch that `worker` starts at `now`, never earlier than before: writes the result of each
  /// of its jobs (slots of `jobs`), and returns the moment at which the batch ends.
  package func plan(
    _ worker: UnsafeMutablePointer<Worker>, jobs: UnsafeMutablePointer<Job>, at now: Nanoseconds
  ) -> Nanoseconds {
    let s = Int(worker.pointee.stage)
    if drawsAhead { return now &+ ahead[Int(worker.pointee.jobs[0]) &* stageCount &+ s] }
    return planInFull(worker, jobs, stages + s, now)
  }

  /// Draws all service times of the job in `slot`, which has just been submitted, where
  /// `drawsAhead`. Attempts do not matter where nothing can fail.
  package mutating func drawAhead(_ job: UnsafeMutablePointer<Job>, slot: Int) {
    if slot >= aheadSlots { growAhead(slot) }
    let times = ahead + slot &* stageCount
    var s = 0
    while s &+ 1 < stageCount {
      let bits = itemBits(s, job)
      let units = SIMD2(KeyedRandom.unit(bits.0), KeyedRandom.unit(bits.1))
      let pair = PlainSampler.sample(plainItems[s], plainItems[s &+ 1], units) + 0.5
      times[s] = Nanoseconds(pair[0])
      times[s &+ 1] = Nanoseconds(pair[1])
      s &+= 2
    }
    if s < stageCount {
      times[s] = Nanoseconds(plainItems[s].sample(KeyedRandom.unit(itemBits(s, job).0)) + 0.5)
    }
  }

  @inline(never)
  private mutating func growAhead(_ slot: Int) {
    let larger = max(slot + 1, aheadSlots * 2)
    let grown = UnsafeMutablePointer<Nanoseconds>.allocate(capacity: larger * stageCount)
    grown.update(from: ahead, count: aheadSlots * stageCount)
    ahead.deallocate()
    ahead = grown
    aheadSlots = larger
  }

  /// The block of a job's item service at stages `s` and `s + 1`, `s` even.
  @inline(__always)
  private func itemBits(_ s: Int, _ job: UnsafeMutablePointer<Job>) -> (UInt64, UInt64) {
    let stream = DrawStream(.itemService, workload: Int(job.pointee.workload), stage: s)
    return random.bits(
      stream, entity: job.pointee.entity, attempt: UInt32(job.pointee.attempt))
  }

  private func itemService(
    _ stage: UnsafeMutablePointer<Stage>, _ s: Int, _ job: UnsafeMutablePointer<Job>
  ) -> Double {
    if let constant = stage.pointee.perItem.constant { return constant }
    let bits = itemBits(s & ~1, job)
    let stream = DrawStream(.itemService, workload: Int(job.pointee.workload), stage: s)
    return stage.pointee.perItem.sample(
      KeyedRandom.unit(s & 1 == 0 ? bits.0 : bits.1),
      key: DrawKey(
        random: random, stream: stream, entity: job.pointee.entity,
        attempt: UInt32(job.pointee.attempt)))
  }

  private func draw(
    _ sampler: Sampler, _ purpose: DrawPurpose, _ s: Int, _ job: UnsafeMutablePointer<Job>
  ) -> Double {
    if let constant = sampler.constant { return constant }
    let stream = DrawStream(purpose, workload: Int(job.pointee.workload), stage: s)
    let attempt = UInt32(job.pointee.attempt)
    let bits = random.bits(stream, entity: job.pointee.entity, attempt: attempt)
    return sampler.sample(
      KeyedRandom.unit(bits.0),
      key: DrawKey(
        random: random, stream: stream, entity: job.pointee.entity, attempt: attempt))
  }

  @inline(never)
  private func planInFull(
    _ worker: UnsafeMutablePointer<Worker>, _ jobs: UnsafeMutablePointer<Job>,
    _ stage: UnsafeMutablePointer<Stage>, _ now: Nanoseconds
  ) -> Nanoseconds {
    let count = Int(worker.pointee.count)
    let s = Int(worker.pointee.stage)
    let hits = stage.pointee.cache == nil ? 0 : lookUp(worker, jobs, stage, now)
    let asks = hits < count
    if asks, stage.pointee.quota != nil, !stage.pointee.quota!.admits(count &- hits, at: now) {
      return refuse(worker, jobs, stage, now)
    }
    // The batch's own time belongs to its first job.
    var duration =
      asks
      ? draw(stage.pointee.base, .batchService, s, jobs + Int(worker.pointee.jobs[0])) : 0
    let errors = errorShare(of: stage, at: now)
    for i in 0..<count {
      let job = jobs + Int(worker.pointee.jobs[i])
      if hits > 0, job.pointee.marks.contains(.hit) {
        job.pointee.result = .succeeded
        continue
      }
      duration += itemService(stage, s, job)
      if !stage.pointee.perKiB.isZero {
        duration +=
          draw(stage.pointee.perKiB, .sizeService, s, job) * Double(job.pointee.size) / 1024
      }
      job.pointee.result = ownResult(stage, s, job, errors: errors)
    }
    for fault in stage.pointee.faults where fault.isInForce(at: now) {
      if case .slowdown(let factor) = fault.effect { duration *= factor }
    }
    if let pressure = stage.pointee.pressure {
      duration *= pressure.factor(Int(worker.pointee.inFlight))
    }
    if hits > 0 { duration += Double(hits) * Double(stage.pointee.cache!.hit) }
    let time = Nanoseconds(min(duration, PlainSampler.largest) + 0.5)
    return end(worker, jobs, stage, after: time, asksService: asks, now)
  }

  /// When a batch ends that takes so long by itself. What concerns it as a whole is written into its
  /// jobs: a timeout, an outage.
  @inline(__always)
  func end(
    _ worker: UnsafeMutablePointer<Worker>, _ jobs: UnsafeMutablePointer<Job>,
    _ stage: UnsafeMutablePointer<Stage>, after full: Nanoseconds, asksService: Bool,
    _ now: Nanoseconds
  ) -> Nanoseconds {
    var time = full
    var whole: AttemptResult?
    if time > stage.pointee.timeout {
      time = stage.pointee.timeout
      whole = .timeout
    }
    let end = afterStalls(stage, now &+ time)
    // A stall holds a timeout up too; whoever comes out of it too late has failed all the same.
    if end &- now > stage.pointee.timeout { whole = .timeout }
    for fault in stage.pointee.faults where fault.effect == .outage && asksService {
      if fault.isInForce(at: now) || fault.isInForce(at: end) { whole = .outage }
    }
    if let whole {
      for i in 0..<Int(worker.pointee.count) {
        jobs[Int(worker.pointee.jobs[i])].result = whole
      }
      if whole == .timeout, stage.pointee.cache != nil {
        stage.pointee.cache!.setWorkEnd(
          of: worker.pointee.number, afterStalls(stage, now &+ full))
      }
    }
    return end &+ stage.pointee.overhead
  }

  /// The result of one job's attempt, faults of the whole batch apart.
  func ownResult(
    _ stage: UnsafeMutablePointer<Stage>, _ s: Int, _ job: UnsafeMutablePointer<Job>,
    errors: Double?
  ) -> AttemptResult {
    guard stage.pointee.permanentOrTransient > 0 || errors != nil else { return .succeeded }
    let stream = DrawStream(.failure, workload: Int(job.pointee.workload), stage: s)
    let bits = random.bits(
      stream, entity: job.pointee.entity, attempt: UInt32(job.pointee.attempt))
    let own = KeyedRandom.unit(bits.0)
    if own < stage.pointee.transient { return .transient }
    if own < stage.pointee.permanentOrTransient { return .permanent }
    if let errors, KeyedRandom.unit(bits.1) < errors { return .transient }
    return .succeeded
  }

  /// The largest share of attempts that faults in force fail.
  func errorShare(of stage: UnsafeMutablePointer<Stage>, at now: Nanoseconds) -> Double? {
    effect(of: stage, at: now) { if case .errors(let share) = $0 { share } else { nil } }
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
  func afterStalls(
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

  /// Whether it befalls workers or their leases, and drivers must tell the pipeline of it.
  package var befallsWorkers: Bool { crashCount != nil || effect == .heartbeatsLost }

  /// What is left of the stage's quota, for a fault that takes of it.
  package var quotaShare: Double? {
    if case .quota(let share) = effect { share } else { nil }
  }
}
