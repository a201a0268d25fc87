import HeadgateCore

extension ScenarioGenerator {
  mutating func workloads(
    _ pipeline: PipelineSettings, _ limits: inout LoadLimits
  ) -> [WorkloadSettings] {
    let count = random.pick([1, 1, 2, 3])
    let hasPriorities = random.chance(0.4)
    let hasSizes = random.chance(0.3)
    var hasBurst = false
    return (0..<count).map { index in
      var arrivals = arrivals(pipeline, share: 1 / Double(count))
      if case .burst = arrivals {
        if hasBurst { arrivals = hasTies ? .constant : .poisson }
        hasBurst = true
        // A burst is as large as the run's number of jobs.
        limits.items = limits.items ?? jobs
      }
      if case .burst = arrivals {
        arrivals = .burst(items: limits.items ?? jobs, at: limits.warmup)
      }
      return WorkloadSettings(
        name: "w\(index + 1)",
        priorities: hasPriorities ? priorities() : [WeightedPriority(priority: 0)],
        arrivals: arrivals, phases: phases(of: arrivals, share: 1 / Double(count)),
        chapters: .size(hasSizes ? sizes() : .constant(4096)))
    }
  }

  private mutating func arrivals(
    _ pipeline: PipelineSettings, share: Double
  ) -> ArrivalProcess {
    switch random.below(10) {
    case 0, 1: return .burst(items: 1, at: 0)
    case 2, 3: return closed(pipeline)
    case 4: return .trace(trace(share: share))
    case 5: return .gamma(cv: random.pick([0.3, 3]))
    case 6, 7: return .constant
    default: return hasTies ? .constant : .poisson
    }
  }

  private mutating func closed(_ pipeline: PipelineSettings) -> ArrivalProcess {
    let clients = random.pick([1, 2, 5, 20])
    // Clients that do not think need a queue that holds them up, and a first stage that takes its
    // time: jobs that fail at once would come back at once, without end.
    let holdsUp = pipeline.queue.onFull == .block || pipeline.queue.capacity == nil
    let first = pipeline.stages[0].service
    let takesTime = [first.base, first.perItem].contains {
      if case .constant(let value) = $0 { value >= gap / 4 } else { false }
    }
    if holdsUp, takesTime, random.chance(0.4) { return .closed(clients: clients, thinkTime: .zero) }
    let mean = max(Double(span) / 40, gap * Double(clients))
    return .closed(
      clients: clients,
      thinkTime: random.chance(0.5)
        ? .constant(Double(rounded(mean))) : distribution(mean: mean))
  }

  private mutating func trace(share: Double) -> [TraceEntry] {
    var at: Nanoseconds = 0
    return (0..<max(1, min(200, Int(Double(jobs) * share)))).map { _ in
      if !random.chance(0.3) { at += rounded(gap / share * random.pick([0.5, 1, 3])) }
      return TraceEntry(
        at: at, size: random.chance(0.3) ? Int64(random.below(20_000)) : nil,
        priority: random.chance(0.2) ? random.below(7) - 3 : nil)
    }
  }

  private mutating func priorities() -> [WeightedPriority] {
    switch random.below(4) {
    case 0: [WeightedPriority(priority: random.below(5) - 2)]
    case 1: [WeightedPriority(priority: 0, weight: 9), WeightedPriority(priority: 9, weight: 1)]
    default:
      [
        WeightedPriority(priority: -1, weight: 1), WeightedPriority(priority: 0, weight: 2),
        WeightedPriority(priority: 3, weight: 1),
      ]
    }
  }

  private mutating func sizes() -> Distribution {
    random.pick([
      .constant(0), .uniform(min: 0, max: 16_384), .exponential(mean: 8192),
      .capped(.pareto(min: 512, alpha: 0.8), max: 65_536),
    ])
  }

  /// Rates that come to about `share` of the jobs over the span; steps, ramps and silence.
  private mutating func phases(of arrivals: ArrivalProcess, share: Double) -> [PhaseSettings] {
    switch arrivals {
    case .closed, .trace, .burst: return []
    case .poisson, .constant, .gamma: break
    }
    let rate = rounded(rate: 1e9 / gap * share)
    let half = rounded(Double(span) / 2)
    switch random.below(6) {
    case 0:
      return [
        PhaseSettings(name: "ramp", rate: 0, endRate: rate, duration: half),
        PhaseSettings(name: "hold", rate: rate, duration: half),
      ]
    case 1:
      return [
        PhaseSettings(name: "calm", rate: rounded(rate: rate / 2), duration: half),
        PhaseSettings(
          name: "spike", rate: rounded(rate: rate * 4), duration: rounded(Double(span) / 8)),
        PhaseSettings(name: "after", rate: rounded(rate: rate / 2), duration: half),
      ]
    case 2:
      return [
        PhaseSettings(name: "silence", rate: 0, duration: rounded(Double(span) / 4)),
        PhaseSettings(name: "load", rate: rate, duration: half),
      ]
    default: return [PhaseSettings(name: "load", rate: rate, duration: rounded(Double(span)))]
    }
  }
}
