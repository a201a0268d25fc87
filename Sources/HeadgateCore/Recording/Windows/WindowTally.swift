/// The books of one window: the jobs meant to arrive in it, whenever they end, and the figures of
/// its stretch of time.
package struct WindowTally {
  /// Counts and parts; latencies stand below.
  package var jobs = JobTally(latencyBuckets: 0)
  package internal(set) var latency = PagedHistogram()
  package internal(set) var uncorrected = PagedHistogram()
  package internal(set) var scope: ScopeTotals

  func deallocate() {
    jobs.deallocate()
    latency.deallocate()
    uncorrected.deallocate()
  }
}
