import HeadgateCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Work that needs a processor, and nothing else.
enum ProcessorTime {
  /// Keeps the calling thread computing until it has used so much processor time, or its task is
  /// cancelled. Says whether it came to the end.
  static func burn(_ span: Nanoseconds) -> Bool {
    let end = used() &+ span
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    while used() < end {
      if Task.isCancelled { return false }
      // Some microseconds between two looks at the clock.
      for _ in 0..<4096 { state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
      blackHole(state)
    }
    return true
  }

  /// Processor time of the calling thread so far.
  private static func used() -> Nanoseconds {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Nanoseconds(time.tv_sec) &* .second &+ Nanoseconds(time.tv_nsec)
  }

  /// Takes a value so that computing it cannot be left out.
  @inline(never)
  private static func blackHole(_ value: UInt64) {}
}
