public import HeadgateCore

/// Time that stands still while anything can run, and then jumps to the next moment that somebody
/// waits for. `DeterministicExecutor` moves it on.
///
/// It is a `Clock` too, so that functions under test sleep on it as on any other.
public final class VirtualClock: Sendable {
  private struct State {
    var now: Nanoseconds
    var sleepers = Sleepers()
  }

  private let state: Lock<State>

  /// - Parameter start: The first moment.
  public init(start: Nanoseconds = 0) {
    state = Lock(State(now: start))
  }

  package var reading: Nanoseconds { state.withLock { $0.now } }

  package func sleep(until moment: Nanoseconds, order: TimerOrder = .last) async -> Bool {
    let number = state.withLock { $0.sleepers.expect() }
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let waits = state.withLock {
          $0.sleepers.wait(number, until: moment, order: order, continuation)
        }
        if !waits { continuation.resume(returning: false) }
      }
    } onCancel: {
      state.withLock { $0.sleepers.cancel(number) }?.resume(returning: false)
    }
  }

  package func call(
    _ receiver: any TimerReceiver, _ token: TimerToken, at moment: Nanoseconds,
    order: TimerOrder = .last
  ) {
    state.withLock { $0.sleepers.call(receiver, token, at: moment, order: order) }
  }

  /// Moves on to the earliest timer and lets it go; false where there is none.
  func advance() -> Bool {
    let next = state.withLock { state -> Sleepers.Due? in
      guard let next = state.sleepers.takeDue(by: .max) else { return nil }
      state.now = max(state.now, next.time)
      return next.due
    }
    guard let next else { return false }
    Self.release(next)
    return true
  }

  /// Moves on to the earliest timer and takes all that are due then, for somebody else to let go;
  /// empty where there is none.
  func takeDue() -> [Sleepers.Due] {
    state.withLock { state in
      guard let first = state.sleepers.takeDue(by: .max) else { return [] }
      state.now = max(state.now, first.time)
      var due = [first.due]
      while let next = state.sleepers.takeDue(by: state.now) { due.append(next.due) }
      return due
    }
  }

  static func release(_ due: Sleepers.Due) {
    switch due {
    case .wake(let continuation): continuation.resume(returning: true)
    case .call(let receiver, let token): receiver.timerFired(token)
    }
  }
}

extension VirtualClock: Clock {
  /// A moment of virtual time.
  public struct Instant: InstantProtocol {
    /// Nanoseconds since the clock began.
    public var nanoseconds: Nanoseconds

    public func advanced(by duration: Duration) -> Instant {
      Instant(nanoseconds: nanoseconds &+ Nanoseconds(duration))
    }

    public func duration(to other: Instant) -> Duration {
      .nanoseconds(other.nanoseconds &- nanoseconds)
    }

    public static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }
  }

  public var now: Instant { Instant(nanoseconds: reading) }

  public var minimumResolution: Duration { .nanoseconds(1) }

  public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    guard await sleep(until: deadline.nanoseconds) else { throw CancellationError() }
  }
}
