/// A limit on the jobs in the stages and the algorithm that moves it, clamped to [min, max]
/// (rules L1 to L4). What bounds is the whole part of the limit.
package struct ConcurrencyLimiter: Sendable, Equatable {
  private enum State: Equatable {
    case fixed
    case aimd(AIMDLimitSettings)
    case vegas(VegasLimit)
    case gradient2(Gradient2Limit)
    case failsafe
  }

  package let settings: LimiterSettings
  private var estimate: Double
  private var window: LimitWindow?
  private var state: State
  /// Apart from `state`, as its windows are changed in place.
  private var failsafe: FailsafeLimit?

  package init(settings: LimiterSettings, random: KeyedRandom) {
    self.settings = settings
    estimate = Double(settings.initial)
    window = settings.window.map(LimitWindow.init)
    switch settings.algorithm {
    case .fixed: state = .fixed
    case .aimd(let own): state = .aimd(own)
    case .vegas(let own):
      state = .vegas(
        VegasLimit(
          own, bounds: Double(settings.min)...Double(settings.max), random: random))
    case .gradient2(let own): state = .gradient2(Gradient2Limit(own))
    case .failsafe(let own):
      state = .failsafe
      failsafe = FailsafeLimit(own)
    }
  }

  /// The most jobs that may be in the stages.
  package var limit: Int { Int(estimate) }

  /// Takes in a job's passage; the reason where the limit changed.
  ///
  /// - Parameter isFull: Whether as many jobs were in the stages as allowed, this one with them.
  package mutating func record(_ sample: LimitSample, isFull: Bool) -> LimitReason? {
    var sample = sample
    if window != nil, failsafe == nil {
      guard let whole = window!.add(sample) else { return nil }
      sample = whole
    }
    guard let (next, reason) = next(sample, isFull: isFull) else { return nil }
    let before = limit
    estimate = min(max(next, Double(settings.min)), Double(settings.max))
    return limit == before ? nil : reason
  }

  private mutating func next(
    _ sample: LimitSample, isFull: Bool
  ) -> (limit: Double, reason: LimitReason)? {
    switch state {
    case .fixed: return nil
    case .aimd(let aimd): return aimd.next(estimate, sample)
    case .vegas(var vegas):
      defer { state = .vegas(vegas) }
      return vegas.next(estimate, sample)
    case .gradient2(var gradient):
      defer { state = .gradient2(gradient) }
      return gradient.next(estimate, sample)
    case .failsafe: return failsafe!.next(estimate, sample, isFull: isFull)
    }
  }
}
