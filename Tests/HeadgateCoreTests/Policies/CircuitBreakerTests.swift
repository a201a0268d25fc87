import HeadgateCore
import Testing

@Suite("Circuit breaker (rule F5)")
struct CircuitBreakerTests {
  private func breaker(
    threshold: Double = 0.5, window: Int = 4, minimum: Int = 2, probes: Int = 2
  ) -> CircuitBreaker {
    CircuitBreaker(
      settings: BreakerSettings(
        threshold: threshold, window: window, minimum: minimum, openFor: 10, probes: probes))
  }

  /// Ends attempts of the present period, and gives the state after each.
  private func end(_ breaker: inout CircuitBreaker, _ failures: [Bool]) -> [CircuitBreaker.State] {
    failures.map {
      let period = breaker.period
      let old = breaker.state
      breaker.started(1)
      let changed = breaker.ended(failed: $0, period: period)
      #expect(changed == (breaker.state != old))
      return breaker.state
    }
  }

  @Test("Closed lets everything start, and opens when the share reaches the threshold")
  func opening() {
    var breaker = breaker()
    #expect(breaker.allowance == .max)
    #expect(end(&breaker, [false, false, true, true]) == [.closed, .closed, .closed, .open])
    #expect(breaker.failureShare == 0.5)
    #expect(breaker.allowance == 0)
  }

  @Test("It never opens on fewer attempts than the minimum")
  func minimum() {
    var breaker = breaker(minimum: 3)
    #expect(end(&breaker, [true, true, true]) == [.closed, .closed, .open])
  }

  @Test("Only the last `window` attempts count")
  func slidingWindow() {
    var breaker = breaker(threshold: 0.75, window: 4, minimum: 4)
    // Windows: TTFF, TFFT, FFTT, FTTF, TTFT.
    let failures = [true, true, false, false, true, true, false, true]
    let states = end(&breaker, failures)
    #expect(states.dropLast() == Array(repeating: .closed, count: 7)[...])
    #expect(states.last == .open)
    #expect(breaker.failureShare == 0.75)
  }

  @Test("A longer window forgets nothing too early: shares match a naive count")
  func naiveWindow() {
    var breaker = breaker(threshold: 1, window: 5, minimum: 6)
    var all: [Bool] = []
    for i in 0..<200 {
      let failed = i % 3 == 0 || i % 7 == 2
      all.append(failed)
      _ = end(&breaker, [failed])
      let last = all.suffix(5)
      #expect(breaker.failureShare == Double(last.count { $0 }) / Double(last.count))
    }
  }

  @Test("After its time open it lets the probes through, and no more")
  func probes() {
    var breaker = breaker()
    _ = end(&breaker, [true, true])
    #expect(breaker.openTimeIsOver() == true)
    #expect(breaker.state == .halfOpen)
    #expect(breaker.openTimeIsOver() == false)
    #expect(breaker.allowance == 2)
    breaker.started(2)
    #expect(breaker.allowance == 0)
    let period = breaker.period
    #expect(breaker.ended(failed: false, period: period) == false)
    #expect(breaker.allowance == 0)
    #expect(breaker.ended(failed: false, period: period) == true)
    #expect(breaker.state == .closed)
    #expect(breaker.allowance == .max)
  }

  @Test("Probes whose failures reach the threshold open it again")
  func failedProbes() {
    var breaker = breaker()
    _ = end(&breaker, [true, true])
    #expect(breaker.openTimeIsOver() == true)
    #expect(end(&breaker, [true, false]) == [.halfOpen, .open])
  }

  @Test("Once closed again it starts from nothing")
  func freshStart() {
    var breaker = breaker()
    _ = end(&breaker, [true, true])
    #expect(breaker.openTimeIsOver() == true)
    // Two probes close it; one failure alone is then below the minimum.
    #expect(
      end(&breaker, [false, false, true, true]) == [.halfOpen, .closed, .closed, .open])
  }

  @Test("Attempts that started before the last change of state count for nothing")
  func staleAttempts() {
    var breaker = breaker()
    let old = breaker.period
    _ = end(&breaker, [true, true])
    #expect(breaker.ended(failed: true, period: old) == false)
    #expect(breaker.openTimeIsOver() == true)
    breaker.started(1)
    #expect(breaker.ended(failed: true, period: old) == false)
    #expect(breaker.ended(failed: true, period: old) == false)
    #expect(breaker.state == .halfOpen)
    #expect(end(&breaker, [false]) == [.halfOpen])
  }

  @Test("A probe that will never end gives its place back; one of an earlier period does not")
  func abandonedProbes() {
    var breaker = breaker()
    let old = breaker.period
    _ = end(&breaker, [true, true])
    #expect(breaker.openTimeIsOver() == true)
    breaker.started(2)
    breaker.abandoned(1, period: old)
    #expect(breaker.allowance == 0)
    breaker.abandoned(1, period: breaker.period)
    #expect(breaker.allowance == 1)
  }
}
