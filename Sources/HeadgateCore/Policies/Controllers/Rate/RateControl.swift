/// A rate multiplier and the algorithm that moves it, clamped to [minMultiplier, maxMultiplier]
/// (rule C3).
///
/// All algorithms share three inputs: a look once an interval, a complaint of a service that wants
/// less load, and the end of each job's passage through the stages.
public struct RateControl: Sendable, Equatable {
  private enum State: Equatable {
    case fixed
    case watermark(WatermarkSettings)
    case aimd(AIMDRateSettings)
    case pi(PIRate)
    case minimumDelay(MinimumDelayRate)
    case awsAdaptive(AWSAdaptiveRate)
  }

  public let settings: ControllerSettings
  /// What the base rate is multiplied by.
  public private(set) var multiplier: Double
  private var state: State
  /// Before when no complaint slows it down again.
  private var nextSlowDown: Nanoseconds = 0

  /// A control at multiplier 1, or the nearest one allowed.
  public init(settings: ControllerSettings) {
    self.settings = settings
    multiplier = min(max(1, settings.minMultiplier), settings.maxMultiplier)
    state =
      switch settings.algorithm {
      case .fixed: .fixed
      case .watermark(let settings): .watermark(settings)
      case .aimd(let settings): .aimd(settings)
      case .pi(let settings): .pi(PIRate(settings))
      case .minimumDelay(let settings): .minimumDelay(MinimumDelayRate(settings))
      case .awsAdaptive(let own):
        .awsAdaptive(AWSAdaptiveRate(own, fill: settings.rate * multiplier))
      }
  }

  /// Tokens per second at the present multiplier.
  public var rate: Double { settings.rate * multiplier }

  /// Whether it ever looks.
  var looks: Bool { state != .fixed }

  /// Whether a failure that is no complaint counts as one.
  package var countsFailures: Bool {
    if case .awsAdaptive(let rate) = state { rate.settings.on == .failures } else { false }
  }

  /// Whether it counts jobs that leave the stages.
  package var watchesPassages: Bool { settings.algorithm.watchesPassages }

  /// Looks once; the reason where the multiplier changed.
  public mutating func look(_ reading: RateReading, at now: Nanoseconds) -> RateReason? {
    switch state {
    case .fixed: return nil
    case .watermark(let watermark):
      return move(
        to: watermark.next(multiplier, depthRatio: reading.depthRatio),
        .depthRatio(reading.depthRatio))
    case .aimd(let aimd):
      return move(
        to: aimd.next(
          multiplier, depthRatio: reading.depthRatio, hasComplaint: now < nextSlowDown),
        .depthRatio(reading.depthRatio))
    case .pi(var pi):
      let next = multiplier + pi.step(delay: reading.meanDelay)
      state = .pi(pi)
      return move(to: next, .delay(reading.meanDelay))
    case .minimumDelay(var delay):
      let next = delay.next(
        multiplier, leastDelay: reading.leastDelay, hasComplaint: now < nextSlowDown, at: now)
      state = .minimumDelay(delay)
      return move(to: next, .leastDelay(reading.leastDelay))
    case .awsAdaptive(var aws):
      guard let fill = aws.look(at: now) else { return nil }
      state = .awsAdaptive(aws)
      return move(to: fill / settings.rate, .spentRate(aws.meter.rate))
    }
  }

  /// A service has asked for less, or an attempt has failed that counts as that: backs off at once,
  /// but not more than once an interval, as all that is under way meets the same answer. The reason
  /// where the multiplier changed.
  public mutating func complain(
    _ reason: RateReason = .complaint, at now: Nanoseconds
  ) -> RateReason? {
    guard now >= nextSlowDown else { return nil }
    nextSlowDown = now &+ settings.interval
    switch state {
    case .fixed: return nil
    case .watermark(let watermark):
      return move(to: watermark.next(multiplier, depthRatio: .infinity), reason)
    case .aimd(let aimd): return move(to: multiplier * aimd.decrease, reason)
    case .pi(let pi): return move(to: multiplier + pi.complaintStep, reason)
    case .minimumDelay(var delay):
      let next = delay.cut(multiplier, at: now)
      state = .minimumDelay(delay)
      return move(to: next, reason)
    case .awsAdaptive(var aws):
      let fill = aws.throttled(at: now)
      state = .awsAdaptive(aws)
      return move(to: fill / settings.rate, reason)
    }
  }

  /// A job has left the stages, however its passage went.
  public mutating func passageEnded(at now: Nanoseconds) {
    guard case .awsAdaptive(var aws) = state else { return }
    aws.record(settings.cost, at: now)
    state = .awsAdaptive(aws)
  }

  private mutating func move(to next: Double, _ reason: RateReason) -> RateReason? {
    let next = min(max(next, settings.minMultiplier), settings.maxMultiplier)
    defer { multiplier = next }
    return next == multiplier ? nil : reason
  }
}
