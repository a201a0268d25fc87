/// A circuit breaker over a stage's attempts (rule F5).
///
/// - closed: all may start; the last `window` attempts are watched.
/// - open: nothing starts until `openFor` has passed.
/// - half-open: `probes` attempts may start; when all of them have ended, their failure share
///   decides between closed and open again.
public struct CircuitBreaker: Sendable, Equatable {
  public enum State: UInt8, Sendable {
    case closed, open, halfOpen
  }

  public let settings: BreakerSettings
  public private(set) var state: State = .closed
  /// Counts changes of state: an attempt belongs to the period in which it started.
  public private(set) var period: UInt32 = 0
  /// Outcomes of the last attempts, a ring; true is a failure.
  private var outcomes: [Bool] = []
  private var next = 0
  private var failures = 0
  private var probesStarted = 0
  private var probesEnded = 0
  private var probeFailures = 0

  public init(settings: BreakerSettings) {
    self.settings = settings
  }

  /// How many attempts may start now.
  public var allowance: Int {
    switch state {
    case .closed: .max
    case .open: 0
    case .halfOpen: settings.probes - probesStarted
    }
  }

  /// Share of failures over the watched attempts.
  public var failureShare: Double {
    outcomes.isEmpty ? 0 : Double(failures) / Double(outcomes.count)
  }

  /// Tells it that `count` attempts have started; at most `allowance`.
  public mutating func started(_ count: Int) {
    if state == .halfOpen { probesStarted += count }
  }

  /// Tells it that attempts of `period` will never end: their worker vanished.
  public mutating func abandoned(_ count: Int, period: UInt32) {
    if state == .halfOpen && period == self.period { probesStarted -= count }
  }

  /// Tells it how one attempt of `period` ended, and says whether the state changed.
  ///
  /// Attempts that started before the last change of state count for nothing.
  public mutating func ended(failed: Bool, period: UInt32) -> Bool {
    guard period == self.period else { return false }
    switch state {
    case .open: return false
    case .closed:
      watch(failed)
      guard outcomes.count >= settings.minimum, failureShare >= settings.threshold else {
        return false
      }
      state = .open
      self.period &+= 1
      return true
    case .halfOpen:
      probesEnded += 1
      if failed { probeFailures += 1 }
      guard probesEnded >= settings.probes else { return false }
      let share = Double(probeFailures) / Double(probesEnded)
      state = share >= settings.threshold ? .open : .closed
      forget()
      return true
    }
  }

  /// Tells it that an attempt has failed before it started, and says whether the state changed.
  ///
  /// It is no probe: while half-open it counts for nothing.
  public mutating func failedBeforeItStarted() -> Bool {
    state == .closed && ended(failed: true, period: period)
  }

  /// Lets it try again, `openFor` after it opened. Says whether the state changed.
  public mutating func openTimeIsOver() -> Bool {
    guard state == .open else { return false }
    state = .halfOpen
    forget()
    return true
  }

  private mutating func watch(_ failed: Bool) {
    if outcomes.count < settings.window {
      outcomes.append(failed)
    } else {
      if outcomes[next] { failures -= 1 }
      outcomes[next] = failed
      next = (next + 1) % settings.window
    }
    if failed { failures += 1 }
  }

  private mutating func forget() {
    outcomes.removeAll(keepingCapacity: true)
    period &+= 1
    (next, failures, probesStarted, probesEnded, probeFailures) = (0, 0, 0, 0, 0)
  }
}
