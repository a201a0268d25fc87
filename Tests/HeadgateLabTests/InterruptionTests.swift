import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization
import Testing

@Suite struct InterruptionTests {
  /// Stops as a real backend does: it polls, and throws once told to.
  private static func polling(_ finished: @escaping @Sendable () -> Void = {}) -> FakeBackend {
    FakeBackend { specification, replication, options in
      if options.isCancelled?() == true { throw RunInterrupted() }
      finished()
      return ReplicationResult(
        specification, replication, metrics: [("latency.mean", Double(replication))])
    }
  }

  @Test func whatHadFinishedIsKeptAndVariantsWithoutAnyAreDropped() async throws {
    let count = Mutex(0)
    let result = try await Experiment(
      .fake(
        variants: ["a", "b", "c"], replications: 3,
        thresholds: [.fake("latency.mean", .less, 10)]),
      on: Self.polling { count.withLock { $0 += 1 } }
    ).run(options: ExperimentOptions(isCancelled: { count.withLock { $0 >= 4 } }))

    #expect(result.verdict == .interrupted)
    #expect(result.variants.map(\.name) == ["a", "b"])
    #expect(result.variants.map(\.replications.count) == [3, 1])
    #expect(result.thresholds.map(\.variant) == ["a", "b"])
    #expect(result.variants[1].summary("latency.mean")?.low == nil)
  }

  @Test func aRunStoppedBeforeItsFirstReplicationHasNoVariants() async throws {
    let result = try await Experiment(.fake(), on: Self.polling())
      .run(options: ExperimentOptions(isCancelled: { true }))
    #expect(result.verdict == .interrupted)
    #expect(result.variants.isEmpty)
    #expect(result.scenarioName == "fake")
  }

  @Test func stoppingAfterTheLastReplicationChangesNothing() async throws {
    let count = Mutex(0)
    let result = try await Experiment(
      .fake(replications: 3), on: Self.polling { count.withLock { $0 += 1 } }
    ).run(options: ExperimentOptions(isCancelled: { count.withLock { $0 >= 3 } }))
    #expect(result.verdict == .pass)
    #expect(result.variants[0].replications.count == 3)
  }

  @Test func interruptionIsTheVerdictEvenWhereAThresholdIsMissed() async throws {
    let count = Mutex(0)
    let result = try await Experiment(
      .fake(replications: 3, thresholds: [.fake("latency.mean", .less, -1)]),
      on: Self.polling { count.withLock { $0 += 1 } }
    ).run(options: ExperimentOptions(isCancelled: { count.withLock { $0 >= 1 } }))
    #expect(result.thresholds.map(\.ok) == [false])
    #expect(result.verdict == .interrupted)
  }

  @Test func cancellingTheTaskStopsTheRun() async throws {
    let experiment = Experiment(.fake(replications: 3), on: Self.polling())
    let result = try await withThrowingTaskGroup(of: RunResult.self) { group in
      group.cancelAll()
      group.addTask { try await experiment.run() }
      return try #require(await group.next())
    }
    #expect(result.verdict == .interrupted)
    #expect(result.variants.isEmpty)
  }
}
