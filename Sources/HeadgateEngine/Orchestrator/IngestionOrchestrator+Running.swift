import HeadgateCore
public import ServiceLifecycle

extension IngestionOrchestrator: Service {
  /// Runs until ``stop(_:within:)`` is called, its service group shuts down gracefully, or its task is
  /// cancelled, which gives up what is in flight. May be called once.
  ///
  /// - Throws: `EngineError` where the engine could not go on: an error of its own.
  public func run() async throws {
    life.claim()
    await runClaimed()
    if let failure = route.failure { throw failure }
  }

  func runClaimed() async {
    await withGracefulShutdownHandler {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await self.report() }
        log.started(stages: stages)
        await route.run { self.life.reach(.running) }
        group.cancelAll()
      }
    } onGracefulShutdown: {
      self.beginStop(self.settings.shutdown, within: Nanoseconds(self.settings.shutdownLimit))
    }
    if let failure = route.failure { log.failed(failure) }
    log.stopped(metrics())
    life.reach(.ended)
  }

  /// Runs it for as long as `body` does, and then stops it as the settings have it for a shutdown. It
  /// is stopped at once where `body` throws or the task is cancelled.
  @discardableResult
  public func withRunning<Value: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.run() }
      await life.wait(for: .running)
      do {
        let value = try await body()
        await stop(settings.shutdown, within: settings.shutdownLimit)
        try await group.waitForAll()
        return value
      } catch {
        await stop(.cancel)
        throw error
      }
    }
  }

  /// Stops it: no job is taken any more, and what is in flight is dealt with as `mode` says. Returns
  /// when all of it has ended, or at once where the task is cancelled; the stop goes on then.
  ///
  /// It may be called again, with a harder mode or a shorter limit.
  ///
  /// - Parameter limit: How long that may take. What is left then is cancelled, or given back to the
  ///   queue; a stage function that does not come back though its task is cancelled is waited for.
  public func stop(_ mode: StopMode = .finish, within limit: Duration = .seconds(30)) async {
    beginStop(mode, within: Nanoseconds(limit))
    await life.wait(for: .ended)
  }

  private func beginStop(_ mode: StopMode, within limit: Nanoseconds) {
    if life.phase < .ended { log.stopping(mode, within: limit) }
    route.close(mode, within: max(limit, 0))
    _ = life.endUnbegun()
  }

  private func report() async {
    var reporter = MetricsReporter(stages: stages.map(\.name), factory: factory)
    if let interval = settings.reportInterval.map({ Nanoseconds($0) }) {
      var next = clock.now &+ interval
      while await clock.sleep(until: next) {
        reporter.report(metrics())
        next = max(next, clock.now) &+ interval
      }
    } else {
      await life.wait(for: .ended)
    }
    reporter.report(metrics())
  }
}
