import HeadgateCore

/// Timers with the tasks that wait for them: the state behind a clock's lock.
struct Sleepers {
  private enum Sleeper {
    /// Its number is given out, and it has not come to wait yet.
    case expected
    case waiting(UnsafeContinuation<Bool, Never>)
    /// It was cancelled before it came.
    case cancelled
  }

  private(set) var heap = TimerHeap()
  private var sleepers: [UInt64: Sleeper] = [:]
  private var lastNumber: UInt64 = 0

  mutating func expect() -> UInt64 {
    lastNumber += 1
    sleepers[lastNumber] = .expected
    return lastNumber
  }

  /// A sleeper begins to wait; false where it was cancelled and must not.
  mutating func wait(
    _ number: UInt64, until moment: Nanoseconds, order: TimerOrder,
    _ continuation: UnsafeContinuation<Bool, Never>
  ) -> Bool {
    if case .cancelled? = sleepers[number] {
      sleepers[number] = nil
      return false
    }
    sleepers[number] = .waiting(continuation)
    heap.insert(.wake(number), at: moment, order: order)
    return true
  }

  /// The continuation to resume with false, where the sleeper waits.
  mutating func cancel(_ number: UInt64) -> UnsafeContinuation<Bool, Never>? {
    switch sleepers[number] {
    case .waiting(let continuation):
      sleepers[number] = nil
      return continuation
    case .expected:
      sleepers[number] = .cancelled
      return nil
    case .cancelled, nil: return nil
    }
  }

  mutating func call(
    _ receiver: any TimerReceiver, _ token: TimerToken, at moment: Nanoseconds,
    order: TimerOrder
  ) {
    heap.insert(.call(receiver, token), at: moment, order: order)
  }

  /// What is due now, with its moment; cancelled sleepers are passed over.
  enum Due {
    case wake(UnsafeContinuation<Bool, Never>)
    case call(any TimerReceiver, TimerToken)
  }

  /// Takes the earliest timer that is due by `moment` and still has a purpose.
  mutating func takeDue(by moment: Nanoseconds) -> (time: Nanoseconds, due: Due)? {
    while let time = heap.earliest, time <= moment {
      switch heap.removeEarliest() {
      case .call(let receiver, let token): return (time, .call(receiver, token))
      case .wake(let number):
        if case .waiting(let continuation)? = sleepers.removeValue(forKey: number) {
          return (time, .wake(continuation))
        }
      }
    }
    return nil
  }
}
