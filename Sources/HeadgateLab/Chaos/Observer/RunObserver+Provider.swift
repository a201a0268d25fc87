import HeadgateCore

/// What stands behind a stage: rule S8.
extension RunObserver {
  /// A batch starts and asks the quota; whether it is let in shows at its end.
  mutating func ask(_ batch: StartingBatch) -> Bool {
    stages[batch.stage].quota?.admits(batch.jobs.count, at: now) ?? true
  }

  /// A batch that the quota does not let in fails when a refusal has taken its time, and no other one
  /// fails so.
  mutating func checkRefusal(_ kind: TraceKind, _ s: Int, _ worker: StageModel.Worker) {
    guard let quota = settings.stages[s].quota, !worker.isAdmitted else {
      if kind == .failedThrottled { fail("S8", "stage \(s) refuses a batch that it can let in") }
      return
    }
    switch kind {
    case .failedThrottled, .failedTimeout, .failedOutage: break
    default: return fail("S8", "\(kind.name) in a batch that stage \(s) has no quota for")
    }
    let time = min(quota.refusal, settings.stages[s].timeout ?? .max)
    let due = afterStalls(worker.started + time, s) + settings.stages[s].overhead
    if now != due { fail("S8", "a refusal of stage \(s) ends at \(now) ns, not at \(due) ns") }
  }

  /// When what would end at `moment` ends (rule F6).
  private func afterStalls(_ moment: Nanoseconds, _ s: Int) -> Nanoseconds {
    let stall = faults.first {
      $0.stage == s && $0.effect == .stall && $0.at <= moment && moment < $0.end
    }
    return stall.map { afterStalls($0.end, s) } ?? moment
  }
}
