import HeadgateCore
import HeadgateModel

/// Jobs that live in this process alone.
final class MemoryRoute<Item: Sendable>: JobRoute {
  private let engine: JobEngine<Item>
  private let stages: [String]
  private let letters: Lock<DeadLetterBox<Item>>
  private let log: OrchestratorLog

  init(
    stages: [IngestionStage<Item>], settings: OrchestratorSettings, clock: EngineClock,
    log: OrchestratorLog, checksInvariants: Bool
  ) {
    self.stages = stages.map(\.settings.name)
    self.log = log
    letters = Lock(DeadLetterBox(limit: settings.keptDeadLetters))
    engine = JobEngine(
      settings: PipelineSettings(
        queue: settings.queue, retry: settings.retry, stages: stages.map(\.settings),
        controller: settings.rate, limiter: settings.limiter),
      functions: stages.map { $0.logged(log, maxAttempts: settings.retry.maxAttempts) },
      clock: clock, kept: settings.keptStatuses, collects: .failures,
      checksInvariants: checksInvariants)
  }

  func run(whenRunning: @escaping @Sendable () -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.collectFailures() }
      await engine.run(whenRunning: whenRunning)
    }
  }

  func close(_ mode: StopMode, within limit: Nanoseconds) { engine.close(mode, within: limit) }

  func metrics() -> IngestionMetrics { engine.metrics() }

  var failure: EngineError? { engine.failure }

  // MARK: Jobs

  func submit(
    _ item: Item, priority: Int
  ) async throws(IngestionError) -> IngestionSubmission {
    let id = try await submit(item, JobArrival(entity: 0, intended: .never, clamped: priority))
    return .accepted(id)
  }

  private func submit(
    _ item: Item, _ arrival: JobArrival
  ) async throws(IngestionError) -> IngestionJobID {
    let error: IngestionError
    switch await engine.submit(item, arrival) {
    case .accepted(let number):
      let id = IngestionJobID(number)
      log.submitted(id, priority: Int(arrival.priority))
      return id
    case .rejected: error = Task.isCancelled ? .cancelled : .queueFull
    case .closed: error = .notRunning
    }
    log.turnedAway(error)
    throw error
  }

  func status(of id: IngestionJobID) -> IngestionStatus? {
    engine.status(of: id.number).map { IngestionStatus($0, stages: stages) }
  }

  func waitForEnd(of id: IngestionJobID) async { await engine.waitForEnd(of: id.number) }

  func waitUntilDone() async -> Bool {
    await engine.waitUntilIdle()
    return engine.isIdle
  }

  func cancel(_ id: IngestionJobID) async -> Bool { engine.cancel(id.number) }

  // MARK: Dead letters

  private func collectFailures() async {
    while let ends = await engine.nextEnds() {
      for end in ends {
        let letter = IngestionDeadLetter(
          id: IngestionJobID(end.number), stage: stages[end.stage], attempts: end.attempts,
          error: end.lastError?.message ?? "", item: end.item)
        letters.withLock {
          $0.add(.init(letter: letter, stage: end.stage, priority: end.priority))
        }
        log.deadLetter(
          letter.id, stage: letter.stage, attempts: letter.attempts, error: letter.error)
      }
    }
  }

  func deadLetters(limit: Int) async -> [IngestionDeadLetter<Item>] {
    letters.withLock { $0.list(limit: limit) }
  }

  /// Submits dead letters anew: each goes on at the stage that it failed at, with all its attempts.
  func requeueDeadLetters(_ ids: [IngestionJobID]?) async throws(IngestionError) -> Int {
    let taken = letters.withLock { $0.take(ids) }
    for (i, entry) in taken.enumerated() {
      do {
        _ = try await submit(
          entry.letter.item!,
          JobArrival(
            entity: 0, intended: .never, clamped: entry.priority, stage: entry.stage))
      } catch {
        // What was not accepted stays a dead letter.
        letters.withLock { letters in
          for entry in taken[i...] { letters.add(entry) }
        }
        throw error
      }
    }
    return taken.count
  }
}

extension JobArrival {
  /// A priority that the machine has room for: 16 bits.
  init(entity: UInt64, intended: Nanoseconds, clamped priority: Int, stage: Int = 0) {
    let priority = min(max(priority, Int(Int16.min)), Int(Int16.max))
    self.init(entity: entity, intended: intended, priority: priority, stage: stage)
  }
}
