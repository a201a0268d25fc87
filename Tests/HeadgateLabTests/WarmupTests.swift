import HeadgateCore
import HeadgateLab
import HeadgateModel
import Synchronization
import Testing

@Suite struct WarmupTests {
  /// Jobs in the system: high for `settled` points, then to and fro around 5, then the drain.
  private static func series(
    settled: Int, points: Int, drain: Int = 0, replication: Int = 0, step: Nanoseconds = .second
  ) -> TimeSeries {
    let system = (0..<points).map { point in
      point < settled ? 50.0 : 5 + Double((point / 5 + replication) % 3) / 2
    }
    let tail = [Double](repeating: 0, count: drain)
    return TimeSeries(
      step: step,
      lines: [
        SeriesLine(name: "offered", values: [Double](repeating: 1, count: points) + tail),
        SeriesLine(name: "system", values: system + tail),
      ])
  }

  private static func backend(
    mode: RunMode = .sim, seen: SpecificationLog? = nil,
    _ series: @escaping @Sendable (_ replication: Int) -> TimeSeries
  ) -> FakeBackend {
    FakeBackend(mode: mode) { specification, replication, _ in
      seen?.add(specification.limits.warmup, replication)
      return ReplicationResult(specification, replication, series: series(replication))
    }
  }

  @Test func theSameWarmupIsFoundInPilotsWithoutOneAndGivenToEveryVariant() async throws {
    let seen = SpecificationLog()
    let found = Mutex<[Nanoseconds]>([])
    let result = try await Experiment(
      .fake(
        variants: ["a", "b"], replications: 7, findsWarmup: true,
        limits: LoadLimits(duration: 100 * .second, warmup: 3 * .second)),
      on: Self.backend(seen: seen) { Self.series(settled: 20, points: 100, replication: $0) }
    ).run(options: ExperimentOptions(warmupFound: { value in found.withLock { $0.append(value) } }))

    #expect(found.withLock { $0 } == [20 * .second])
    #expect(seen.entries.prefix(5).map(\.warmup) == [0, 0, 0, 0, 0])
    #expect(seen.entries.prefix(5).map(\.replication) == [0, 1, 2, 3, 4])
    #expect(seen.entries.dropFirst(5).map(\.warmup) == Array(repeating: 20 * .second, count: 14))
    for variant in result.variants {
      #expect(variant.settings.last == VariantSetting(path: "run.warmup", value: "20s"))
    }
  }

  @Test func pilotsAreNoMoreThanTheReplications() async throws {
    let seen = SpecificationLog()
    _ = try await Experiment(
      .fake(replications: 2, findsWarmup: true),
      on: Self.backend(seen: seen) { Self.series(settled: 20, points: 100, replication: $0) }
    ).run()
    #expect(seen.entries.map(\.warmup) == [0, 0, 20 * .second, 20 * .second])
  }

  @Test func progressCountsThePilotsToo() async throws {
    let last = Mutex<ExperimentProgress?>(nil)
    _ = try await Experiment(
      .fake(replications: 2, findsWarmup: true),
      on: Self.backend { Self.series(settled: 20, points: 100, replication: $0) }
    ).run(options: ExperimentOptions(progress: { report in last.withLock { $0 = report } }))
    #expect(last.withLock { $0 } == ExperimentProgress(completed: 4, total: 4, fraction: 1))
  }

  @Test func pilotsAreNotTraced() async throws {
    let backend = FakeBackend { specification, replication, options in
      options.events?([TraceEvent(time: 0, kind: .accepted)])
      return ReplicationResult(
        specification, replication, series: Self.series(settled: 20, points: 100))
    }
    let count = Mutex(0)
    _ = try await Experiment(.fake(replications: 3, findsWarmup: true), on: backend)
      .run(options: ExperimentOptions(events: { _ in count.withLock { $0 += 1 } }))
    #expect(count.withLock { $0 } == 3)
  }

  @Test func theSimulatorMakesThePilotsWhereItIsThere() async throws {
    let live = SpecificationLog()
    let sim = SpecificationLog()
    _ = try await Experiment(
      .fake(replications: 2, findsWarmup: true),
      on: Self.backend(mode: .live, seen: live) { _ in Self.series(settled: 20, points: 100) },
      Self.backend(mode: .sim, seen: sim) { _ in Self.series(settled: 20, points: 100) }
    ).run()
    #expect(live.entries.map(\.warmup) == [20 * .second, 20 * .second])
    #expect(sim.entries.map(\.warmup) == [0, 0, 20 * .second, 20 * .second])
  }

