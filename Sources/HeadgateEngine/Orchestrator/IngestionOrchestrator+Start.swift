extension IngestionOrchestrator {
  /// Starts it, and returns when it takes jobs; ``stop(_:within:)`` ends it. May be called once.
  ///
  /// Nobody waits for what it starts but `stop`: an orchestrator that is dropped without it runs on.
  /// ``withRunning(isolation:_:)`` and ``run()`` are bound to a scope.
  public func start() async {
    life.claim()
    // The one unstructured task of the module: a start that returns while the work goes on cannot be
    // had otherwise. All tasks of the orchestrator are its children.
    Task(executorPreference: executor) { await self.runClaimed() }
    await life.wait(for: .running)
  }
}
