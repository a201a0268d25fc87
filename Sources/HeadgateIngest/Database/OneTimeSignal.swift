internal import Foundation

/// Something that happens once; whoever waits goes on then, and at once after.
final class OneTimeSignal: @unchecked Sendable {
  private let lock = NSLock()
  /// Both guarded by `lock`.
  private var isGiven = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  func give() {
    lock.lock()
    isGiven = true
    let waiters = waiters
    self.waiters = []
    lock.unlock()
    for waiter in waiters { waiter.resume() }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      lock.lock()
      let waits = !isGiven
      if waits { waiters.append(continuation) }
      lock.unlock()
      if !waits { continuation.resume() }
    }
  }
}
