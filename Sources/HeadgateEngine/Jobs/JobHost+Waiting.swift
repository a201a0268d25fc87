/// Who waits for a job's end, or for the end of all.
extension JobHost {
  /// A number by which a wait can be called off.
  mutating func expectWaiter() -> UInt64 {
    lastWaiter &+= 1
    return lastWaiter
  }

  /// Keeps a continuation until no job is in flight; gives it back where none is.
  mutating func waitUntilIdle(
    _ waiter: UInt64, _ continuation: UnsafeContinuation<Void, Never>
  ) -> UnsafeContinuation<Void, Never>? {
    if inFlight == 0 { return continuation }
    idleWaiters.add(waiter, continuation)
    return nil
  }

  /// Keeps a continuation until a job has ended; gives it back where it has.
  mutating func waitForEnd(
    of number: JobNumber, _ waiter: UInt64, _ continuation: UnsafeContinuation<Void, Never>
  ) -> UnsafeContinuation<Void, Never>? {
    guard isInFlight(number) else { return continuation }
    rest(of: Int(number.place)).waiters.add(waiter, continuation)
    return nil
  }

  /// Takes the continuation of a wait for a job, or of one for all, back.
  mutating func callOff(
    _ waiter: UInt64, for number: JobNumber?
  ) -> UnsafeContinuation<Void, Never>? {
    guard let number else { return idleWaiters.remove(waiter) }
    return isInFlight(number) ? records[Int(number.place)].rest?.waiters.remove(waiter) : nil
  }
}
