import HeadgateCore

/// The controller and the limiter: rules C3 to C5, L1 to L3.
extension RunObserver {
  /// What may follow at once from a job that has left the stages.
  struct Steering {
    /// Whether its failure counts as a complaint to the controller.
    var allowsMultiplier: Bool
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
  }

  /// A job has left the stages with a result.
  mutating func leaveStages(_ job: Int, _ result: TraceKind) {
    let entry = jobs[job]
    let roundTrip = entry.isWhole ? max(1, now - entry.dispatched) : nil
    let due = limit?.after(result, roundTrip: roundTrip, inFlight: entry.inFlight)
    limit?.leave()
    let isFailure = result != .succeeded && result != .failedPermanent
    steering = Steering(
      allowsMultiplier: isFailure && countsFailures,
      allowsLimit: limit != nil && result != .failedPermanent, limit: due)
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
      steering!.allowsMultiplier = false
    } else if now % controller.interval != 0 || now == 0 {
      fail("C3", "a look between intervals")
    }
    checkStep(value, controller)
    multiplier = value
    tokens?.setRate(controller.rate * value, at: now)
  }

  /// Where a depth ratio decides, the step follows from it; everywhere it is a step, within bounds.
  private mutating func checkStep(_ value: Double, _ controller: ControllerSettings) {
    func clamped(_ value: Double) -> Double {
      min(max(value, controller.minMultiplier), controller.maxMultiplier)
    }
    let ratio = depthRatio(controller.signal)
    let next: Double
    switch controller.algorithm {
    case .watermark(let watermark):
      let factor =
        ratio > watermark.high
        ? watermark.decrease : ratio < watermark.low ? watermark.increase : 1
      next = clamped(multiplier * factor)
    case .aimd(let aimd):
      next = clamped(
        ratio > aimd.high ? multiplier * aimd.decrease : multiplier + aimd.increase)
    case .fixed: next = multiplier
    case .pi, .minimumDelay, .awsAdaptive: next = clamped(value)
    }
    if next != value { fail("C4", "multiplier \(value) at a depth ratio of \(ratio), not \(next)") }
    if value == multiplier { fail("C3", "the multiplier changes to what it was") }
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
