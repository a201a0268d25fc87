/// What happens to measured jobs, in the books of their windows. Out of line: most runs have no
/// windows, and their path is to stay short.
extension Recorder {
  @inline(never)
  func offeredInWindows(_ job: UnsafeMutablePointer<Job>) {
    for i in 0..<windowCount { windows[i].tally(of: job).pointee.jobs.offered &+= 1 }
  }

  @inline(never)
  func acceptedInWindows(_ job: UnsafeMutablePointer<Job>) {
    for i in 0..<windowCount { windows[i].tally(of: job).pointee.jobs.accepted &+= 1 }
  }

  @inline(never)
  func dispatchedInWindows(_ job: UnsafeMutablePointer<Job>, first: UInt64) {
    for i in 0..<windowCount {
      let tally = windows[i].tally(of: job)
      tally.pointee.jobs.dispatches &+= 1
      tally.pointee.jobs.dispatchedJobs &+= first
    }
  }

  @inline(never)
  func completedInWindows(
    _ job: UnsafeMutablePointer<Job>, latency: Nanoseconds, uncorrected: Nanoseconds,
    parts: UnsafePointer<TimeParts>
  ) {
    for i in 0..<windowCount {
      let tally = windows[i].tally(of: job)
      if windows[i].plan.keepsCounts {
        tally.pointee.jobs.countCompletion(latency: latency, parts: parts)
      }
      if windows[i].plan.keepsLatency { tally.pointee.latency.record(latency) }
      if windows[i].plan.keepsUncorrected { tally.pointee.uncorrected.record(uncorrected) }
    }
  }

  @inline(never)
  func endedInWindows(_ job: UnsafeMutablePointer<Job>, as outcome: JobOutcome) {
    for i in 0..<windowCount { windows[i].tally(of: job).pointee.jobs.end(as: outcome) }
  }
}
