import HeadgateCore

/// What failures cost the workers that meet them: rule F7.
extension RunObserver {
  /// An attempt of a worker's batch has failed.
  mutating func oweHandling(_ worker: Int, _ s: Int) {
    guard let handling = settings.stages[s].handling else { return }
    let second = now / .second
    if second != stages[s].handlingSecond {
      stages[s].handlingSecond = second
      stages[s].handledInSecond = 0
    }
    guard stages[s].handledInSecond < handling.perSecond ?? .max else { return }
    stages[s].handledInSecond += 1
    let (sum, overflow) = stages[s].workers[worker].toHandle
      .addingReportingOverflow(handling.time)
    stages[s].workers[worker].toHandle = overflow ? .never : sum
  }

  /// A worker has passed on its batch. Says whether failures keep it.
  mutating func startsHandling(_ worker: Int, _ s: Int) -> Bool {
    let time = stages[s].workers[worker].toHandle
    guard time > 0 else { return false }
    let (due, overflow) = now.addingReportingOverflow(time)
    stages[s].workers[worker].state = .handling
    stages[s].workers[worker].handlesUntil = overflow ? .never : due
    stages[s].workers[worker].toHandle = 0
    return true
  }

  /// A worker has dealt with its failures.
  mutating func takeHandling(_ event: TraceEvent) {
    guard let s = event.stage, let worker = event.worker,
      stages[s].workers.indices.contains(worker), stages[s].workers[worker].state == .handling
    else { return fail("F7", "a worker is done with failures that it did not have") }
    let due = stages[s].workers[worker].handlesUntil
    if due != now {
      fail("F7", "worker \(worker) of stage \(s) is done with failures, and was to be at \(due) ns")
    }
    stages[s].workers[worker].state = .idle
    stages[s].idle.append(worker)
  }

  /// Nobody deals with failures for longer than they take.
  mutating func settleHandling(_ s: Int, before later: Nanoseconds) {
    guard settings.stages[s].handling != nil, !isIdle else { return }
    for (worker, entry) in stages[s].workers.enumerated()
    where entry.state == .handling && entry.handlesUntil < later {
      fail("F7", "worker \(worker) of stage \(s) was to be free at \(entry.handlesUntil) ns")
    }
  }
}