  @Test(arguments: [
    LoadLimits(duration: 100 * .second),
    LoadLimits(items: 100),
    LoadLimits(duration: 1000 * .second, items: 100),
  ])
  func theDrainIsLeftOut(limits: LoadLimits) async throws {
    // Taken as part of the run, the empty system at the end would push the minimum to n/2.
    let found = Mutex<Nanoseconds?>(nil)
    _ = try await Experiment(
      .fake(findsWarmup: true, limits: limits),
      on: Self.backend { Self.series(settled: 20, points: 100, drain: 300, replication: $0) }
    ).run(options: ExperimentOptions(warmupFound: { value in found.withLock { $0 = value } }))
    #expect(found.withLock { $0 } == 20 * .second)
  }

  @Test func pilotsWithDifferentStepsAreAveragedOverTheCoarsest() async throws {
    let found = Mutex<Nanoseconds?>(nil)
    _ = try await Experiment(
      .fake(replications: 2, findsWarmup: true, limits: LoadLimits(duration: 200 * .second)),
      on: Self.backend {
        $0 == 0
          ? Self.series(settled: 40, points: 200)
          : Self.series(settled: 20, points: 100, step: 2 * .second)
      }
    ).run(options: ExperimentOptions(warmupFound: { value in found.withLock { $0 = value } }))
    #expect(found.withLock { $0 } == 40 * .second)
  }

  @Test func aSeriesThatNeverSettlesAsksForALongerRun() async throws {
    await #expect(throws: WarmupError.tooShort(offered: 100 * .second, needed: 200 * .second)) {
      try await Experiment(
        .fake(findsWarmup: true),
        on: Self.backend { _ in
          TimeSeries(
            step: .second,
            lines: [SeriesLine(name: "system", values: (0..<100).map { 100 - Double($0) })])
        }
      ).run()
    }
  }

  @Test func fewerThanFiftyPointsAreTooFew() async throws {
    await #expect(throws: WarmupError.tooShort(offered: 49 * .second, needed: 50 * .second)) {
      try await Experiment(
        .fake(findsWarmup: true, limits: LoadLimits(duration: 49 * .second)),
        on: Self.backend { _ in Self.series(settled: 5, points: 49) }
      ).run()
    }
  }

  @Test func aBurstHasNoSteadyState() async throws {
    await #expect(throws: WarmupError.burst(workload: "bulk")) {
      try await Experiment(
        .fake(findsWarmup: true, arrivals: .burst(items: 10, at: 0)),
        on: Self.backend { _ in Self.series(settled: 5, points: 100) }
      ).run()
    }
  }

  @Test func aBackendWithoutTheSeriesSaysSo() async throws {
    await #expect(throws: WarmupError.noSeries(mode: .live)) {
      try await Experiment(
        .fake(findsWarmup: true),
        on: Self.backend(mode: .live) { _ in TimeSeries(step: .second, lines: []) }
      ).run()
    }
  }

  @Test func anInterruptedPilotGivesAnInterruptedRunWithoutVariants() async throws {
    let result = try await Experiment(
      .fake(findsWarmup: true), on: Self.backend { _ in Self.series(settled: 5, points: 100) }
    ).run(options: ExperimentOptions(isCancelled: { true }))
    #expect(result.verdict == .interrupted)
    #expect(result.variants.isEmpty)
  }

  @Test func aFailingPilotFailsTheRun() async throws {
    let backend = FakeBackend { _, replication, _ in throw FakeFailure(replication: replication) }
    await #expect(throws: ReplicationFailure.self) {
      try await Experiment(.fake(findsWarmup: true), on: backend).run()
    }
  }

  @Test(arguments: [
    (
      WarmupError.tooShort(offered: 100 * .second, needed: 200 * .second),
      "run.warmup: auto found no steady state in 100s of load; offer load for at least 200s "
        + "(run.duration or run.items), or set run.warmup to a time"
    ),
    (
      .tooShort(offered: 1500 * .millisecond, needed: 3 * .second),
      "run.warmup: auto found no steady state in 1500ms of load; offer load for at least 3s "
        + "(run.duration or run.items), or set run.warmup to a time"
    ),
    (
      .burst(workload: "bulk"),
      "run.warmup: auto looks for a steady state, and the burst of workload bulk has none; "
        + "set run.warmup to a time, or leave it out"
    ),
    (
      .noSeries(mode: .live),
      "run.warmup: auto needs the number of jobs in the system over time, which mode live "
        + "does not record; set run.warmup to a time"
    ),
  ])
  func anErrorSaysWhatToDoNext(error: WarmupError, message: String) {
    #expect(error.description == message)
  }
}

/// The warm-ups that a backend was handed, in order.
private final class SpecificationLog: Sendable {
  struct Entry: Sendable {
    var warmup: Nanoseconds
    var replication: Int
  }

  private let log = Mutex<[Entry]>([])

  func add(_ warmup: Nanoseconds, _ replication: Int) {
    log.withLock { $0.append(Entry(warmup: warmup, replication: replication)) }
  }

  var entries: [Entry] { log.withLock { $0 } }
}
