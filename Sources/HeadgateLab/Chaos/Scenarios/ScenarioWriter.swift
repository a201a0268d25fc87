package import HeadgateCore
import HeadgateModel

/// Writes a specification as a scenario file, in as few lines as can be read.
///
/// Reading the file back gives the specification. Sizes of libraries have no place in a file of this
/// kind; recorded arrivals and samples stand in files of their own beside it.
package struct ScenarioWriter {
  private let specification: RunSpecification
  private let name: String
  private let description: String
  private let replications: Int?

  /// - Parameter replications: `nil` leaves them to the format.
  package init(
    _ specification: RunSpecification, name: String, description: String,
    replications: Int? = nil
  ) {
    self.specification = specification
    self.name = name
    self.description = description
    self.replications = replications
  }

  /// The file's text.
  package var text: String {
    var lines = [
      "schemaVersion: 1", "name: \(name)", "description: \(JSONString.quoted(description))",
      "run: \(run)", "workloads:",
    ]
    lines += specification.workloads.flatMap(workload)
    lines.append("pipeline:")
    lines += pipeline(specification.pipeline).map { "  " + $0 }
    let pipeline = specification.pipeline
    lines.append("controller: \(ControllerText.text(pipeline.controller, pipeline.limiter))")
    if !specification.faults.isEmpty {
      lines.append("faults:")
      lines += specification.faults.map { "  - " + fault($0) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Recorded arrivals by the name of the file that the scenario looks for them in.
  package var traces: [(file: String, text: String)] {
    specification.workloads.compactMap { workload in
      guard case .trace(let entries) = workload.arrivals else { return nil }
      let lines = entries.map { entry in
        let size = entry.size.map { "\($0)B" } ?? ""
        let priority = entry.priority.map { "\($0)" } ?? ""
        return "\(YAML.duration(entry.at)),\(size),\(priority)\n"
      }
      return (traceFile(workload), "at,size,priority\n" + lines.joined())
    }
  }

  /// Recorded samples by the name of the file that the scenario looks for them in.
  package var samples: [(file: String, text: String)] {
    specification.workloads.compactMap { workload in
      guard case .size(let size) = workload.chapters else { return nil }
      return sample(size, .size, file: sizeFile(workload))
    }
      + specification.pipeline.stages.compactMap { stage in
        sample(stage.service.perItem, .duration, file: itemFile(stage))
      }
  }

  private func sample(
    _ distribution: Distribution, _ measure: Measure, file: String
  ) -> (file: String, text: String)? {
    guard case .empirical(let values) = distribution else { return nil }
    return (file, values.map { measure.written($0.rounded()) + "\n" }.joined())
  }

  private func sizeFile(_ workload: WorkloadSettings) -> String {
    "\(name)-\(workload.name)-size.txt"
  }

  private func itemFile(_ stage: StageSettings) -> String { "\(name)-\(stage.name).txt" }

  private func traceFile(_ workload: WorkloadSettings) -> String { "\(name)-\(workload.name).csv" }

  private var run: String {
    let limits = specification.limits
    return YAML.mapping([
      ("seed", "\(specification.seed)"), ("replications", replications.map { "\($0)" }),
      ("duration", limits.duration.map(YAML.duration)),
      ("items", limits.items.map { "\($0)" }),
      ("warmup", limits.warmup > 0 ? YAML.duration(limits.warmup) : nil),
      ("drainTimeout", YAML.duration(limits.drainTimeout)),
    ])
  }

  // MARK: Workloads

  private func workload(_ workload: WorkloadSettings) -> [String] {
    var lines = [
      "  - name: \(workload.name)", "    priority: \(priorities(workload.priorities))",
      "    arrivals: \(arrivals(workload))",
    ]
    if !workload.phases.isEmpty {
      lines.append("    phases:")
      lines += workload.phases.map { "      - " + phase($0, of: workload.arrivals) }
    }
    if case .size(let size) = workload.chapters {
      let text =
        sample(size, .size, file: sizeFile(workload)).map { "{empirical: {file: \($0.file)}}" }
        ?? YAML.distribution(size, .size)
      lines.append("    chapters: {size: \(text)}")
    }
    return lines
  }

  private func priorities(_ priorities: [WeightedPriority]) -> String {
    guard priorities.count > 1 else { return "\(priorities[0].priority)" }
    let weights = priorities.map { ("\($0.priority)", Optional(YAML.number($0.weight))) }
    return "{weights: \(YAML.mapping(weights))}"
  }

  private func arrivals(_ workload: WorkloadSettings) -> String {
    switch workload.arrivals {
    case .poisson: "poisson"
    case .constant: "constant"
    case .burst: "burst"
    case .gamma(let cv): "{gamma: {cv: \(YAML.number(cv))}}"
    case .closed(let clients, let thinkTime):
      "{closed: {clients: \(clients), thinkTime: \(YAML.distribution(thinkTime, .duration))}}"
    case .trace: "{trace: \(traceFile(workload))}"
    }
  }

  /// Of arrivals that follow no rates phases only name stretches of time.
  private func phase(_ phase: PhaseSettings, of arrivals: ArrivalProcess) -> String {
    let isOpen =
      switch arrivals {
      case .poisson, .constant, .gamma: true
      case .closed, .trace, .burst: false
      }
    return YAML.mapping([
      ("name", phase.name), ("rate", isOpen ? YAML.rate(phase.rate) : nil),
      ("to", isOpen && phase.endRate != phase.rate ? YAML.rate(phase.endRate) : nil),
      ("for", YAML.duration(phase.duration)),
    ])
  }

  // MARK: Pipeline

  private func pipeline(_ pipeline: PipelineSettings) -> [String] {
    let queue = pipeline.queue
    return [
      "queue: "
        + YAML.mapping([
          ("capacity", YAML.bound(queue.capacity)),
          ("onFull", queue.capacity == nil ? nil : queue.onFull.rawValue),
          ("aging", queue.aging.map(YAML.duration)),
        ]),
      "retry: " + retry(pipeline.retry), "lease: \(YAML.duration(pipeline.lease))",
    ] + heartbeat(pipeline.heartbeat) + ["stages:"] + pipeline.stages.flatMap(stage)
  }

  private func heartbeat(_ heartbeat: Heartbeat?) -> [String] {
    switch heartbeat {
    case nil: []
    case .never?: ["heartbeat: none"]
    case .every(let interval)?: ["heartbeat: \(YAML.duration(interval))"]
    }
  }

  private func retry(_ retry: RetrySettings) -> String {
    let backoff = YAML.mapping([
      ("initial", YAML.duration(retry.initial)), ("factor", YAML.number(retry.factor)),
      ("max", YAML.duration(retry.maximum)), ("jitter", retry.jitter.rawValue),
    ])
    return YAML.mapping([
      ("maxAttempts", "\(retry.maxAttempts)"), ("backoff", backoff),
      ("resume", retry.resume.rawValue),
    ])
  }

  private func stage(_ stage: StageSettings) -> [String] {
    let failures = YAML.mapping([
      ("transient", YAML.share(stage.failures.transient)),
      ("permanent", YAML.share(stage.failures.permanent)),
      ("handling", stage.handling.map(handling)),
    ])
    let isBatched = stage.batchSize > 1 || stage.linger > 0
    let settings: [(String, String?)] = [
      ("workers", "\(stage.workers)"), ("buffer", YAML.bound(stage.buffer)),
      (
        "batch",
        isBatched ? "{size: \(stage.batchSize), linger: \(YAML.duration(stage.linger))}" : nil
      ),
      ("service", service(stage)),
      (
        "failures",
        stage.failures == FailureSettings() && stage.handling == nil ? nil : failures
      ),
      ("timeout", stage.timeout.map(YAML.duration)),
      ("deadline", stage.deadline.map(YAML.duration)),
      ("pressure", stage.pressure.map(pressure)), ("breaker", stage.breaker.map(breaker)),
      ("quota", stage.quota.map(quota)), ("cache", stage.cache.map(cache)),
      ("work", stage.work == .wait ? nil : stage.work.rawValue),
      ("overhead", stage.overhead == 0 ? nil : YAML.duration(stage.overhead)),
    ]
    return ["  - name: \(stage.name)"]
      + settings.compactMap { key, value in value.map { "    \(key): \($0)" } }
  }

  private func service(_ stage: StageSettings) -> String {
    let service = stage.service
    if service == ServiceSettings() { return "{base: 0s}" }
    func part(_ distribution: Distribution) -> String? {
      distribution == .zero ? nil : YAML.distribution(distribution, .duration)
    }
    return YAML.mapping([
      ("base", part(service.base)),
      (
        "perItem",
        sample(service.perItem, .duration, file: itemFile(stage)).map {
          "{empirical: {file: \($0.file)}}"
        } ?? part(service.perItem)
      ),
      ("perKiB", part(service.perKiB)),
    ])
  }

  private func handling(_ handling: HandlingSettings) -> String {
    guard let most = handling.perSecond else { return YAML.duration(handling.time) }
    return YAML.mapping([("time", YAML.duration(handling.time)), ("perSecond", "\(most)")])
  }

  private func pressure(_ pressure: PressureSettings) -> String {
    YAML.mapping([
      ("from", "\(pressure.from)"), ("to", "\(pressure.to)"),
      ("slowdown", YAML.number(pressure.slowdown)),
    ])
  }

  private func breaker(_ breaker: BreakerSettings) -> String {
    YAML.mapping([
      ("threshold", YAML.share(breaker.threshold)), ("window", "\(breaker.window)"),
      ("minimum", "\(breaker.minimum)"), ("openFor", YAML.duration(breaker.openFor)),
      ("probes", "\(breaker.probes)"),
    ])
  }

  private func quota(_ quota: QuotaSettings) -> String {
    YAML.mapping([
      ("rate", YAML.rate(quota.rate)), ("burst", YAML.number(quota.burst)),
      ("refusal", YAML.duration(quota.refusal)), ("countsRefused", "\(quota.countsRefused)"),
    ])
  }

  private func cache(_ cache: CacheSettings) -> String {
    YAML.mapping([
      ("keys", "\(cache.keys)"), ("skew", YAML.number(cache.skew)),
      ("hit", YAML.duration(cache.hit)), ("warm", YAML.share(cache.warm)),
      ("fillOnTimeout", "\(cache.fillOnTimeout)"),
    ])
  }

  private func fault(_ fault: FaultSettings) -> String {
    let effect: (String, String?) =
      switch fault.effect {
      case .slowdown(let factor): ("slowdown", YAML.number(factor))
      case .errors(let share): ("errors", YAML.share(share))
      case .outage: ("outage", "true")
      case .crash(let count): ("crash", "\(count)")
      case .stall: ("stall", "true")
      case .heartbeatsLost: ("heartbeats", "lost")
      case .flush: ("flush", "true")
      case .quota(let share): ("quota", YAML.share(share))
      }
    let stage = specification.pipeline.stages[fault.stage].name
    return YAML.mapping([
      ("at", YAML.duration(fault.at)), ("for", YAML.duration(fault.duration)),
      ("stage", fault.effect == .heartbeatsLost ? nil : stage), effect,
    ])
  }
}
