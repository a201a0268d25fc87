import HeadgateCore

/// Smaller scenarios: features switched off, numbers brought down.
extension RunSpecification {
  var withPlainerPolicies: [RunSpecification] {
    var plainer = [
      with { $0.pipeline.controller = nil }, with { $0.pipeline.limiter = nil },
      with { $0.pipeline.queue.aging = nil }, with { $0.pipeline.heartbeat = nil },
      with { $0.pipeline.queue.capacity = nil },
      with { $0.pipeline.retry.resume = .stage }, with { $0.pipeline.retry.jitter = .none },
      with { $0.pipeline.retry.factor = 1 }, with { $0.pipeline.retry.initial = 0 },
      with { $0.pipeline.retry.maxAttempts = 1 },
    ]
    if pipeline.queue.capacity == nil { plainer.append(with { $0.pipeline.queue.onFull = .block }) }
    if let controller = pipeline.controller {
      plainer.append(
        with { $0.pipeline.controller = ControllerSettings(rate: controller.rate) })
      plainer.append(with { $0.pipeline.controller!.signal = .downstream })
    }
    if let limiter = pipeline.limiter {
      plainer.append(
        with {
          $0.pipeline.limiter = LimiterSettings(
            initial: limiter.initial, min: limiter.min, max: limiter.max, algorithm: .fixed)
        })
      plainer.append(with { $0.pipeline.limiter!.window = nil })
      if limiter.algorithm != .fixed {
        plainer.append(
          with { $0.pipeline.limiter!.algorithm = limiter.algorithm.name.standard })
      }
    }
    return plainer
  }

  var withPlainerStages: [RunSpecification] {
    pipeline.stages.indices.flatMap { i -> [RunSpecification] in
      func change(_ change: (inout StageSettings) -> Void) -> RunSpecification {
        with { change(&$0.pipeline.stages[i]) }
      }
      let stage = pipeline.stages[i]
      return [
        change { $0.breaker = nil }, change { $0.timeout = nil }, change { $0.deadline = nil },
        change { $0.pressure = nil }, change { $0.handling = nil },
        change { $0.handling?.perSecond = nil },
        change { $0.cache = nil }, change { $0.cache?.fillOnTimeout = false },
        change { $0.cache?.skew = 0 }, change { $0.cache?.warm = 0 },
        change { $0.quota = nil }, change { $0.quota?.countsRefused = false },
        change { $0.failures = FailureSettings() }, change { $0.failures.permanent = 0 },
        change { $0.batchSize = 1 }, change { $0.linger = 0 }, change { $0.buffer = nil },
        change { $0.workers = 1 }, change { $0.service.perKiB = .zero },
        change { $0.service.base = .zero }, change { $0.service.perItem = .zero },
        change { $0.service.perItem = stage.service.perItem.plain },
        change { $0.service.base = stage.service.base.plain },
      ]
    }
  }

  var withPlainerWorkloads: [RunSpecification] {
    workloads.indices.flatMap { i -> [RunSpecification] in
      func change(_ change: (inout WorkloadSettings) -> Void) -> RunSpecification {
        with { change(&$0.workloads[i]) }
      }
      let workload = workloads[i]
      var plainer = [
        change { $0.priorities = [WeightedPriority(priority: 0)] },
        change { $0.chapters = .size(.constant(4096)) },
      ]
      if workload.phases.count > 1 {
        plainer += workload.phases.indices.map { p in change { $0.phases.remove(at: p) } }
      }
      switch workload.arrivals {
      case .poisson, .gamma: plainer.append(change { $0.arrivals = .constant })
      case .closed(let clients, let thinkTime):
        plainer.append(
          change { $0.arrivals = .closed(clients: clients, thinkTime: thinkTime.plain) })
      case .trace(let entries):
        plainer.append(
          change { $0.arrivals = .trace(entries.map { TraceEntry(at: $0.at) }) })
      case .constant, .burst: break
      }
      return plainer
    }
  }

  /// Counts brought down to half, one at a time.
  var withSmallerNumbers: [RunSpecification] {
    var smaller: [RunSpecification] = []
    for (i, stage) in pipeline.stages.enumerated() {
      if stage.workers > 1 { smaller.append(with { $0.pipeline.stages[i].workers /= 2 }) }
      if stage.batchSize > 2 { smaller.append(with { $0.pipeline.stages[i].batchSize /= 2 }) }
      if stage.buffer ?? 0 > 0 { smaller.append(with { $0.pipeline.stages[i].buffer! /= 2 }) }
    }
    if pipeline.queue.capacity ?? 0 > 0 {
      smaller.append(with { $0.pipeline.queue.capacity! /= 2 })
    }
    if pipeline.retry.maxAttempts > 1 {
      smaller.append(with { $0.pipeline.retry.maxAttempts /= 2 })
    }
    for (i, fault) in faults.enumerated() {
      if case .crash(let count) = fault.effect, count > 1 {
        smaller.append(with { $0.faults[i].effect = .crash(count / 2) })
      }
    }
    return smaller
  }
}

extension Distribution {
  /// A constant in its place: the mean, or the least value where there is none.
  fileprivate var plain: Distribution {
    switch self {
    case .constant: self
    case .capped(let inner, _): inner.plain
    case .pareto(let min, _): .constant(min)
    default: mean.map { .constant($0.rounded()) } ?? self
    }
  }
}
