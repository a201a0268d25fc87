import HeadgateCore

/// The engine with nothing to do.
package enum NoOperationRun {
  package static func seconds(jobs: Int, batch: Int) async -> Double {
    let stages = [("chunk", 4), ("embed", 6), ("store", 4)].map { name, workers in
      StageSettings(
        name: name, workers: workers, buffer: 1000, batchSize: batch, service: ServiceSettings())
    }
    let settings = PipelineSettings(
      queue: QueueSettings(capacity: 1000), stages: stages,
      controller: ControllerSettings(rate: 1e9, burst: 1_000_000))
    let noOperation: StageFunction<Int> = { items, _ in items.map { .success($0) } }
    let engine = JobEngine(
      settings: settings, functions: [noOperation, noOperation, noOperation], clock: .wall())
    return await withTaskGroup(of: Void.self) { group in
      group.addTask { await engine.run() }
      while !engine.read({ state, _ in state.phase == .running }) { await Task.yield() }
      let start = engine.clock.now
      for i in 0..<jobs {
        guard
          case .accepted = await engine.submit(
            i, JobArrival(entity: 0, intended: .max, priority: i * 7919 % 10))
        else { fatalError("not accepted") }
      }
      await engine.waitUntilIdle()
      let end = engine.clock.now
      engine.finish(within: .second)
      return Double(end - start) / 1e9
    }
  }
}
