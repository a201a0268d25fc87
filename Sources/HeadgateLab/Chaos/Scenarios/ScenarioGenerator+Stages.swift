import HeadgateCore

extension ScenarioGenerator {
  mutating func stage(_ index: Int) -> StageSettings {
    let workers = random.pick([1, 1, 2, 3, 4])
    let isBatched = random.chance(0.4)
    let size = isBatched ? random.pick([2, 3, 5, 8]) : 1
    // The load on the stage: above 1 it cannot keep up.
    let load = random.pick([0, 0.2, 0.5, 0.9, 1, 1.5, 3])
    let service = service(mean: load * Double(workers) * gap, batch: size)
    let time = max(load, 0.1) * Double(workers) * gap
    return StageSettings(
      name: "s\(index + 1)", workers: workers, buffer: buffer(),
      batchSize: size, linger: isBatched || random.chance(0.1) ? linger() : 0, service: service,
      failures: troubles.contains(.failures) && random.chance(0.5) ? failures() : FailureSettings(),
      handling: random.chance(0.25) ? handling(time) : nil,
      pressure: random.chance(0.2) ? pressure() : nil,
      timeout: troubles.contains(.timeouts) && random.chance(0.5)
        ? duration(near: time * random.pick([0.5, 2, 3, 3, 10])) : nil,
      deadline: troubles.contains(.deadlines) && random.chance(0.5)
        ? duration(near: time * random.pick([0.5, 2, 5, 5, 30])) : nil,
      breaker: random.chance(0.25) ? breaker() : nil)
  }

  private mutating func buffer() -> Int? {
    random.pick([0, 0, 1, 2, 5, 20, 100, nil])
  }

  private mutating func linger() -> Nanoseconds {
    random.chance(0.35) ? 0 : duration(near: gap * random.pick([0.5, 2, 5, 20]))
  }

  private mutating func failures() -> FailureSettings {
    FailureSettings(
      transient: random.pick([0, 0.01, 0.1, 0.1, 0.3, 0.9]),
      permanent: random.pick([0, 0, 0.02, 0.1]))
  }

  private mutating func handling(_ time: Double) -> HandlingSettings {
    HandlingSettings(
      time: duration(near: time * random.pick([0.1, 1, 3])),
      perSecond: random.chance(0.4) ? random.pick([1, 3, 20]) : nil)
  }

  private mutating func pressure() -> PressureSettings {
    let from = random.pick([0, 1, 5, 30])
    return PressureSettings(
      from: from, to: from + random.pick([1, 7, 100]), slowdown: random.pick([1, 1.5, 4]))
  }

  private mutating func breaker() -> BreakerSettings {
    let window = 1 + random.below(10)
    return BreakerSettings(
      threshold: random.pick([0.2, 0.5, 0.8, 1]), window: window,
      minimum: 1 + random.below(window),
      openFor: random.chance(0.1) ? 1 : duration(near: Double(span) * random.pick([0.01, 0.1])),
      probes: random.pick([1, 1, 2, 3, 5]))
  }

  // MARK: Service

  private mutating func service(mean: Double, batch: Int) -> ServiceSettings {
    guard mean > 0 else {
      // No time at all, or all of it spent on text.
      return random.chance(0.8)
        ? ServiceSettings() : ServiceSettings(perKiB: distribution(mean: gap / 10))
    }
    switch random.below(4) {
    case 0:
      return ServiceSettings(
        base: distribution(mean: mean * Double(batch) / 2), perItem: distribution(mean: mean / 2))
    case 1: return ServiceSettings(base: distribution(mean: mean * Double(batch)))
    case 2:
      return ServiceSettings(
        perItem: distribution(mean: mean / 2), perKiB: distribution(mean: mean / 8))
    default: return ServiceSettings(perItem: distribution(mean: mean))
    }
  }

  /// A distribution of about the given mean. Tails are cut, so that a run's length has a bound.
  mutating func distribution(mean: Double) -> Distribution {
    let mean = Double(rounded(mean))
    if hasTies || random.chance(0.2) { return .constant(mean) }
    let cap = Double(rounded(mean * 20))
    switch random.below(10) {
    case 0: return .uniform(min: 0, max: Double(rounded(mean * 2)))
    case 1: return .capped(.lognormal(mean: mean, cv: random.pick([0.5, 2])), max: cap)
    case 2: return .capped(.gamma(mean: mean, cv: random.pick([0.5, 3])), max: cap)
    case 3: return .erlang(k: 1 + random.below(4), mean: mean)
    case 4: return .capped(.weibull(shape: random.pick([0.5, 2]), mean: mean), max: cap)
    case 5:
      return .capped(
        .pareto(min: Double(rounded(mean / 3)), alpha: random.pick([0.5, 1.1, 3])), max: cap)
    case 6: return .capped(.hyperexponential(mean: mean, cv: random.pick([2, 5])), max: cap)
    case 7:
      return .mixture([
        MixtureComponent(weight: 4, distribution: .zero),
        MixtureComponent(
          weight: 1, distribution: .exponential(mean: Double(rounded(mean * 5)))),
      ])
    default: return .exponential(mean: mean)
    }
  }
}
