#if HEADGATE_THREAD_SANITIZER
  #if canImport(Glibc)
    import Glibc
  #else
    import Darwin
  #endif

  /// A mutex that the thread sanitizer sees: `Synchronization.Mutex` is invisible to it on Linux.
  package final class Lock<Value: ~Copyable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    package init(_ initial: consuming sending Value) {
      mutex = .allocate(capacity: 1)
      mutex.initialize(to: pthread_mutex_t())
      pthread_mutex_init(mutex, nil)
      value = .allocate(capacity: 1)
      value.initialize(to: initial)
    }

    deinit {
      value.deinitialize(count: 1)
      value.deallocate()
      pthread_mutex_destroy(mutex)
      mutex.deallocate()
    }

    @inline(__always)
    package func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      pthread_mutex_lock(mutex)
      defer { pthread_mutex_unlock(mutex) }
      return try body(&value.pointee)
    }

    /// Lets the sanitizer know that all that was done under the lock so far came before what follows.
    ///
    /// A continuation that is resumed before its task has suspended hands over by an atomic of the
    /// concurrency runtime alone, which the sanitizer does not see.
    func meet() {
      pthread_mutex_lock(mutex)
      pthread_mutex_unlock(mutex)
    }
  }
#else
  import Synchronization

  /// The one lock type of the engine; built for the thread sanitizer it is a mutex that the sanitizer
  /// sees (`-Xswiftc -DHEADGATE_THREAD_SANITIZER`).
  package final class Lock<Value: ~Copyable>: Sendable {
    private let mutex: Mutex<Value>

    package init(_ initial: consuming sending Value) { mutex = Mutex(initial) }

    @inline(__always)
    package func withLock<Result: ~Copyable, Failure: Error>(
      _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
      try mutex.withLock(body)
    }

    @inline(__always)
    func meet() {}
  }
#endif
