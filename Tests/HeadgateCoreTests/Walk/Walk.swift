import HeadgateCore
import Testing

/// A random walk through a random pipeline's inputs: a phase of load and faults, then one in which
/// faults have stopped and everything is allowed to finish. After every step everything that must
/// hold is checked; the first thing that does not ends the walk.
struct Walk {
  let seed: UInt64
  let settings: PipelineSettings
  private(set) var steps: [WalkStep] = []
  /// What does not hold, in words.
  private(set) var broken: [String] = []
  private(set) var digest = ""
  private var random: SplitMix64
  private let harness: PipelineHarness
  private var ledger: WalkLedger
  /// Faults in which heartbeats are lost.
  private var losing = 0
  private static let loadSteps = 150
  private static let mostDrainSteps = 20_000

  init(seed: UInt64) {
    self.seed = seed
    random = SplitMix64(seed: seed)
    settings = WalkSettings.pipeline(&random)
    harness = PipelineHarness(
      settings, plan: WalkSettings.plan(&random), seed: seed, checks: false)
    ledger = WalkLedger(settings)
  }

  mutating func run() {
    for _ in 0..<Self.loadSteps where broken.isEmpty { take(randomStep()) }
    drain()
    finish()
  }

  // MARK: Steps

  private mutating func take(_ step: WalkStep) {
    steps.append(step)
    switch step {
    case .submit(let priority, let late):
      harness.submit(
        priority: priority, intended: max(0, harness.now - late), client: harness.admissions.count)
    case .finish(let job, let results): harness.finish(job, failing: results)
    case .advance(let time): harness.advance(to: harness.now + time, afterEach: { check() })
    case .advanceUpTo(let time):
      harness.advance(upTo: harness.now + time, afterEach: { check() })
    case .crash(let stage, let count): harness.crash(stage: stage, count: count)
    case .restore(let stage, let count): harness.restore(stage: stage, count: count)
    case .heartbeats(let lost):
      losing += lost ? 1 : -1
      harness.heartbeats(lost: lost)
    case .cancel(let job):
      if harness.cancel(job), harness.state(of: job) != nil {
        broken.append("J2: \(job) is cancelled, and is \(harness.state(of: job)!)")
      }
    }
    check()
  }

  private mutating func check() {
    guard broken.isEmpty else { return }
    broken = harness.pipeline.brokenInvariants(at: harness.now) + ledger.follow(harness)
  }

  private mutating func randomStep() -> WalkStep {
    switch random.below(100) {
    case ..<40: return .submit(priority: random.below(3), late: Nanoseconds(random.below(20)))
    case ..<70:
      guard !harness.running.isEmpty else { fallthrough }
      return finishing(random.pick(harness.running), failureShare: 0.3)
    case ..<88:
      let time = Nanoseconds(random.below(15))
      if let next = harness.timers.first?.time, random.chance(0.5) {
        return random.chance(0.5)
          ? .advance(next - harness.now) : .advanceUpTo(next - harness.now)
      }
      return .advance(time)
    case ..<91:
      return .crash(stage: random.below(settings.stages.count), count: 1 + random.below(2))
    case ..<93:
      return .heartbeats(lost: losing == 0 || random.chance(0.3))
    case ..<96:
      return .restore(stage: random.below(settings.stages.count), count: 1 + random.below(2))
    default:
      guard !harness.admissions.isEmpty else { return .advance(1) }
      return .cancel(UInt64(random.below(harness.admissions.count)))
    }
  }

  private mutating func finishing(_ worker: Int32, failureShare: Double) -> WalkStep {
    let jobs = harness.batch(of: worker)
    let whole: AttemptResult? =
      random.chance(failureShare / 3) ? random.pick([.timeout, .outage]) : nil
    var results: [UInt64: AttemptResult] = [:]
    for job in jobs {
      if let whole {
        results[job] = whole
      } else if random.chance(failureShare) {
        results[job] = random.pick([.transient, .throttled, .permanent])
      }
    }
    return .finish(jobs[0], failing: results)
  }

  // MARK: The end

  /// Faults have stopped: whatever was accepted or held back must come to its end.
  private mutating func drain() {
    guard broken.isEmpty else { return }
    for stage in settings.stages.indices {
      take(.restore(stage: stage, count: settings.stages[stage].workers))
    }
    var count = 0
    while broken.isEmpty, !harness.pipeline.isEmpty {
      count += 1
      if count > Self.mostDrainSteps {
        broken.append("the pipeline does not empty")
      } else if let worker = harness.running.first {
        take(.finish(harness.batch(of: worker)[0], failing: [:]))
      } else if let next = harness.timers.first(where: { $0.kind != .controller }) {
        take(.advance(next.time - harness.now))
      } else {
        broken.append("jobs wait, and nothing will ever happen")
      }
    }
  }

  private mutating func finish() {
    harness.pipeline.finish(at: harness.now)
    digest = harness.pipeline.recorder.digest.hexadecimal
    guard broken.isEmpty else { return }
    let recorder = harness.pipeline.recorder.sums
    if recorder.area != recorder.sojourn { broken.append("Little's law: \(recorder)") }
    if recorder.submitted != UInt64(harness.admissions.count)
      || recorder.submitted != recorder.ended
    {
      broken.append("J2: \(recorder)")
    }
  }

  /// What one needs to see of a walk that has failed.
  var report: String {
    """
    seed \(seed): \(broken.joined(separator: "; "))
    \(settings)
    \(steps.map { "\($0)" }.joined(separator: "\n"))
    """
  }
}

extension Recorder {
  /// What must balance when a run has ended with nothing in flight.
  fileprivate var sums: (area: Int128, sojourn: Int128, submitted: UInt64, ended: UInt64) {
    (run.system.integral, sojourn, submitted, ended.sum)
  }
}
