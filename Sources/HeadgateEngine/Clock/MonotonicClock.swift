package import HeadgateCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Real time since the clock was made, on the system's monotonic clock, with a thread of its own that
/// wakes sleepers and calls receivers.
///
/// The thread starts with the first timer and ends with the clock.
public final class MonotonicClock: Sendable {
  private let start: Nanoseconds
  private let thread: TimerThread

  /// - Parameter watch: For how long before each timer the clock's thread looks at the clock instead of
  ///   sleeping. The system wakes a thread some 0.07 ms late; watching for 0.1 ms makes timers exact to
  ///   some microseconds, and costs a processor that long for each.
  public init(watch: Duration = .zero) {
    start = Self.monotonic()
    thread = TimerThread(watch: Nanoseconds(watch))
  }

  deinit { thread.stop() }

  /// Reading of the system's monotonic clock.
  static func monotonic() -> Nanoseconds {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Nanoseconds(time.tv_sec) &* 1_000_000_000 &+ Nanoseconds(time.tv_nsec)
  }

  @inline(__always)
  package var reading: Nanoseconds { Self.monotonic() &- start }

  package func sleep(until moment: Nanoseconds, order: TimerOrder = .last) async -> Bool {
    let number = thread.expect()
    return await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        thread.wait(number, until: absolute(moment), order: order, continuation)
      }
    } onCancel: {
      thread.cancel(number)
    }
  }

  package func call(
    _ receiver: any TimerReceiver, _ token: TimerToken, at moment: Nanoseconds,
    order: TimerOrder = .last
  ) {
    thread.call(receiver, token, at: absolute(moment), order: order)
  }

  private func absolute(_ moment: Nanoseconds) -> Nanoseconds {
    let (sum, overflow) = start.addingReportingOverflow(moment)
    return overflow ? .max : sum
  }
}
