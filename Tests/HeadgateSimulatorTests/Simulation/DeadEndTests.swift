import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Runs that lead nowhere end all the same")
struct DeadEndTests {
  private static let century = 100 * 365 * 86_400 * Nanoseconds.second
  private static let allCrash = FaultSettings(
    at: .second, duration: century, stage: 0, effect: .crash(2))

  @Test("When every worker is gone for good, the drain's time ends the run and jobs are in flight")
  func everyWorkerGone() throws {
    for controller in [nil, ControllerSettings.balanced] {
      let run = try TraceRun(
        .short(
          stages: [.short(workers: 2)], controller: controller, faults: [Self.allCrash],
          limits: LoadLimits(duration: 10 * .second, drainTimeout: 60 * .second)))
      #expect(run.result.elapsed == 70 * .second)
      #expect(run.result.metric("completed") == 10)
      #expect(run.result.inFlight == 90)
      #expect(run.times("completed").allSatisfy { $0 < 2 * .second })
    }
  }

  @Test("Sources that are blocked for good are offered in full, and the run ends")
  func everySourceBlocked() throws {
    let result = try simulate(
      .short(
        stages: [.short(workers: 2, buffer: 0)], queue: QueueSettings(capacity: 5),
        controller: .balanced, faults: [Self.allCrash],
        limits: LoadLimits(duration: 10 * .second, drainTimeout: .second)))
    #expect(result.metric("offered") == 100)
    #expect(result.metric("inFlight") == 90)
    #expect(result.elapsed == 11 * .second)
  }

  @Test("A load that runs dry before its number of items ends with its last job")
  func dryLoad() throws {
    let result = try simulate(
      .short(
        controller: .balanced, workloads: [.short("burst", .burst(items: 10, at: 0))],
        limits: LoadLimits(items: 50)))
    #expect(result.metric("completed") == 10)
    #expect(result.elapsed == 100 * .millisecond)
  }

  @Test("No load at all is a run of no jobs")
  func noLoad() throws {
    for controller in [nil, ControllerSettings.balanced] {
      let result = try simulate(
        .short(
          controller: controller, workloads: [.short("none", .trace([]))], limits: LoadLimits()))
      #expect(result.metric("offered") == 0)
      #expect(result.inFlight == 0)
    }
  }

  @Test(
    "Clients that are turned away without end at one moment stop the run with what to do",
    .enabled(if: Build.isOptimised, "twenty million submissions take an optimised build"))
  func standstill() throws {
    let specification = RunSpecification.short(
      stages: [.short(buffer: 0, time: .constant(60e9))],
      queue: QueueSettings(capacity: 0, onFull: .reject),
      workloads: [
        WorkloadSettings(name: "eager", arrivals: .closed(clients: 2, thinkTime: .zero))
      ])
    let error = #expect(throws: SimulationError.self) {
      try SimulatorBackend().run(specification, replication: 0, options: RunOptions())
    }
    #expect(error == .standsStill(at: 0))
    #expect(error?.description.contains("thinkTime above 0") == true)
  }

  @Test("A run that is told to stop stops")
  func interrupted() throws {
    #expect(throws: RunInterrupted.self) {
      try SimulatorBackend().run(
        .short(workloads: [.short(rate: 100_000)]), replication: 0,
        options: RunOptions(isCancelled: { true }))
    }
  }
}
