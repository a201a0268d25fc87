import HeadgateCore
import HeadgateModel
import Testing

/// The defining promise of each fault (rule F6), on a burst at moment 0 and one constant service
/// time.
@Suite("Faults")
struct FaultTests {
  private static func burst(
    of jobs: Int, workers: Int = 1, batch: Int = 1, seconds: Double,
    retry: RetrySettings = RetrySettings(maxAttempts: 1), lease: Nanoseconds = 30 * .second,
    fault: FaultSettings
  ) throws -> TraceRun {
    var stage = StageSettings.short(workers: workers, time: .zero)
    stage.batchSize = batch
    stage.service.base = .constant(seconds * 1e9)
    return try TraceRun(
      .short(
        stages: [stage], retry: retry, lease: lease,
        workloads: [.short("burst", .burst(items: jobs, at: 0))], faults: [fault],
        limits: LoadLimits(drainTimeout: 1000 * .second)))
  }

  private static func fault(
    at start: Double, for duration: Double, _ effect: FaultEffect
  ) -> FaultSettings {
    FaultSettings(
      at: Nanoseconds(start * 1e9), duration: Nanoseconds(duration * 1e9), stage: 0,
      effect: effect)
  }

  private static func seconds(_ values: [Nanoseconds]) -> [Double] { values.map(\.seconds) }

  @Test("A slowdown lengthens what starts while it is in force, and nothing else")
  func slowdown() throws {
    let run = try Self.burst(
      of: 5, seconds: 2, fault: Self.fault(at: 3, for: 4, .slowdown(3)))
    // The second job starts at 2 s, before the fault; the third at 4 s, within it.
    #expect(Self.seconds(run.times("succeeded")) == [2, 4, 10, 12, 14])
  }

  @Test("Errors fail attempts that start while they are in force, transiently")
  func errors() throws {
    let run = try Self.burst(
      of: 6, seconds: 1, fault: Self.fault(at: 1.5, for: 2, .errors(1)))
    #expect(Self.seconds(run.times("succeeded")) == [1, 2, 5, 6])
    #expect(Self.seconds(run.times("failed-transient")) == [3, 4])
    #expect(run.result.metric("failed") == 2)
  }

  @Test("Errors fail their share of the attempts")
  func shareOfErrors() throws {
    let run = try Self.burst(
      of: 10_000, seconds: 0.001, fault: Self.fault(at: 0, for: 3600, .errors(0.3)))
    let failed = Double(run.lines("failed-transient").count)
    // Four standard deviations of a binomial count.
    #expect((failed - 3000).magnitude < 4 * (10_000.0 * 0.3 * 0.7).squareRoot())
  }

  @Test("An outage fails every job of a batch that starts or ends while it is in force")
  func outage() throws {
    let run = try Self.burst(
      of: 20, batch: 4, seconds: 2, fault: Self.fault(at: 3, for: 4, .outage))
    let failed = run.lines("failed-outage")
    // The first job starts alone; of the batches of four behind it that of 2 to 4 s ends in the
    // outage, that of 4 to 6 s is within, that of 6 to 8 s starts in it.
    #expect(Set(failed.compactMap(\.job)) == Set(1..<13))
    #expect(Set(failed.map(\.t)) == [4, 6, 8])
    #expect(Set(run.lines("completed").compactMap(\.job)) == Set([0]).union(13..<20))
    #expect(run.result.metric("serve.failed.outage") == 12)
  }

  @Test("A crash takes workers with their batch; jobs come back after their lease, workers later")
  func crash() throws {
    let run = try Self.burst(
      of: 3, workers: 2, seconds: 10, lease: 8 * .second,
      fault: Self.fault(at: 5, for: 20, .crash(1)))
    #expect(run.lines("crashed").map(\.worker) == [0])
    #expect(run.times("crashed") == [5 * .second])
    #expect(run.times("restored") == [25 * .second])
    // Worker 1 serves the second and, from 10 s on, the third; the first is back in the queue at 13 s.
    #expect(run.times("returned", job: 0) == [13 * .second])
    #expect(run.times("started", job: 0) == [0, 20 * .second])
    #expect(Self.seconds(run.times("completed")) == [10, 20, 30])
    // One attempt is allowed, and it is still the first: a crash costs none.
    #expect(run.lines("completed").allSatisfy { $0.attempt == 1 })
    #expect(run.lines("retry-scheduled").isEmpty)
  }

  @Test("Crashed workers serve again as soon as they are back")
  func restored() throws {
    let run = try Self.burst(
      of: 4, workers: 2, seconds: 1, lease: .second,
      fault: Self.fault(at: 0.5, for: 20, .crash(2)))
    #expect(Self.seconds(run.times("started")) == [0, 0, 20.5, 20.5, 21.5, 21.5])
    #expect(run.result.metric("completed") == 4)
  }

  @Test("While a stage stalls nothing there ends; what should have ends when the stall does")
  func stall() throws {
    let run = try Self.burst(of: 5, seconds: 2, fault: Self.fault(at: 3, for: 4, .stall))
    #expect(Self.seconds(run.times("succeeded")) == [2, 7, 9, 11, 13])
  }

  @Test("A fault strikes its own stage only")
  func ownStage() throws {
    let fault = FaultSettings(at: 0, duration: 3600 * .second, stage: 1, effect: .slowdown(10))
    let run = try TraceRun(
      .short(
        stages: [.short("a"), .short("b"), .short("c")],
        workloads: [.short("burst", .burst(items: 1, at: 0))], faults: [fault],
        limits: LoadLimits()))
    #expect(run.times("succeeded") == [10, 110, 120].map { $0 * .millisecond })
  }
}
