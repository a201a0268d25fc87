/// Tasks that wait for one thing to happen, each by a number that it can be called off with.
struct TaskWaiters {
  private var waiters: [(number: UInt64, continuation: UnsafeContinuation<Void, Never>)] = []

  mutating func add(_ number: UInt64, _ continuation: UnsafeContinuation<Void, Never>) {
    waiters.append((number, continuation))
  }

  /// Takes one back that is to wait no longer.
  mutating func remove(_ number: UInt64) -> UnsafeContinuation<Void, Never>? {
    guard let i = waiters.firstIndex(where: { $0.number == number }) else { return nil }
    return waiters.remove(at: i).continuation
  }

  /// It has happened.
  mutating func wakeAll<Batch>(_ planner: inout Planner<Batch>) {
    guard !waiters.isEmpty else { return }
    for waiter in waiters { planner.wake(waiter.continuation) }
    waiters = []
  }
}
