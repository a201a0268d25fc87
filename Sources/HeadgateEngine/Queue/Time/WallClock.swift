#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a queue reads the time that its leases and delays are counted in.
///
/// It is the wall's time and not a monotonic clock's, because a lease must mean the same to every
/// process that shares the queue. Where the wall clock is set back, leases and delays last longer by
/// as much; where it is set forward they end early, and fencing keeps that harmless.
public struct WallClock: Sendable {
  private let read: @Sendable () -> WallTime

  /// - Parameter read: answers the time; called from any thread.
  public init(_ read: @escaping @Sendable () -> WallTime) {
    self.read = read
  }

  public var now: WallTime { read() }

  /// The system's.
  public static let system = WallClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
