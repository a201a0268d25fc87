import HeadgateCore

/// How long batches take where nothing about that is drawn: rules S3, S5, S7, F6.
extension RunObserver {
  /// When a batch of so many jobs that starts now is to end; `nil` where that is drawn. One that a
  /// quota refuses takes the time of its refusal, whatever slows others down (rule S8).
  func plannedEnd(_ s: Int, jobs count: Int, isAdmitted: Bool?) -> Nanoseconds? {
    let stage = settings.stages[s]
    // What a cache holds decides how much of a batch there is to do.
    guard let isAdmitted, stage.cache == nil else { return nil }
    if !isAdmitted, let quota = stage.quota { return plannedEnd(s, after: quota.refusal) }
    guard case .constant(let base) = stage.service.base,
      case .constant(let perItem) = stage.service.perItem, stage.service.perKiB == .zero
    else { return nil }
    var duration = base + perItem * Double(count)
    // Beyond, a sum of many is not the product.
    guard duration < 0x1p53, base == base.rounded(), perItem == perItem.rounded() else {
      return nil
    }
    for case .slowdown(let factor) in faults.filter({ isInForce($0, at: s, now) }).map(\.effect) {
      duration *= factor
    }
    if let pressure = stage.pressure { duration *= slowdown(pressure) }
    guard duration < 0x1p53 else { return nil }
    return plannedEnd(s, after: Nanoseconds(duration + 0.5))
  }

  /// When a batch that starts now is to end if it takes so long by itself.
  private func plannedEnd(_ s: Int, after time: Nanoseconds) -> Nanoseconds {
    let stage = settings.stages[s]
    return afterStalls(now + min(time, stage.timeout ?? .max), s) + stage.overhead
  }

  /// Whether a fault befalls a stage at a moment (rule F6).
  func isInForce(_ fault: FaultSettings, at stage: Int, _ moment: Nanoseconds) -> Bool {
    fault.stage == stage && fault.at <= moment && moment < fault.end
  }

  /// By how much the jobs in the pipeline slow batches down that start now (rule S7).
  private func slowdown(_ pressure: PressureSettings) -> Double {
    let beyond = min(max(inFlight - pressure.from, 0), pressure.to - pressure.from)
    if beyond == 0 { return 1 }
    if beyond == pressure.to - pressure.from { return pressure.slowdown }
    return 1 + (pressure.slowdown - 1) * Double(beyond) / Double(pressure.to - pressure.from)
  }

  /// The rule that decides how long a stage's batches take, as far as one can tell.
  private func rule(_ s: Int) -> String {
    let stage = settings.stages[s]
    return stage.quota != nil ? "S8" : stage.pressure != nil ? "S7" : "S3"
  }

  /// A worker's batch ends.
  mutating func checkEnd(of worker: Int, _ s: Int) {
    guard let due = stages[s].workers[worker].due, due != now else { return }
    fail(rule(s), "a batch of stage \(s) ends, and was to at \(due) ns")
  }

  /// Whether no job is left: then the run may be over before all that is due at this moment.
  var isIdle: Bool { inFlight == 0 && sources.isEmpty }

  /// No batch goes on beyond its end.
  mutating func settleService(_ s: Int, before later: Nanoseconds) {
    if isIdle { return }
    for worker in stages[s].workers where worker.state == .busy {
      if let due = worker.due, due < later {
        fail(rule(s), "a batch of stage \(s) was to end at \(due) ns")
      }
    }
  }
}
