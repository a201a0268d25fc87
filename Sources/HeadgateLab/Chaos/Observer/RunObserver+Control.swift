import HeadgateCore

/// The controller and the limiter: rules C3 to C6, L1 to L3.
extension RunObserver {
  /// What may follow at once from a job that has left the stages.
  struct Steering {
    /// Whether its failure is a complaint that may move the controller.
    var allowsMultiplier: Bool
    /// What the multiplier must become then, where the model says.
    var multiplier: Double?
    var allowsLimit: Bool
    /// What the limit must become, where the model says.
    var limit: Int?
  }

  /// Whether an event is part of what follows from the job that left last.
  func isSteering(_ event: TraceEvent) -> Bool {
    guard let steering, event.time == now else { return false }
    switch event.kind {
    case .multiplier: return steering.allowsMultiplier
    case .limit: return steering.allowsLimit
    default: return false
    }
  }

  /// Nothing more follows from the job that left last.
  mutating func closeSteering() {
    guard let steering else { return }
    self.steering = nil
    if let due = steering.limit, due != limit?.limit {
      fail("L3", "the limit stays at \(limit?.limit ?? 0), and was to become \(due)")
    }
    if steering.allowsMultiplier, let due = steering.multiplier {
      fail("C6", "the multiplier stays at \(multiplier), and a complaint makes it \(due)")
    }
  }

  /// A job has left the stages with a result.
  mutating func leaveStages(_ job: Int, _ result: TraceKind) {
    let entry = jobs[job]
    let roundTrip = entry.isWhole ? max(1, now - entry.dispatched) : nil
    let due = limit?.after(result, roundTrip: roundTrip, inFlight: entry.inFlight)
    limit?.leave()
    let next = multiplierAfter(result)
    steering = Steering(
      allowsMultiplier: next != multiplier, multiplier: next,
      allowsLimit: limit != nil && result != .failedPermanent, limit: due)
  }

  /// What the multiplier becomes when a job leaves the stages so; `nil` where the model does not say. All
  /// that is under way meets the same answer: of an interval's complaints one is heard.
  private mutating func multiplierAfter(_ result: TraceKind) -> Double? {
    let isFailure = result != .succeeded && result != .failedPermanent
    guard let controller = settings.controller, now >= deafUntil,
      result == .failedThrottled || (isFailure && countsFailures)
    else { return multiplier }
    deafUntil = now + controller.interval
    switch controller.algorithm {
    case .fixed: return multiplier
    case .watermark(let watermark): return clamped(multiplier * watermark.decrease, controller)
    case .aimd(let aimd): return clamped(multiplier * aimd.decrease, controller)
    case .pi, .minimumDelay, .awsAdaptive: return nil
    }
  }

  private func clamped(_ value: Double, _ controller: ControllerSettings) -> Double {
    min(max(value, controller.minMultiplier), controller.maxMultiplier)
  }

  private var countsFailures: Bool {
    if case .awsAdaptive(let aws)? = settings.controller?.algorithm {
      aws.on == .failures
    } else {
      false
    }
  }

  // MARK: The limiter

  mutating func takeLimit(_ event: TraceEvent) {
    guard let value = event.value, limit != nil else {
      return fail("L2", "a limit changes where there is no limiter")
    }
    guard let steering, steering.allowsLimit else {
      return fail("L3", "the limit changes without a job that leaves the stages")
    }
    let next = Int(value)
    if next == limit!.limit { fail("L3", "the limit changes to what it was") }
    if !limit!.allows(next) { fail("L2", "a limit of \(next)") }
    if let due = steering.limit, due != next { fail("L3", "a limit of \(next), not \(due)") }
    limit!.set(next)
    self.steering = nil
  }

  // MARK: The controller

  mutating func takeMultiplier(_ event: TraceEvent) {
    guard let controller = settings.controller, let value = event.value else {
      return fail("C3", "a multiplier changes where there is no controller")
    }
    if steering?.allowsMultiplier == true {
      let due = steering!.multiplier ?? clamped(value, controller)
      if value != due { fail("C6", "multiplier \(value) after a complaint, not \(due)") }
      steering!.allowsMultiplier = false
    } else {
      if now % controller.interval != 0 || now == 0 { fail("C3", "a look between intervals") }
      checkStep(value, controller)
    }
    if value == multiplier { fail("C3", "the multiplier changes to what it was") }
    multiplier = value
    tokens?.setRate(controller.rate * value, at: now)
  }

  /// Where a depth ratio decides, the step follows from it; everywhere it is a step, within bounds.
  private mutating func checkStep(_ value: Double, _ controller: ControllerSettings) {
    let ratio = depthRatio(controller.signal)
    let next: Double
    switch controller.algorithm {
    case .watermark(let watermark):
      let factor =
        ratio > watermark.high
        ? watermark.decrease : ratio < watermark.low ? watermark.increase : 1
      next = clamped(multiplier * factor, controller)
    case .aimd(let aimd):
      // An interval with a complaint has had its cut, and does not climb.
      let climbed = now < deafUntil ? multiplier : multiplier + aimd.increase
      next = clamped(ratio > aimd.high ? multiplier * aimd.decrease : climbed, controller)
    case .fixed: next = multiplier
    case .pi, .minimumDelay, .awsAdaptive: next = clamped(value, controller)
    }
    if next != value { fail("C4", "multiplier \(value) at a depth ratio of \(ratio), not \(next)") }
  }

  /// The depth ratio of rule C5; a bound of 0 is full as soon as somebody waits for it.
  private func depthRatio(_ signal: ControllerSignal) -> Double {
    func ratio(_ depth: Int, _ capacity: Int?, isWaitedFor: Bool) -> Double {
      guard let capacity else { return 0 }
      return capacity == 0 ? (isWaitedFor ? 1 : 0) : Double(depth) / Double(capacity)
    }
    let capacity = settings.queue.capacity
    switch signal {
    case .submission: return ratio(queue.count, capacity, isWaitedFor: !sources.isEmpty)
    case .total: return ratio(inFlight, capacity, isWaitedFor: !sources.isEmpty)
    case .downstream:
      var wanted = sources.isEmpty ? nil : 0 as Int?
      if let head = queue.head(at: now, accepted: { jobs[$0].accepted }) {
        wanted = jobs[head].stage
      }
      return stages.indices.map { s in
        let isWanted = wanted == s && !stages[s].hasRoom
        return ratio(
          stages[s].buffer.count, stages[s].settings.buffer,
          isWaitedFor: isWanted || !stages[s].blockedHere.isEmpty)
      }.max() ?? 0
    }
  }
}
