public import HeadgateCore
public import HeadgateModel

/// A rate limiter that follows how full what comes after it is, for use by itself: a token bucket whose
/// rate an algorithm steers (rules C1 to C4). An orchestrator has its own.
///
///     let controller = RateController(.balanced)
///     if await controller.acquirePermit() {
///       let elapsed = try await clock.measure { try await process(item) }
///       controller.recordProcessing(elapsed, success: true)
///     }
///     controller.updateQueueDepth(current: 50, max: 1_000)
public final class RateController: Sendable {
  /// Base rate, burst, watermarks and bounds.
  public let settings: ControllerSettings
  private let clock: EngineClock
  private let state: Lock<RateControllerState>

  /// A controller with a full bucket at its base rate. `settings.cost` and `settings.signal` are an
  /// orchestrator's; here each permit names its tokens.
  public init(_ settings: ControllerSettings = .balanced, clock: EngineClock = .wall()) {
    self.settings = settings
    self.clock = clock
    state = Lock(RateControllerState(settings, at: clock.now))
  }

  /// A controller with one of the presets; `nil` for one that bounds concurrency alone.
  public convenience init?(preset: ControllerPreset, clock: EngineClock = .wall()) {
    guard let settings = preset.settings else { return nil }
    self.init(settings, clock: clock)
  }

  /// Waits for so many tokens and takes them: first come, first served, at the very moment at which
  /// they are there.
  ///
  /// - Parameter tokens: From 0 to `settings.burst`.
  /// - Returns: false where the task was cancelled before; then none are taken.
  public func acquirePermit(tokens: Double = 1) async -> Bool {
    precondition(
      tokens >= 0 && tokens <= settings.burst,
      "a permit of \(tokens) tokens can never be had from a bucket of \(settings.burst)")
    let number = state.withLock { $0.expect() }
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { (continuation: UnsafeContinuation<Bool, Never>) in
        let outcome = state.withLock { state -> RateControllerState.Outcome? in
          // The handler may have run before; its task then says so.
          Task.isCancelled
            ? nil : state.acquire(number, tokens, continuation, at: clock.now)
        }
        guard let outcome else { return continuation.resume(returning: false) }
        carryOut(outcome)
      }
    } onCancel: {
      let (continuation, outcome) = state.withLock { $0.withdraw(number, at: clock.now) }
      continuation?.resume(returning: false)
      carryOut(outcome)
    }
  }

  /// Tells how full what comes after is. The latest depth is looked at once an interval (1 s unless the
  /// settings say otherwise): over `high` of the maximum the rate is cut, under `low` it grows.
  public func updateQueueDepth(current: Int, max: Int) {
    carryOut(state.withLock { $0.report(depth: current, of: max, at: clock.now) })
  }

  /// Tells how long an item has waited for whoever works it off: what the algorithms go by that aim for
  /// a queueing delay.
  public func updateQueueDelay(_ wait: Duration) {
    carryOut(state.withLock { $0.report(wait: Nanoseconds(wait), at: clock.now) })
  }

  /// Tells that a service has asked for less load: the rate is cut at once, once an interval at most.
  public func recordThrottle() {
    carryOut(state.withLock { $0.complain(at: clock.now) })
  }

  /// Tells how long an item took and whether it succeeded, for ``metrics`` and for the algorithm that counts
  /// answers.
  public func recordProcessing(_ elapsed: Duration, success: Bool) {
    carryOut(state.withLock { $0.record(elapsed, success: success, at: clock.now) })
  }

  /// How it stands.
  public var metrics: RateControllerMetrics {
    state.withLock { $0.metrics(at: clock.now) }
  }

  private func carryOut(_ outcome: RateControllerState.Outcome) {
    for (token, moment) in outcome.timers { clock.call(self, token, at: moment) }
    for continuation in outcome.permitted { continuation.resume(returning: true) }
  }
}

extension RateController: TimerReceiver {
  package func timerFired(_ token: TimerToken) {
    carryOut(state.withLock { $0.timerFired(token, at: clock.now) })
  }
}
