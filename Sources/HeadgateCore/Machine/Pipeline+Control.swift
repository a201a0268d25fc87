/// What steers how many jobs may go, and what it is told (rules C3 to C5, L1 to L4).
extension Pipeline {
  // MARK: Looks

  /// The controller looks at its signal, once an interval.
  mutating func look(_ now: Nanoseconds) {
    guard let settings = controller?.settings else { return }
    if let reason = controller!.look(reading(settings, at: now), at: now) {
      multiplierChanged(reason, now)
    }
    commands.append(.timer, timer: .controller, id: 0, time: now &+ settings.interval)
    pump(now)
  }

  private mutating func multiplierChanged(_ reason: RateReason, _ now: Nanoseconds) {
    bucket!.setRate(controller!.rate, at: now)
    recorder.multiplierChanged(to: controller!.multiplier, reason: reason, at: now)
  }

  private mutating func reading(
    _ settings: ControllerSettings, at now: Nanoseconds
  ) -> RateReading {
    switch settings.algorithm {
    case .fixed, .awsAdaptive: return RateReading()
    case .watermark, .aimd: return RateReading(depthRatio: depthRatio(settings.signal, at: now))
    case .pi, .minimumDelay:
      var reading = RateReading()
      for s in 0..<stageCount {
        let (mean, least) = delays![s].reading(oldest: oldestWait(s, now))
        reading.meanDelay = max(reading.meanDelay, mean)
        reading.leastDelay = max(reading.leastDelay, least)
        delays![s] = DelayMeter()
      }
      return reading
    }
  }

  /// For how long the job at the head of a stage's buffer has waited for a worker so far.
  private func oldestWait(_ s: Int, _ now: Nanoseconds) -> Nanoseconds {
    guard !stages[s].waiting.isEmpty else { return 0 }
    let job = pool.jobs + Int(stages[s].waiting.first)
    let forBatch = stages[s].batchClock(at: now) &- job.pointee.clockMark
    return now &- job.pointee.since &- forBatch
  }

  static func delayMeters(_ settings: PipelineSettings) -> UnsafeMutablePointer<DelayMeter>? {
    guard settings.controller?.algorithm.watchesDelay == true else { return nil }
    let meters = UnsafeMutablePointer<DelayMeter>.allocate(capacity: settings.stages.count)
    meters.initialize(repeating: DelayMeter(), count: settings.stages.count)
    return meters
  }

  // MARK: Passages

  mutating func startLimiter(_ settings: LimiterSettings) {
    limiter = ConcurrencyLimiter(settings: settings, random: random)
    limit = settings.initial
    recorder.limitStarts(at: limit)
  }

  /// A job has been dispatched into the stages.
  @inline(never)
  mutating func passageBegan(_ id: Int32, _ now: Nanoseconds) {
    guard hasLimiter else { return }
    if passages.count >= limit { recorder.capacityViolations += 1 }
    passages.begin(id, isWhole: pool.jobs[Int(id)].stage == 0, at: now)
  }

  /// A job has left the stages, its attempt over: the last thing that is told of it.
  @inline(never)
  mutating func passageEnded(_ id: Int32, _ result: AttemptResult, _ now: Nanoseconds) {
    controller?.passageEnded(at: now)
    if let complaint = complaint(result), let reason = controller?.complain(complaint, at: now) {
      multiplierChanged(reason, now)
    }
    guard hasLimiter else { return }
    let isFull = passages.count >= limit
    guard let outcome = Self.outcome(result) else { return passages.leave() }
    let sample = passages.end(id, outcome, at: now)
    guard let reason = limiter!.record(sample, isFull: isFull) else { return }
    limit = limiter!.limit
    recorder.limitChanged(to: limit, reason: reason, at: now)
  }

  /// A job has left the stages with its worker, or is given up.
  mutating func passageLost() {
    if hasLimiter { passages.leave() }
  }

  /// What a failure says to the controller.
  private func complaint(_ result: AttemptResult) -> RateReason? {
    switch result {
    case .throttled: .complaint
    case .transient, .timeout, .outage, .abandoned:
      controller?.countsFailures == true ? .failure : nil
    case .succeeded, .permanent: nil
    }
  }

  /// What a passage says to the limiter: nothing where the job itself was at fault.
  private static func outcome(_ result: AttemptResult) -> LimitSample.Outcome? {
    switch result {
    case .succeeded: .completed
    case .transient, .timeout, .outage, .abandoned: .dropped
    case .throttled: .throttled
    case .permanent: nil
    }
  }

  // MARK: The depth ratio

  /// The depth ratio that rule C5 names. A bound of 0 is full as soon as somebody waits for it.
  func depthRatio(_ signal: ControllerSignal, at now: Nanoseconds) -> Double {
    func ratio(_ depth: Int, _ capacity: Int, somebodyWaits: Bool) -> Double {
      if capacity == .max { return 0 }
      if capacity == 0 { return somebodyWaits ? 1 : 0 }
      return Double(depth) / Double(capacity)
    }
    switch signal {
    case .downstream:
      let queuedFor = stageWithoutRoom(at: now)
      var fullest = 0.0
      for s in 0..<stageCount {
        fullest = max(
          fullest,
          ratio(
            stages[s].waiting.count, stages[s].capacity,
            somebodyWaits: !stages[s].blockedHere.isEmpty || s == queuedFor))
      }
      return fullest
    case .submission:
      return ratio(queue.count, queueCapacity, somebodyWaits: !blockedSources.isEmpty)
    case .total:
      return ratio(inFlight, queueCapacity, somebodyWaits: !blockedSources.isEmpty)
    }
  }

  /// The stage for whose room, not for tokens, the next submission or queued job waits.
  private func stageWithoutRoom(at now: Nanoseconds) -> Int? {
    let stage: Int
    if !queue.isEmpty {
      stage = Int(pool.jobs[Int(queue.first(at: now, jobs: pool.jobs))].stage)
    } else if !blockedSources.isEmpty {
      stage = Int(pool.jobs[Int(blockedSources.first)].stage)
    } else {
      return nil
    }
    return hasRoom(stage) ? nil : stage
  }
}
