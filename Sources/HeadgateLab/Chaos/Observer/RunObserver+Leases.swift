import HeadgateCore

/// Leases of running batches: rule F8.
extension RunObserver {
  /// When the lease of a batch runs out, by all faults that there are; `never` where it does not.
  func leaseEnd(started: Nanoseconds) -> Nanoseconds {
    func end(extended moment: Nanoseconds) -> Nanoseconds {
      let (sum, overflow) = moment.addingReportingOverflow(settings.lease)
      return overflow ? .never : sum
    }
    switch settings.heartbeat {
    case nil: return .never
    case .never?: return end(extended: started)
    case .every(let interval)?:
      var extended = started
      var regained: Nanoseconds = 0
      for loss in losses where loss.end > started {
        if loss.start > started {
          let last = started + (loss.start - 1 - started) / interval * interval
          if last >= regained { extended = max(extended, last) }
        }
        regained = loss.end
        // The first heartbeat that comes through, or would if nothing else happened.
        var next = started + (loss.end - started) / interval * interval
        if next < loss.end || next == started { next += interval }
        if next >= end(extended: extended) { return end(extended: extended) }
      }
      return .never
    }
  }

  /// The stretches of time in which heartbeats are lost, apart from each other.
  private var losses: [(start: Nanoseconds, end: Nanoseconds)] {
    var merged: [(start: Nanoseconds, end: Nanoseconds)] = []
    for fault in faults.filter({ $0.effect == .heartbeatsLost }).sorted(by: { $0.at < $1.at }) {
      if let last = merged.last, fault.at <= last.end {
        merged[merged.count - 1].end = max(last.end, fault.end)
      } else {
        merged.append((fault.at, fault.end))
      }
    }
    return merged
  }

  /// A job's lease has run out.
  mutating func takeReclaim(_ event: TraceEvent) {
    guard let job = knownJob(event), let s = event.stage else { return }
    guard jobs[job].state == .serving, jobs[job].stage == s, jobs[job].worker == event.worker,
      event.attempt == jobs[job].attempt
    else { return fail("F8", "job \(job) is taken from stage \(s), where it is not") }
    let worker = jobs[job].worker
    let due = stages[s].workers[worker].leaseEnd
    if due != now { fail("F8", "the lease of job \(job) runs out, and was to at \(due) ns") }
    leaveWork(of: job, s)
    let period = stages[s].workers[worker].period
    stages[s].breaker?.abandoned(1, period: period)
    limit?.leave()
    jobs[job].worker = -1
    leave(job, until: now)
  }

  /// A batch that ends has its lease.
  mutating func checkLease(_ worker: Int, _ s: Int) {
    if stages[s].workers[worker].leaseEnd <= now {
      fail("F8", "a batch of stage \(s) ends for its jobs, and its lease has run out")
    }
  }

  /// No job stays with a worker whose lease has run out, or away from the queue after that.
  mutating func settleLeases(_ s: Int, before later: Nanoseconds) {
    guard settings.heartbeat != nil else { return }
    for worker in stages[s].workers where worker.state == .busy && worker.leaseEnd < later {
      guard let job = worker.batch.first(where: { $0 >= 0 }) else { continue }
      fail("F8", "the lease of job \(job) was to run out at \(worker.leaseEnd) ns")
    }
  }
}
