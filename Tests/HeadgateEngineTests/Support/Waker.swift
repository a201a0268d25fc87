import HeadgateEngine

/// Waits for a timer whatever becomes of the task.
final class Waker: TimerReceiver {
  private let state = Lock<(isDone: Bool, continuation: CheckedContinuation<Void, Never>?)>(
    (false, nil))

  /// Returns once the timer has fired.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if !state.isDone { state.continuation = continuation }
        return state.isDone
      }
      if isDone { continuation.resume() }
    }
  }

  func timerFired(_ token: TimerToken) {
    state.withLock { state in
      state.isDone = true
      defer { state.continuation = nil }
      return state.continuation
    }?.resume()
  }
}
