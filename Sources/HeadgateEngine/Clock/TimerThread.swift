import HeadgateCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread that sleeps until the earliest timer, lets it go, and sleeps again.
///
/// A mutex with a condition, since what must be waited for is the lock's own change.
final class TimerThread: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  // Behind the mutex.
  private var sleepers = Sleepers()
  private var isRunning = false
  private var isStopped = false

  /// For how long before a timer the thread looks at the clock instead of sleeping.
  private let watch: Nanoseconds

  init(watch: Nanoseconds) {
    self.watch = watch
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    changed = .allocate(capacity: 1)
    changed.initialize(to: pthread_cond_t())
    #if canImport(Darwin)
      pthread_cond_init(changed, nil)
    #else
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(changed, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  func expect() -> UInt64 { locked { sleepers.expect() } }

  func wait(
    _ number: UInt64, until moment: Nanoseconds, order: TimerOrder,
    _ continuation: UnsafeContinuation<Bool, Never>
  ) {
    let waits = changing { sleepers.wait(number, until: moment, order: order, continuation) }
    if !waits { continuation.resume(returning: false) }
  }

  func cancel(_ number: UInt64) {
    locked { sleepers.cancel(number) }?.resume(returning: false)
  }

  func call(
    _ receiver: any TimerReceiver, _ token: TimerToken, at moment: Nanoseconds,
    order: TimerOrder
  ) {
    changing { sleepers.call(receiver, token, at: moment, order: order) }
  }

  /// Ends the thread; timers to come are forgotten. Nobody may sleep any more.
  func stop() {
    locked {
      isStopped = true
      pthread_cond_signal(changed)
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Carries out a change, and tells the thread where the earliest timer is another one now.
  private func changing<Result>(_ body: () -> Result) -> Result {
    locked {
      let earliest = sleepers.heap.earliest ?? .max
      let result = body()
      if sleepers.heap.earliest ?? .max < earliest {
        if isRunning { pthread_cond_signal(changed) } else { startThread() }
      }
      return result
    }
  }

  private func startThread() {
    isRunning = true
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(
      &thread, nil,
      { context in
        #if canImport(Darwin)
          let pointer = context
        #else
          let pointer = context!
        #endif
        Unmanaged<TimerThread>.fromOpaque(pointer).takeRetainedValue().loop()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    precondition(code == 0, "no thread for the clock: \(code)")
    #if canImport(Darwin)
      pthread_detach(thread!)
    #else
      pthread_detach(thread)
    #endif
  }

  /// Each timer is let go, and what it held given up, before the lock is taken again: that may be the
  /// last reference to whoever owns this thread.
  private func loop() {
    while let next = nextDue() {
      switch next {
      case .wake(let continuation): continuation.resume(returning: true)
      case .call(let receiver, let token): receiver.timerFired(token)
      }
    }
  }

  /// Waits for the next timer; `nil` once the thread is to end.
  private func nextDue() -> Sleepers.Due? {
    locked {
      while !isStopped {
        if let next = sleepers.takeDue(by: MonotonicClock.monotonic()) { return next.due }
        if let earliest = sleepers.heap.earliest {
          if earliest &- MonotonicClock.monotonic() <= watch {
            watchFor(earliest)
          } else {
            wait(until: earliest &- watch)
          }
        } else {
          pthread_cond_wait(changed, mutex)
        }
      }
      return nil
    }
  }

  /// Looks at the clock until a moment comes, with the lock free.
  private func watchFor(_ moment: Nanoseconds) {
    pthread_mutex_unlock(mutex)
    while MonotonicClock.monotonic() < moment {}
    pthread_mutex_lock(mutex)
  }

  private func wait(until moment: Nanoseconds) {
    #if canImport(Darwin)
      let left = max(0, moment &- MonotonicClock.monotonic())
      var time = timespec(
        tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
      pthread_cond_timedwait_relative_np(changed, mutex, &time)
    #else
      var time = timespec(
        tv_sec: Int(moment / 1_000_000_000), tv_nsec: Int(moment % 1_000_000_000))
      pthread_cond_timedwait(changed, mutex, &time)
    #endif
  }
}
