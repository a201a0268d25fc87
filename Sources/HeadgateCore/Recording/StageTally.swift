/// What a stage's measured jobs and batches met.
package struct StageTally {
  package internal(set) var buffer = Gauge()
  package internal(set) var busy = Gauge()
  package internal(set) var blocked = Gauge()
  /// One entry a visit: from entering the buffer to the start of service.
  package internal(set) var wait = LatencyHistogram()
  /// One entry a batch.
  package internal(set) var service = LatencyHistogram()
  package internal(set) var batches: UInt64 = 0
  package internal(set) var batchedJobs: UInt64 = 0
  package internal(set) var succeeded: UInt64 = 0
  package internal(set) var transient: UInt64 = 0
  package internal(set) var permanent: UInt64 = 0
  package internal(set) var timeouts: UInt64 = 0
  package internal(set) var outages: UInt64 = 0
  /// Attempts whose service asked for less load: refused by a quota (rule S8), or by a real one.
  package internal(set) var throttled: UInt64 = 0
  /// Of the timeouts, those of a deadline: attempts that left work behind (rule S6).
  package internal(set) var abandoned: UInt64 = 0
  /// Jobs whose lease ran out while a worker was at work on them (rule F8).
  package internal(set) var reclaimed: UInt64 = 0
  /// Jobs of batches that ended whose contents were looked up in the stage's cache (rule S9).
  package internal(set) var lookups: UInt64 = 0
  /// Of them, those whose contents were there.
  package internal(set) var hits: UInt64 = 0
  /// Of the batches' time, that of jobs whose attempts did not succeed; shared evenly in a batch.
  package internal(set) var wasted: Int128 = 0
  /// How often its breaker has opened since the present segment began.
  package internal(set) var opens = 0
  /// Time that workers have spent on what has failed, beyond their batches (rule F7).
  package internal(set) var handled: Int128 = 0
  /// Time that workers have spent on batches with which they vanished.
  package internal(set) var lost: Int128 = 0

  func deallocate() {
    wait.deallocate()
    service.deallocate()
  }

  package var failed: UInt64 { transient + permanent + timeouts + outages + throttled }
}
