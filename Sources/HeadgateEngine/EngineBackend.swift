public import HeadgateCore
public import HeadgateModel

/// The engine as a backend: synthetic stages, on real time or on a virtual clock.
public struct EngineBackend: RunBackend {
  public let mode: RunMode
  private let order: ReadyOrder
  private let checksInvariants: Bool

  /// For how long the live engine's clock watches for a timer: synthetic work is to last as long as
  /// was drawn, which a late timer would lengthen.
  private static let watch = Duration.microseconds(100)

  /// The engine on the wall clock, its tasks on all processors.
  public static let live = EngineBackend(
    mode: .live, order: .firstComeFirstServed, checksInvariants: false)

  /// The engine on a virtual clock, its tasks one at a time: the same outcome in each run.
  ///
  /// - Parameters:
  ///   - order: Which of several ready tasks runs next.
  ///   - checksInvariants: Looks at the machine's invariants after every input; a run that breaks
  ///     one fails.
  public static func virtual(
    order: ReadyOrder = .firstComeFirstServed, checksInvariants: Bool = false
  ) -> EngineBackend {
    EngineBackend(mode: .virtual, order: order, checksInvariants: checksInvariants)
  }

  public func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) async throws -> ReplicationResult {
    if mode == .virtual {
      return try await runVirtually(specification, replication, options)
    }
    var specification = specification
    // The machine adds its own.
    for stage in specification.pipeline.stages.indices {
      specification.pipeline.stages[stage].overhead = 0
    }
    let run = SyntheticRun(
      specification, replication: replication, clock: .wall(MonotonicClock(watch: Self.watch)),
      options: options,
      checksInvariants: checksInvariants)
    await run.run()
    return try run.result()
  }

  private func runVirtually(
    _ specification: RunSpecification, _ replication: Int, _ options: RunOptions
  ) async throws -> ReplicationResult {
    let clock = VirtualClock()
    let executor = DeterministicExecutor(clock: clock, order: order)
    let run = SyntheticRun(
      specification, replication: replication, clock: .virtual(clock), options: options,
      checksInvariants: checksInvariants)
    let hang: (any Error)? = await withTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: executor) { await run.run() }
      executor.run()
      // Where nothing is ready and nobody sleeps, the run is over, or it would never be.
      defer { executor.run() }
      do { try run.stopIdle() } catch { return error }
      return nil
    }
    if let hang { throw hang }
    return try run.result()
  }
}
