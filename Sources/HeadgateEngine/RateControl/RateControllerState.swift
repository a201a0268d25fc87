import HeadgateCore

/// A rate controller's bucket, feedback and books, behind its lock.
struct RateControllerState {
  typealias Continuation = UnsafeContinuation<Bool, Never>

  /// A task that waits for its turn.
  private struct Waiter {
    var number: UInt64
    var tokens: Double
    var continuation: Continuation
  }

  /// What is to be done when the lock is free again.
  struct Outcome {
    var permitted: [Continuation] = []
    var timers: [(token: TimerToken, moment: Nanoseconds)] = []
  }

  private var bucket: TokenBucket
  private var controller: RateControl
  private var waiters: [Waiter] = []
  private var lastNumber: UInt64 = 0
  /// When the pending timer for the first waiter is due, and which it is: an older one does nothing.
  private var due = Nanoseconds.never
  private var generation: UInt32 = 0
  /// Before when the depth is not looked at again.
  private var nextLook: Nanoseconds = 0
  private var looksLater = false
  private var depth = (current: 0, maximum: 0)
  private var delays = DelayMeter()
  private var permits = 0
  private var processed = 0
  private var failed = 0
  private var processingTime = 0.0

  init(_ settings: ControllerSettings, at now: Nanoseconds) {
    controller = RateControl(settings: settings)
    bucket = TokenBucket(rate: settings.rate, burst: settings.burst, cost: settings.cost)
    bucket.setRate(controller.rate, at: now)
  }

  // MARK: Permits

  mutating func expect() -> UInt64 {
    lastNumber &+= 1
    return lastNumber
  }

  /// Takes the tokens, or keeps the continuation until it is its turn and they are there.
  mutating func acquire(
    _ number: UInt64, _ tokens: Double, _ continuation: Continuation, at now: Nanoseconds
  ) -> Outcome {
    waiters.append(Waiter(number: number, tokens: tokens, continuation: continuation))
    return serve(now)
  }

  /// A waiter waits no longer: whoever stood behind it may have its turn.
  mutating func withdraw(
    _ number: UInt64, at now: Nanoseconds
  ) -> (continuation: Continuation?, outcome: Outcome) {
    guard let i = waiters.firstIndex(where: { $0.number == number }) else {
      return (nil, Outcome())
    }
    let continuation = waiters.remove(at: i).continuation
    return (continuation, serve(now))
  }

  private mutating func serve(_ now: Nanoseconds) -> Outcome {
    var outcome = Outcome()
    var served = 0
    while served < waiters.count, bucket.take(tokens: waiters[served].tokens, at: now) {
      outcome.permitted.append(waiters[served].continuation)
      served += 1
    }
    permits += served
    waiters.removeFirst(served)
    if let first = waiters.first {
      let moment = bucket.moment(ofTokens: first.tokens, after: now)
      if moment < due {
        due = moment
        generation &+= 1
        outcome.timers.append((.permitDue(generation), moment))
      }
    }
    return outcome
  }

  mutating func timerFired(_ token: TimerToken, at now: Nanoseconds) -> Outcome {
    if token == .depthLook {
      looksLater = false
      return look(now)
    }
    guard token == .permitDue(generation) else { return Outcome() }
    due = .never
    return serve(now)
  }

  // MARK: Feedback

  mutating func report(depth current: Int, of maximum: Int, at now: Nanoseconds) -> Outcome {
    depth = (current, maximum)
    return lookSoon(now)
  }

  mutating func report(wait: Nanoseconds, at now: Nanoseconds) -> Outcome {
    delays.add(wait)
    return lookSoon(now)
  }

  /// A service asked for less.
  mutating func complain(at now: Nanoseconds) -> Outcome {
    guard controller.complain(at: now) != nil else { return Outcome() }
    bucket.setRate(controller.rate, at: now)
    return serve(now)
  }

  /// Looks, now or when an interval has passed since the last time.
  private mutating func lookSoon(_ now: Nanoseconds) -> Outcome {
    if now >= nextLook { return look(now) }
    guard !looksLater else { return Outcome() }
    looksLater = true
    return Outcome(timers: [(.depthLook, nextLook)])
  }

  private mutating func look(_ now: Nanoseconds) -> Outcome {
    nextLook = now &+ controller.settings.interval
    let ratio =
      depth.maximum > 0
      ? Double(depth.current) / Double(depth.maximum) : (depth.current > 0 ? 1 : 0)
    let waits = delays.reading(oldest: 0)
    delays = DelayMeter()
    let reading = RateReading(
      depthRatio: ratio, meanDelay: waits.mean, leastDelay: waits.least)
    guard controller.look(reading, at: now) != nil else { return Outcome() }
    bucket.setRate(controller.rate, at: now)
    return serve(now)
  }

  mutating func record(
    _ elapsed: Duration, success: Bool, at now: Nanoseconds
  ) -> Outcome {
    processed += 1
    if !success { failed += 1 }
    processingTime += Nanoseconds(elapsed).seconds * 1_000
    controller.passageEnded(at: now)
    if !success, controller.countsFailures { return complain(at: now) }
    return controller.watchesPassages ? lookSoon(now) : Outcome()
  }

  func metrics(at now: Nanoseconds) -> RateControllerMetrics {
    RateControllerMetrics(
      currentRateMultiplier: controller.multiplier, currentRatePerSec: controller.rate,
      queueDepth: depth.current, tokensAvailable: bucket.tokens(at: now),
      waiting: waiters.count, permits: permits, itemsProcessed: processed, itemsFailed: failed,
      avgProcessingTimeMs: processed == 0 ? 0 : processingTime / Double(processed))
  }
}

extension TimerToken {
  /// The first waiter's tokens are there.
  fileprivate static func permitDue(_ generation: UInt32) -> TimerToken {
    TimerToken(kind: 0, generation: generation)
  }
  /// The depth may be looked at again.
  fileprivate static let depthLook = TimerToken(kind: 1)
}
