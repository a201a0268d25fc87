import HeadgateCore

extension ScenarioGenerator {
  mutating func queue() -> QueueSettings {
    let capacity = random.pick([0, 1, 3, 10, 50, 1000, nil])
    return QueueSettings(
      capacity: capacity,
      onFull: capacity == nil ? .block : random.pick(OverflowPolicy.allCases),
      aging: random.chance(0.15) ? duration(near: gap * random.pick([1, 5, 20])) : nil)
  }

  mutating func retry() -> RetrySettings {
    guard random.chance(0.7) else { return RetrySettings(initial: duration(near: gap)) }
    let initial = random.chance(0.3) ? 0 : duration(near: gap * random.pick([0.2, 1, 5, 50]))
    return RetrySettings(
      maxAttempts: random.pick([1, 2, 3, 4, 8, 30]), initial: initial,
      factor: random.pick([1, 1.5, 2, 10]),
      maximum: random.chance(0.1) ? 0 : duration(near: Double(span) / random.pick([5, 50])),
      jitter: random.pick(Jitter.allCases), resume: random.pick(ResumePolicy.allCases))
  }

  mutating func lease() -> Nanoseconds {
    random.chance(0.2) ? 1 : duration(near: random.pick([gap, gap * 10, Double(span) / 5]))
  }

  mutating func heartbeat(_ lease: Nanoseconds) -> Heartbeat? {
    guard random.chance(0.6) else { return nil }
    // Where no batch outlives its lease nothing else is to be seen.
    if Double(lease) < 5 * gap { return random.chance(0.15) ? .never : nil }
    if random.chance(0.3) { return .never }
    return .every(max(1, lease / random.pick([2, 3, 10])))
  }

  /// Up to six faults, several of them perhaps on one stage at one time.
  mutating func faults(_ pipeline: PipelineSettings) -> [FaultSettings] {
    let stages = pipeline.stages
    let most = pipeline.heartbeat == nil ? 5 : 6
    let kinds =
      random.chance(0.3) ? [random.below(most)] : (0..<most).filter { _ in random.chance(0.6) }
    guard !kinds.isEmpty else { return [] }
    return (0..<1 + random.below(6)).map { _ in
      let kind = random.pick(kinds)
      let stage = kind == 5 ? 0 : random.below(stages.count)
      return FaultSettings(
        at: random.chance(0.1)
          ? 0 : rounded(Double(span) * random.pick([0.1, 0.3, 0.5, 0.9, 1.2])),
        duration: duration(near: Double(span) * random.pick([0.01, 0.1, 0.4])), stage: stage,
        effect: effect(kind, workers: stages[stage].workers))
    }
  }

  private mutating func effect(_ kind: Int, workers: Int) -> FaultEffect {
    switch kind {
    case 0: .slowdown(random.pick([0.25, 3, 10]))
    case 1: .errors(random.pick([0.1, 0.5, 1]))
    case 2: .outage
    case 3: .crash(random.pick([1, workers, workers, workers + 1]))
    case 4: .stall
    default: .heartbeatsLost
    }
  }
}
