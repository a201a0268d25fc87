import HeadgateCore
import HeadgateModel
import Testing

@Suite("Several workloads side by side")
struct WorkloadGroupTests {
  /// Every kind of arrivals, mixed priorities, failures, overflow, and a warm-up.
  private static let busy: RunSpecification = {
    var bulk = WorkloadSettings(
      name: "bulk",
      priorities: [WeightedPriority(priority: 0, weight: 3), WeightedPriority(priority: 5)],
      arrivals: .poisson,
      phases: [
        PhaseSettings(name: "ramp", rate: 20, endRate: 60, duration: 20 * .second),
        PhaseSettings(name: "hold", rate: 60, duration: 40 * .second),
      ])
    bulk.chapters = .size(.exponential(mean: 4096))
    let entries = (0..<300).map {
      TraceEntry(at: Nanoseconds($0) * 150 * .millisecond, priority: 9)
    }
    return .short(
      stages: [
        .short("chunk", workers: 2, buffer: 10, time: .exponential(mean: 0.02e9)),
        .short(
          "embed", workers: 3, buffer: 10, time: .exponential(mean: 0.05e9),
          failures: FailureSettings(transient: 0.05, permanent: 0.01)),
      ],
      queue: QueueSettings(capacity: 30, onFull: .shed), retry: RetrySettings(maxAttempts: 3),
      workloads: [
        bulk,
        WorkloadSettings(
          name: "clients", arrivals: .closed(clients: 4, thinkTime: .exponential(mean: 0.5e9))),
        WorkloadSettings(name: "recorded", arrivals: .trace(entries)),
        WorkloadSettings(name: "burst", arrivals: .burst(items: 200, at: 30 * .second)),
      ],
      limits: LoadLimits(duration: 60 * .second, warmup: 5 * .second))
  }()

  private static let counts = [
    "offered", "accepted", "completed", "failed", "rejected", "shed", "cancelled", "inFlight",
    "attempts",
  ]

  @Test(
    "The counts of all workloads, and of all priorities, add up to those of the run",
    arguments: [
      ["workload: bulk", "workload: clients", "workload: recorded", "workload: burst"],
      ["priority: 0", "priority: 5", "priority: 9"],
    ])
  func countsAddUp(tags: [String]) throws {
    let result = try simulate(Self.busy)
    for name in Self.counts {
      let total = try Self.total(result, tags.map { "\(name){\($0)}" })
      #expect(total == result.metric(name), "\(name)")
    }
    for name in ["completed", "failed", "rejected", "shed"] {
      #expect(try #require(result.metric(name)) > 0, "the test wants some jobs \(name)")
    }
  }

  @Test("The means of all workloads, weighted by their jobs, make the mean of the run")
  func meansAddUp() throws {
    let result = try simulate(Self.busy)
    var sum = 0.0
    for workload in Self.busy.workloads {
      let tag = "{workload: \(workload.name)}"
      let completed = try #require(result.metric("completed" + tag))
      // Where no job was completed there is no mean.
      guard completed > 0 else { continue }
      let mean = try #require(result.metric("latency.mean" + tag))
      sum += completed * mean
    }
    let mean = try #require(result.metric("latency.mean"))
    let completed = try #require(result.metric("completed"))
    #expect((mean * completed / sum - 1).magnitude < 1e-12)
  }

  @Test("The phases of a workload share out its jobs")
  func phasesShareOut() throws {
    let result = try simulate(Self.busy)
    let offered = try Self.total(result, ["offered{phase: ramp}", "offered{phase: hold}"])
    #expect(offered == result.metric("offered{workload: bulk}"))
  }

  @Test("The parts of where the time went sum to the latency")
  func partsSumToTheLatency() throws {
    let result = try simulate(Self.busy)
    let parts = try Self.total(result, MetricCatalogue.timeParts.map { "time.\($0)" })
    let latency = try #require(result.metric("latency.mean"))
    #expect((parts / latency - 1).magnitude < 1e-12)
  }

  /// The sum of metrics that are all there.
  private static func total(_ result: ReplicationResult, _ names: [String]) throws -> Double {
    var total = 0.0
    for name in names { total += try #require(result.metric(name), "\(name)") }
    return total
  }
}
