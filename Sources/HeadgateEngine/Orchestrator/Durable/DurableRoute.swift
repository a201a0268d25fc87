import HeadgateCore
import HeadgateModel

/// Jobs that a queue keeps: this process claims as many as its pipeline can take, tells the queue how
/// far they come and how they end, and holds them by heartbeat until then.
final class DurableRoute<Item: Sendable>: JobRoute {
  let consumer: Consumer<Item>
  let engine: JobEngine<HeldItem<Item>>
  private let settings: OrchestratorSettings

  init(
    _ durable: JobStorage<Item>.Durable, stages: [IngestionStage<Item>],
    settings: OrchestratorSettings, clock: EngineClock, log: OrchestratorLog,
    checksInvariants: Bool
  ) {
    self.settings = settings
    let consumer = Consumer(
      durable, stages: stages.map(\.settings), settings: settings, clock: clock, log: log)
    self.consumer = consumer
    // Attempts and retries are the queue's, so that they outlive this process: here each job has one.
    // Nor does it bound what waits, since the claims are bounded.
    engine = JobEngine(
      settings: PipelineSettings(
        queue: QueueSettings(capacity: nil, aging: settings.queue.aging),
        retry: RetrySettings(maxAttempts: 1), stages: stages.map(\.settings),
        controller: settings.rate, limiter: settings.limiter),
      functions: stages.enumerated().map { place, stage in
        consumer.function(of: place, around: stage.body.function)
      }, clock: clock, kept: 1, collects: .all, checksInvariants: checksInvariants)
  }

  // MARK: The run

  func run(whenRunning: @escaping @Sendable () -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.keepClaims() }
      await work(whenRunning)
      group.cancelAll()
    }
    consumer.book.withLock { $0.isEnded = true }
    consumer.changes.ring()
  }

  private func work(_ whenRunning: @escaping @Sendable () -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.settleEnds() }
      group.addTask { await self.feed() }
      await engine.run(whenRunning: whenRunning)
      // A stop has said how long the queue may be told for; where it ended otherwise, no longer.
      if !consumer.isClosing { consumer.close(by: consumer.clock.now) }
    }
  }

  func close(_ mode: StopMode, within limit: Nanoseconds) {
    consumer.close(by: consumer.clock.moment(in: .nanoseconds(limit)))
    engine.close(mode, within: limit)
  }

  private func settleEnds() async {
    while let ends = await engine.nextEnds() { await consumer.settle(ends) }
  }

  private func feed() async {
    while let claims = await consumer.nextClaims() {
      var refused: [HeldClaim] = []
      for entrant in await consumer.enter(claims) {
        let accepted = await engine.submit(
          HeldItem(item: entrant.item, held: entrant.held),
          JobArrival(
            entity: 0, intended: .never,
            clamped: entrant.held.claim.job.submission.priority, stage: entrant.stage))
        if case .accepted(let number) = accepted {
          consumer.book.withLock { $0.set(number, of: entrant.held) }
        } else if entrant.held.leave(for: .settling) {
          refused.append(entrant.held)
        }
      }
      await consumer.release(refused)
      // The engine takes no jobs any more.
      if !refused.isEmpty { return }
    }
  }

  /// Heartbeat: tells the queue every third of a lease that the jobs here are being worked on.
  private func keepClaims() async {
    while !Task.isCancelled {
      let mark = consumer.changes.mark
      guard consumer.book.withLock({ !$0.held.isEmpty }) else {
        await consumer.changes.wait(after: mark)
        continue
      }
      guard await consumer.clock.sleep(for: consumer.settings.lease / 3) else { return }
      let held = consumer.book.withLock { $0.heldClaims }
      guard !held.isEmpty else { continue }
      let answers = await consumer.insist("heartbeat") { () async throws(JobQueueError) in
        try await consumer.queue.extendLeases(
          of: held.map(\.claim), by: consumer.settings.lease)
      }
      for (claim, answer) in zip(held, answers ?? []) where answer == .lost { drop(claim) }
    }
  }

  private func drop(_ claim: HeldClaim) {
    let number = consumer.book.withLock { $0.number(of: claim.claim.id) }
    consumer.lose(claim)
    if let number { _ = engine.cancel(number) }
  }

  // MARK: What is measured

  var failure: EngineError? { engine.failure }

  func metrics() -> IngestionMetrics {
    let totals = consumer.book.withLock { $0.totals }
    return engine.metrics(totals: totals)
  }
}
