import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization
import Testing

@Suite struct ExperimentTests {
  private static func drawn(mode: RunMode = .sim) -> FakeBackend {
    FakeBackend(mode: mode) { specification, replication, _ in
      let value = Double(specification.seed * 100) + Double(replication * replication)
      return ReplicationResult(
        specification, replication, metrics: [("latency.mean", value), ("completed", 10)])
    }
  }

  @Test(arguments: [1, 2, 3, 16])
  func resultsAreOrderedByVariantBackendAndReplicationWhateverTheJobs(jobs: Int) async throws {
    let result = try await Experiment(
      .fake(variants: ["a", "b", "c"], replications: 4), on: Self.drawn(),
      Self.drawn(mode: .virtual), jobs: jobs
    ).run()

    #expect(result.variants.map(\.name) == ["a", "a", "b", "b", "c", "c"])
    #expect(result.variants.map(\.mode) == [.sim, .virtual, .sim, .virtual, .sim, .virtual])
    for (position, variant) in result.variants.enumerated() {
      let base = Double(position / 2 * 100)
      #expect(variant.replications.map(\.replication) == [0, 1, 2, 3])
      #expect(
        variant.replications.map { $0.metric("latency.mean") } == [0, 1, 4, 9].map { base + $0 })
      #expect(variant.summary("latency.mean")?.mean == base + 3.5)
    }
    #expect(result.verdict == .pass)
  }

  @Test func noMoreReplicationsRunAtATimeThanThereAreJobs() async throws {
    let running = RunningCount()
    let backend = FakeBackend { specification, replication, _ in
      running.enter()
      defer { running.leave() }
      return ReplicationResult(specification, replication)
    }
    _ = try await Experiment(.fake(replications: 50), on: backend, jobs: 2).run()
    #expect((1...2).contains(running.most))
  }

  @Test func onTheWallClockReplicationsRepeatOneUniverseOneAtATimeAndAfterAllOthers() async throws {
    let running = RunningCount()
    let starts = Mutex<[RunMode]>([])
    let universes = Mutex<[Int]>([])
    func backend(_ mode: RunMode) -> FakeBackend {
      FakeBackend(mode: mode) { specification, replication, _ in
        running.enter()
        defer { running.leave() }
        starts.withLock { $0.append(mode) }
        if mode == .live {
          universes.withLock { $0.append(replication) }
          #expect(running.now == 1)
        }
        return ReplicationResult(specification, replication)
      }
    }
    let result = try await Experiment(
      .fake(variants: ["a", "b"], replications: 3), on: backend(.live), backend(.sim), jobs: 4
    ).run()
    let six = { (mode: RunMode) in Array(repeating: mode, count: 6) }
    #expect(starts.withLock { $0 } == six(.sim) + six(.live))
    #expect(universes.withLock { $0 } == Array(repeating: 0, count: 6))
    #expect(result.variants.map(\.mode) == [.live, .sim, .live, .sim])
    #expect(result.variants.allSatisfy { $0.replications.map(\.replication) == [0, 1, 2] })
  }

  @Test func thresholdsAreJudgedForEachMode() async throws {
    let backend = { (mode: RunMode, value: Double) in
      FakeBackend.metrics(mode: mode) { _ in [("latency.mean", value)] }
    }
    let result = try await Experiment(
      .fake(thresholds: [.fake("latency.mean", .less, 2)]), on: backend(.sim, 1),
      backend(.virtual, 3)
    ).run()
    #expect(result.thresholds.map(\.mode) == [.sim, .virtual])
    #expect(result.thresholds.map(\.ok) == [true, false])
    #expect(result.verdict == .fail)
  }

  @Test func whatTheScenarioAndTheCommandKnowStandsInTheResult() async throws {
    let result = try await Experiment(.fake(), on: Self.drawn()).run()
    #expect(result.scenarioName == "fake")
    #expect(result.scenarioSHA256 == "00")
    #expect(result.scenarioText == "name: fake\n")
    #expect(result.scenarioPath == "fake.yaml")
    #expect(result.seed == 7)
    #expect(result.environment == .fake)
    #expect(result.variants[0].settings == [VariantSetting(path: "controller", value: "default")])
  }

  @Test(arguments: [1, 2, 8])
  func theFirstFailureOfThePlanIsReportedWhateverTheJobs(jobs: Int) async throws {
    let backend = FakeBackend { specification, replication, options in
      if specification.seed == 1 && replication >= 1 {
        throw FakeFailure(replication: replication)
      }
      return ReplicationResult(specification, replication)
    }
    let failure = await #expect(throws: ReplicationFailure.self) {
      try await Experiment(
        .fake(variants: ["a", "b", "c"], replications: 5), on: backend, jobs: jobs
      ).run()
    }
    #expect(failure?.variant == "b")
    #expect(failure?.mode == .sim)
    #expect(failure?.replication == 1)
    #expect(failure?.underlying as? FakeFailure == FakeFailure(replication: 1))
    #expect(
      failure?.description
        == "variant b, sim, replication 1 failed: FakeFailure(replication: 1)")
  }

  @Test func aFailureStopsWhatComesAfterIt() async throws {
    let started = Mutex<[Int]>([])
    let backend = FakeBackend { _, replication, _ in
      started.withLock { $0.append(replication) }
      throw FakeFailure(replication: replication)
    }
    await #expect(throws: ReplicationFailure.self) {
      try await Experiment(.fake(replications: 10), on: backend).run()
    }
    #expect(started.withLock { $0 } == [0])
  }

  /// Polls a bounded number of times, so that a machine with one thread passes without waiting.
  private static func poll(_ condition: () -> Bool) {
    for _ in 0..<10_000_000 where condition() { return }
  }

  @Test func aFailureDoesNotStopWhatCameBeforeIt() async throws {
    let hasFailed = Atomic(false)
    let backend = FakeBackend { specification, replication, options in
      if replication == 0 {
        Self.poll { hasFailed.load(ordering: .acquiring) }
        #expect(options.isCancelled?() == false)
      } else {
        hasFailed.store(true, ordering: .releasing)
      }
      throw FakeFailure(replication: replication)
    }
    let failure = await #expect(throws: ReplicationFailure.self) {
      try await Experiment(.fake(replications: 2), on: backend, jobs: 2).run()
    }
    #expect(failure?.replication == 0)
  }

  @Test func aFailureTellsWhatRunsAfterItToStop() async throws {
    let isRunning = Atomic(false)
    let wasStopped = Atomic(false)
    let backend = FakeBackend { specification, replication, options in
      if replication == 0 {
        Self.poll { isRunning.load(ordering: .acquiring) }
        throw FakeFailure(replication: 0)
      }
      isRunning.store(true, ordering: .releasing)
      Self.poll { options.isCancelled?() == true }
      wasStopped.store(options.isCancelled?() == true, ordering: .releasing)
      throw RunInterrupted()
    }
    await #expect(throws: ReplicationFailure.self) {
      try await Experiment(.fake(replications: 2), on: backend, jobs: 2).run()
    }
    #expect(
      wasStopped.load(ordering: .acquiring) == isRunning.load(ordering: .acquiring))
  }

  @Test func eventsComeInTheOrderOfTheResultWhateverTheJobs() async throws {
    let backend = FakeBackend { specification, replication, options in
      options.events?([TraceEvent(time: 1, kind: .accepted)])
      options.events?([TraceEvent(time: 2, kind: .completed)])
      return ReplicationResult(specification, replication)
    }
    let lots = Mutex<[TraceLot]>([])
    let scenario = Scenario.fake(variants: ["a", "b"], replications: 2)
    _ = try await Experiment(scenario, on: backend, jobs: 4)
      .run(options: ExperimentOptions(events: { lot in lots.withLock { $0.append(lot) } }))

    let stages = scenario.variants[0].specification.pipeline.stages
    let expected = ["a", "b"].flatMap { variant in
      (0..<2).flatMap { replication in
        [(1, TraceKind.accepted), (2, .completed)].map {
          TraceLot(
            variant: variant, mode: .sim, replication: replication, stages: stages,
            events: [TraceEvent(time: $0.0, kind: $0.1)])
        }
      }
    }
    #expect(lots.withLock { $0 } == expected)
  }

  @Test func withoutASinkForEventsTheBackendRecordsNone() async throws {
    let backend = FakeBackend { specification, replication, options in
      #expect(options.events == nil)
      return ReplicationResult(specification, replication)
    }
    _ = try await Experiment(.fake(), on: backend).run()
  }

  @Test func progressCountsReplicationsAndNeverGoesBackwards() async throws {
    let backend = FakeBackend { specification, replication, options in
      for part in [0.5, 0.25, 0.75] { options.progress?(part) }
      return ReplicationResult(specification, replication)
    }
    let reports = Mutex<[ExperimentProgress]>([])
    _ = try await Experiment(.fake(replications: 2), on: backend)
      .run(
        options: ExperimentOptions(progress: { report in reports.withLock { $0.append(report) } }))

    let expected = [
      (0, 0.25), (0, 0.375), (1, 0.5), (1, 0.75), (1, 0.875), (2, 1),
    ].map { ExperimentProgress(completed: $0.0, total: 2, fraction: $0.1) }
    #expect(reports.withLock { $0 } == expected)
  }
}

/// Counts how many are inside at once.
private final class RunningCount: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  func enter() {
    counts.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() { counts.withLock { $0.now -= 1 } }

  var most: Int { counts.withLock { $0.most } }
  var now: Int { counts.withLock { $0.now } }
}
