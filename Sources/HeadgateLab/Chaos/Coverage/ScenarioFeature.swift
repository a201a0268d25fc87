package import HeadgateCore
import HeadgateModel

/// What a random scenario may have: read off the specification that was run, not off the generator's
/// coins, so that a feature that the generator has lost shows.
package enum ScenarioFeature: String, CaseIterable, Sendable {
  case oneStage = "one stage"
  case fiveStages = "five stages"
  case severalWorkers = "several workers"
  case batches
  case linger
  case noBuffer = "buffer 0"
  case unlimitedBuffer = "buffer unlimited"
  case noQueue = "queue capacity 0"
  case smallQueue = "queue capacity 1 to 10"
  case unlimitedQueue = "queue unlimited"
  case blocks = "onFull block"
  case rejects = "onFull reject"
  case sheds = "onFull shed"
  case ageing
  case priorities = "several priorities"
  case noController = "controller none"
  case preset = "controller preset"
  case controller = "controller custom"
  case fixedRate = "rate fixed"
  case watermark, aimdRate = "rate aimd"
  case pi
  case minimumDelay = "minimum-delay"
  case awsAdaptive = "aws-adaptive"
  case limit = "limit"
  case limitAlone = "limit without rate"
  case fixedLimit = "limit fixed"
  case aimdLimit = "limit aimd"
  case vegas, gradient2, failsafe
  case limitWindow = "limit by windows"
  case tinyLimit = "limit 1 to 3 at the start"
  case signalSubmission = "signal submission"
  case signalTotal = "signal total"
  case costlyDispatch = "dispatch cost not 1"
  case failures
  case permanentFailures = "permanent failures"
  case handling = "failures keep workers"
  case boundedHandling = "failures keep workers, so many a second"
  case oneAttempt = "maxAttempts 1"
  case manyAttempts = "maxAttempts 8 or more"
  case noBackoff = "backoff 0"
  case noJitter = "jitter none"
  case equalJitter = "jitter equal"
  case resumeStart = "resume start"
  case breaker
  case timeout
  case deadline
  case shortDeadline = "deadline shorter than a service"
  case pressure
  case shortLease = "lease 1 ns"
  case heartbeat
  case noHeartbeat = "heartbeat none"
  case noService = "service 0"
  case heavyTail = "heavy-tailed service"
  case perKiB = "service per KiB"
  case baseService = "service per batch"
  case slowdown, errors, outage, crash, stall
  case heartbeatsLost = "heartbeats lost"
  case wholeCrash = "crash of all workers"
  case overlappingFaults = "overlapping faults"
  case poisson, constant, gamma, closed, trace, burst
  case severalWorkloads = "several workloads"
  case noThinkTime = "think time 0"
  case ramp
  case silence
  case sizes = "sizes vary"
  case warmup
  case items = "load ends by items"
  case cutOff = "drain cut off"
  case coarseGrid = "all times on a grid"
  case quota
  case quotaCut = "quota cut"
  case uncountedRefusals = "refusals not counted"
  case cache
  case skewedCache = "cache with a skew"
  case warmCache = "cache warm"
  case lateFills = "cache filled late"
  case flush

  /// Whether a scenario has it.
  package func isIn(_ specification: RunSpecification) -> Bool {
    let pipeline = specification.pipeline
    return isInQueue(pipeline) ?? isInControl(pipeline) ?? isInStages(pipeline.stages)
      ?? isInFaults(specification)
      ?? isInLoad(specification)
  }

  private func isInQueue(_ pipeline: PipelineSettings) -> Bool? {
    let (queue, retry) = (pipeline.queue, pipeline.retry)
    return switch self {
    case .noQueue: queue.capacity == 0
    case .smallQueue: (1...10).contains(queue.capacity ?? 0)
    case .unlimitedQueue: queue.capacity == nil
    case .blocks: queue.onFull == .block && queue.capacity != nil
    case .rejects: queue.onFull == .reject
    case .sheds: queue.onFull == .shed
    case .ageing: queue.aging != nil
    case .oneAttempt: retry.maxAttempts == 1
    case .manyAttempts: retry.maxAttempts >= 8
    case .noBackoff: retry.initial == 0 || retry.maximum == 0
    case .noJitter: retry.jitter == .none
    case .equalJitter: retry.jitter == .equal
    case .resumeStart: retry.resume == .start
    case .shortLease: pipeline.lease == 1
    case .heartbeat: if case .every? = pipeline.heartbeat { true } else { false }
    case .noHeartbeat: pipeline.heartbeat == .never
    default: nil
    }
  }

  private func isInControl(_ pipeline: PipelineSettings) -> Bool? {
    let (controller, limiter) = (pipeline.controller, pipeline.limiter)
    let presets = ControllerPreset.rates.compactMap(\.settings)
    return switch self {
    case .noController: controller == nil
    case .preset: controller.map(presets.contains) ?? false
    case .controller: controller.map { !presets.contains($0) } ?? false
    case .fixedRate: controller?.algorithm.name == .fixed
    case .watermark: controller?.algorithm.name == .watermark
    case .aimdRate: controller?.algorithm.name == .aimd
    case .pi: controller?.algorithm.name == .pi
    case .minimumDelay: controller?.algorithm.name == .minimumDelay
    case .awsAdaptive: controller?.algorithm.name == .awsAdaptive
    case .signalSubmission: controller?.signal == .submission
    case .signalTotal: controller?.signal == .total
    case .costlyDispatch: controller.map { $0.cost != 1 } ?? false
    case .limit: limiter != nil
    case .limitAlone: limiter != nil && controller == nil
    case .fixedLimit: limiter?.algorithm.name == .fixed
    case .aimdLimit: limiter?.algorithm.name == .aimd
    case .vegas: limiter?.algorithm.name == .vegas
    case .gradient2: limiter?.algorithm.name == .gradient2
    case .failsafe: limiter?.algorithm.name == .failsafe
    case .limitWindow: limiter?.window != nil
    case .tinyLimit: limiter.map { $0.initial <= 3 } ?? false
    default: nil
    }
  }

  private func isInStages(_ stages: [StageSettings]) -> Bool? {
    switch self {
    case .oneStage: stages.count == 1
    case .fiveStages: stages.count == 5
    case .severalWorkers: stages.contains { $0.workers > 1 }
    case .batches: stages.contains { $0.batchSize > 1 }
    case .linger: stages.contains { $0.linger > 0 }
    case .noBuffer: stages.contains { $0.buffer == 0 }
    case .unlimitedBuffer: stages.contains { $0.buffer == nil }
    case .failures: stages.contains { $0.failures.transient > 0 }
    case .permanentFailures: stages.contains { $0.failures.permanent > 0 }
    case .handling: stages.contains { $0.handling.map { $0.perSecond == nil } ?? false }
    case .boundedHandling: stages.contains { $0.handling?.perSecond != nil }
    case .breaker: stages.contains { $0.breaker != nil }
    case .timeout: stages.contains { $0.timeout != nil }
    case .deadline: stages.contains { $0.deadline != nil }
    case .shortDeadline:
      stages.contains {
        Double($0.deadline ?? .never) < $0.service.perItem.mean ?? 0
          || Double($0.deadline ?? .never) < $0.service.base.mean ?? 0
      }
    case .pressure: stages.contains { $0.pressure != nil }
    case .noService: stages.contains { $0.service == ServiceSettings() }
    case .heavyTail:
      stages.contains { $0.service.base.isHeavyTailed || $0.service.perItem.isHeavyTailed }
    case .perKiB: stages.contains { $0.service.perKiB != .zero }
    case .cache: stages.contains { $0.cache != nil }
    case .skewedCache: stages.contains { $0.cache?.skew ?? 0 > 0 }
    case .warmCache: stages.contains { $0.cache?.warm ?? 0 > 0 }
    case .lateFills: stages.contains { $0.cache?.fillOnTimeout == true }
    case .quota: stages.contains { $0.quota != nil }
    case .uncountedRefusals: stages.contains { $0.quota?.countsRefused == false }
    case .baseService: stages.contains { $0.service.base != .zero }
    default: nil
    }
  }

  private func isInFaults(_ specification: RunSpecification) -> Bool? {
    let faults = specification.faults
    let stages = specification.pipeline.stages
    return switch self {
    case .slowdown: faults.contains { if case .slowdown = $0.effect { true } else { false } }
    case .errors: faults.contains { if case .errors = $0.effect { true } else { false } }
    case .outage: faults.contains { $0.effect == .outage }
    case .crash: faults.contains { $0.crashCount != nil }
    case .stall: faults.contains { $0.effect == .stall }
    case .heartbeatsLost: faults.contains { $0.effect == .heartbeatsLost }
    case .flush: faults.contains { $0.effect == .flush }
    case .quotaCut: faults.contains { $0.quotaShare != nil }
    case .wholeCrash:
      faults.contains { $0.crashCount ?? 0 >= stages[$0.stage].workers }
    case .overlappingFaults:
      faults.indices.contains { i in
        faults[..<i].contains {
          $0.stage == faults[i].stage && $0.at < faults[i].end && faults[i].at < $0.end
        }
      }
    default: nil
    }
  }

  private func isInLoad(_ specification: RunSpecification) -> Bool {
    let workloads = specification.workloads
    let phases = workloads.flatMap(\.phases)
    func has(_ matches: (ArrivalProcess) -> Bool) -> Bool {
      workloads.contains { matches($0.arrivals) }
    }
    return switch self {
    case .priorities: workloads.contains { $0.priorities.count > 1 }
    case .poisson: has { $0 == .poisson }
    case .constant: has { $0 == .constant }
    case .gamma: has { if case .gamma = $0 { true } else { false } }
    case .closed: has { if case .closed = $0 { true } else { false } }
    case .trace: has { if case .trace = $0 { true } else { false } }
    case .burst: has { if case .burst = $0 { true } else { false } }
    case .severalWorkloads: workloads.count > 1
    case .noThinkTime: has { if case .closed(_, .zero) = $0 { true } else { false } }
    case .ramp: phases.contains { $0.rate != $0.endRate }
    case .silence: phases.contains { $0.rate == 0 && $0.endRate == 0 }
    case .sizes: workloads.contains { !$0.chapters.isConstant }
    case .warmup: specification.limits.warmup > 0
    case .items: specification.limits.items != nil
    case .cutOff: specification.limits.drainTimeout < .second * 1_000
    case .coarseGrid: specification.isOnGrid
    default: false
    }
  }
}

extension Distribution {
  fileprivate var isHeavyTailed: Bool {
    switch self {
    case .lognormal(_, let sigma): sigma > 1
    case .gamma(_, let cv), .hyperexponential(_, let cv): cv > 1
    case .weibull(let shape, _): shape < 1
    case .pareto: true
    case .capped(let inner, _): inner.isHeavyTailed
    default: false
    }
  }

  fileprivate var isConstant: Bool { if case .constant = self { true } else { false } }
}

extension ChapterSource {
  fileprivate var isConstant: Bool {
    if case .size(let size) = self { size.isConstant } else { false }
  }
}

extension RunSpecification {
  /// Whether all stages take constant times that are multiples of one coarse step.
  fileprivate var isOnGrid: Bool {
    let times = pipeline.stages.flatMap { [$0.service.base, $0.service.perItem] }
      .map { if case .constant(let value) = $0 { value } else { -1.0 } }
    guard !times.contains(-1), let least = times.filter({ $0 > 0 }).min() else { return false }
    return least >= 1e6 && times.allSatisfy { $0.truncatingRemainder(dividingBy: 1e6) == 0 }
  }
}
