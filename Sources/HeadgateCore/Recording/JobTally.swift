/// Counts and latencies of a group of jobs: all of them, or those of a workload, priority or phase.
/// Measured jobs only (rule N2).
package struct JobTally {
  package internal(set) var offered: UInt64 = 0
  package internal(set) var accepted: UInt64 = 0
  /// Accepted within the measured window.
  package internal(set) var acceptedInWindow: UInt64 = 0
  package internal(set) var completed: UInt64 = 0
  /// Completed within the measured window.
  package internal(set) var completedInWindow: UInt64 = 0
  package internal(set) var failed: UInt64 = 0
  package internal(set) var rejected: UInt64 = 0
  package internal(set) var shed: UInt64 = 0
  package internal(set) var cancelled: UInt64 = 0
  /// Jobs that were dispatched at least once, and dispatches.
  package internal(set) var dispatchedJobs: UInt64 = 0
  package internal(set) var dispatches: UInt64 = 0
  /// Completed jobs, from intended arrival.
  package internal(set) var latency: LatencyHistogram
  /// Completed jobs, from acceptance.
  package internal(set) var uncorrected: LatencyHistogram
  /// Sums that have been carried over from `openParts`.
  private var carriedParts: (Int128, Int128, Int128, Int128, Int128, Int128, Int128, Int128) =
    (0, 0, 0, 0, 0, 0, 0, 0)
  private var openParts = SIMD8<Int64>(repeating: 0)
  private var openSum: Int64 = 0

  /// - Parameter latencyBuckets: How many buckets each histogram has to begin with.
  init(latencyBuckets: Int = 2048) {
    latency = LatencyHistogram(capacity: latencyBuckets)
    uncorrected = LatencyHistogram(capacity: latencyBuckets)
  }

  func deallocate() {
    latency.deallocate()
    uncorrected.deallocate()
  }

  /// Jobs offered and not resolved.
  package var inFlight: UInt64 { offered - completed - failed - rejected - shed - cancelled }

  /// Attempts over jobs that were dispatched.
  package var retryAmplification: Double? {
    dispatchedJobs == 0 ? nil : Double(dispatches) / Double(dispatchedJobs)
  }

  /// The mean part of a completed job's latency, in nanoseconds.
  package mutating func meanPart(_ part: TimePart) -> Double? {
    guard completed > 0 else { return nil }
    carry()
    let sum: Int128 =
      switch part {
      case .source: carriedParts.0
      case .tokens: carriedParts.1
      case .queue: carriedParts.2
      case .buffer: carriedParts.3
      case .batch: carriedParts.4
      case .service: carriedParts.5
      case .blocked: carriedParts.6
      case .backoff: carriedParts.7
      }
    return Double(nearest: sum) / Double(completed)
  }

  @inline(__always)
  mutating func complete(
    latency: Nanoseconds, uncorrected: Nanoseconds, parts: UnsafePointer<TimeParts>,
    inWindow: UInt64
  ) {
    completedInWindow &+= inWindow
    self.latency.record(latency)
    self.uncorrected.record(uncorrected)
    countCompletion(latency: latency, parts: parts)
  }

  /// A job ended otherwise than by completing.
  @inline(__always)
  mutating func end(as outcome: JobOutcome) {
    switch outcome {
    case .completed: break
    case .failed: failed &+= 1
    case .rejected: rejected &+= 1
    case .shed: shed &+= 1
    case .cancelled: cancelled &+= 1
    }
  }

  /// A completion without its place in the histograms.
  @inline(__always)
  mutating func countCompletion(latency: Nanoseconds, parts: UnsafePointer<TimeParts>) {
    completed &+= 1
    openParts &+= UnsafeRawPointer(parts).loadUnaligned(as: SIMD8<Int64>.self)
    openSum &+= latency
    // One latency is below 2⁶², so the open sums cannot overflow before this carries them over.
    if openSum > 1 << 61 { carry() }
  }

  @inline(never)
  private mutating func carry() {
    carriedParts.0 += Int128(openParts[0])
    carriedParts.1 += Int128(openParts[1])
    carriedParts.2 += Int128(openParts[2])
    carriedParts.3 += Int128(openParts[3])
    carriedParts.4 += Int128(openParts[4])
    carriedParts.5 += Int128(openParts[5])
    carriedParts.6 += Int128(openParts[6])
    carriedParts.7 += Int128(openParts[7])
    openParts = SIMD8(repeating: 0)
    openSum = 0
  }
}
