import HeadgateCore

/// Crashes and breakers: rules F5, F6.
extension RunObserver {
  mutating func takeCrash(_ event: TraceEvent) {
    guard let s = event.stage, let worker = event.worker,
      let present = stages[s].workers.firstIndex(where: { $0.state != .absent }),
      worker == present
    else { return fail("F6", "a worker crashes that is not the first one present") }
    let isPlanned = faults.contains { $0.stage == s && $0.crashCount != nil && $0.at == now }
    if !isPlanned { fail("F6", "a worker of stage \(s) crashes without a fault") }
    let (batch, period) = (stages[s].workers[worker].batch, stages[s].workers[worker].period)
    switch stages[s].workers[worker].state {
    case .idle: stages[s].idle.removeAll { $0 == worker }
    case .busy: stages[s].breaker?.abandoned(batch.count { $0 >= 0 }, period: period)
    case .blocked: stages[s + 1].blockedHere.removeAll { $0 == worker }
    case .handling, .absent: break
    }
    for job in batch where job >= 0 {
      jobs[job].worker = -1
      limit?.leave()
      let (due, overflow) = now.addingReportingOverflow(settings.lease)
      leave(job, until: overflow ? .never : due)
    }
    stages[s].workers[worker] = StageModel.Worker(state: .absent)
  }

  mutating func takeRestoration(_ event: TraceEvent) {
    guard let s = event.stage, let worker = event.worker,
      worker == stages[s].workers.firstIndex(where: { $0.state == .absent })
    else { return fail("F6", "a worker comes back that is not the first one absent") }
    let isPlanned = faults.contains { $0.stage == s && $0.crashCount != nil && $0.end == now }
    if !isPlanned { fail("F6", "a worker of stage \(s) comes back before the crash is over") }
    stages[s].workers[worker] = StageModel.Worker(state: .idle)
    stages[s].idle.append(worker)
  }

  // MARK: Breaker

  mutating func takeBreaker(_ event: TraceEvent) {
    guard let s = event.stage, let breaker = stages[s].breaker, let value = event.value,
      let state = CircuitBreaker.State(rawValue: UInt8(clamping: Int(value) - 1))
    else { return fail("F5", "a breaker changes where there is none") }
    guard state == .halfOpen else {
      announced = (s, state)
      return
    }
    guard breaker.halfOpenDue == now else {
      return fail("F5", "the breaker of stage \(s) tries again before its time")
    }
    stages[s].breaker!.tryAgain(at: now)
  }

  /// An attempt has ended; a change of state must have been told just before it.
  mutating func tellBreaker(_ s: Int, failed: Bool, _ period: Int) {
    let told = announced?.state
    announced = nil
    let change = stages[s].breaker?.ended(failed: failed, period: period, at: now)
    if change != told {
      fail(
        "F5",
        "the breaker of stage \(s) is told \(told.map { "\($0)" } ?? "unchanged"), and is "
          + (change.map { "\($0)" } ?? "unchanged"))
    }
  }
}
