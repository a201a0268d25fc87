package import HeadgateCore

/// Draws a random scenario from one seed, swarm style (Groce, Zhang, Eide, Chen and Regehr, "Swarm
/// testing", ISSTA 2012): most features are on or off by a coin of their own, so that each scenario
/// has some of them only, and no feature hides what another one would have shown.
///
/// Times are drawn relative to the load's own: the gap between two jobs and the span of the load. So
/// whatever the scale, queues fill, timers interleave with arrivals, and faults hit something.
package struct ScenarioGenerator {
  var random: SplitMix64
  let seed: UInt64
  /// About how long load is offered.
  let span: Nanoseconds
  /// About how many jobs the open workloads offer.
  let jobs: Int
  /// What every duration is a multiple of; 1 where times are free.
  let grid: Nanoseconds
  var stageCount = 1
  /// What stages may suffer from. Several stages that all do would leave no job to complete.
  var troubles: Set<Trouble> = []

  enum Trouble: CaseIterable {
    case failures, timeouts, deadlines
  }

  /// The scenario of a seed: the same on every machine.
  package static func specification(seed: UInt64) -> RunSpecification {
    var generator = ScenarioGenerator(seed: seed)
    let specification = generator.specification()
    return generator.withProviders(specification)
  }

  private init(seed: UInt64) {
    self.seed = seed
    random = SplitMix64(seed: seed)
    span = random.pick([100 * .millisecond, .second, 5 * .second, 20 * .second])
    if random.chance(0.4) {
      // On a coarse grid many things happen at one nanosecond, evenly spaced arrivals among them.
      let cells = random.pick([20, 50, 100])
      grid = span / Nanoseconds(cells)
      jobs = cells * random.pick([1, 2, 5, 10]) / random.pick([1, 2])
    } else {
      grid = 1
      jobs = random.pick([5 + random.below(40), 40 + random.below(200), 200 + random.below(800)])
    }
  }

  /// The mean time between two arrivals, in nanoseconds.
  var gap: Double { Double(span) / Double(jobs) }

  var hasTies: Bool { grid > 1 }

  private mutating func specification() -> RunSpecification {
    stageCount = random.pick([1, 2, 3, 3, 4, 5])
    for trouble in Trouble.allCases where random.chance(0.45) { troubles.insert(trouble) }
    let queue = queue()
    let stages = (0..<stageCount).map { stage($0) }
    let lease = lease()
    let pipeline = PipelineSettings(
      queue: queue, retry: retry(), lease: lease, heartbeat: heartbeat(lease), stages: stages,
      controller: random.chance(0.5) ? controller() : nil,
      limiter: random.chance(0.35) ? limiter() : nil)
    let faults = random.chance(0.6) ? faults(pipeline) : []
    var limits = limits()
    let workloads = workloads(pipeline, &limits)
    if pipeline.heartbeat == .never { cutOff(&limits) }
    return RunSpecification(
      seed: seed, pipeline: pipeline, workloads: workloads, faults: faults, limits: limits)
  }

  /// Load ends by time or by number. What then remains has so long to drain that a run that does not
  /// is stuck; a few scenarios are cut off, to end with jobs in flight.
  private mutating func limits() -> LoadLimits {
    let warmup = random.chance(0.25) ? rounded(Double(span) / random.pick([3, 10])) : 0
    let endsByNumber = random.chance(0.3)
    return LoadLimits(
      duration: endsByNumber ? nil : rounded(Double(span)), items: endsByNumber ? jobs : nil,
      warmup: warmup,
      drainTimeout: random.chance(0.06)
        ? random.pick([0, rounded(Double(span) / 50), span]) : span * Self.drainSpans)
  }

  /// Batches that take longer than their lease are worked off again and again, and what waits for them
  /// waits for ever.
  private func cutOff(_ limits: inout LoadLimits) {
    limits.duration = limits.duration ?? limits.warmup + rounded(Double(span))
    limits.drainTimeout = min(limits.drainTimeout, 2 * span)
  }

  /// How many spans of load the drain may take. The longest possible one, every attempt of every job
  /// waiting for a breaker of its own, takes less than a tenth.
  package static let drainSpans: Int64 = 100_000

  // MARK: Draws

  /// A duration near `value`, from half of it to twice, readable in a file.
  mutating func duration(near value: Double) -> Nanoseconds {
    rounded(value * random.pick([0.5, 0.7, 1, 1, 1.4, 2]))
  }

  /// A multiple of the grid, or two significant digits; at least 1 ns.
  func rounded(_ value: Double) -> Nanoseconds {
    let whole = Nanoseconds(max(0, value))
    if hasTies { return max(1, (whole + grid / 2) / grid) * grid }
    var unit: Nanoseconds = 1
    while whole / unit >= 100 { unit *= 10 }
    return max(1, whole / unit * unit)
  }

  /// Three significant digits.
  func rounded(rate: Double) -> Double {
    var unit = 1e-3
    while rate / unit >= 1000 { unit *= 10 }
    let digits = (rate / unit).rounded()
    return max(1e-3, unit < 1 ? digits / (1 / unit).rounded() : digits * unit)
  }
}
