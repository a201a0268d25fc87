import HeadgateCore

/// A circuit breaker as rule F5 describes it.
struct BreakerModel {
  private let settings: BreakerSettings
  private(set) var state = CircuitBreaker.State.closed
  /// Counts changes of state; an attempt belongs to the one in which it started.
  private(set) var period = 0
  private(set) var openedAt: Nanoseconds = 0
  private var outcomes: [Bool] = []
  private var probes = 0

  init(_ settings: BreakerSettings) { self.settings = settings }

  var allowance: Int {
    switch state {
    case .closed: .max
    case .open: 0
    case .halfOpen: settings.probes - probes
    }
  }

  /// When it tries again; `never` where it is not open.
  var halfOpenDue: Nanoseconds {
    guard state == .open else { return .never }
    let (sum, overflow) = openedAt.addingReportingOverflow(settings.openFor)
    return overflow ? .never : sum
  }

  mutating func started(_ count: Int) { probes += count }

  mutating func abandoned(_ count: Int, period: Int) {
    if period == self.period { probes -= count }
  }

  /// Takes in how one attempt ended; the new state where it changed.
  mutating func ended(
    failed: Bool, period: Int, at now: Nanoseconds
  ) -> CircuitBreaker.State? {
    guard period == self.period, state != .open else { return nil }
    outcomes.append(failed)
    if state == .closed, outcomes.count > settings.window { outcomes.removeFirst() }
    let share = Double(outcomes.count { $0 }) / Double(outcomes.count)
    let isBad = share >= settings.threshold
    if state == .closed {
      guard outcomes.count >= settings.minimum, isBad else { return nil }
      change(to: .open, now)
    } else {
      guard outcomes.count >= settings.probes else { return nil }
      change(to: isBad ? .open : .closed, now)
    }
    return state
  }

  mutating func tryAgain(at now: Nanoseconds) { change(to: .halfOpen, now) }

  private mutating func change(to next: CircuitBreaker.State, _ now: Nanoseconds) {
    state = next
    period += 1
    outcomes.removeAll()
    probes = 0
    openedAt = now
  }
}
