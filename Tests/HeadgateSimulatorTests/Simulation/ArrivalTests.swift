import HeadgateCore
import HeadgateModel
import HeadgateStatistics
import Testing

@Suite("Arrivals")
struct ArrivalTests {
  @Test("A burst's jobs arrive at one moment, in order")
  func burst() throws {
    let run = try TraceRun(
      .short(
        workloads: [.short("burst", .burst(items: 20, at: 3 * .second))], limits: LoadLimits()))
    #expect(run.times("accepted") == Array(repeating: 3 * .second, count: 20))
    #expect(run.lines("accepted").map(\.job) == Array(0..<20))
    #expect(run.result.metric("latency.max") == 0.2)
  }

  @Test("Recorded arrivals keep their moments, sizes and priorities")
  func trace() throws {
    let entries = [
      TraceEntry(at: 0, size: 3072, priority: 1), TraceEntry(at: .second, size: 1024),
      TraceEntry(at: .second, size: 2048, priority: 9), TraceEntry(at: 20 * .second, priority: 5),
    ]
    // One second a KiB, one at a time: while the first is served, the other two wait.
    let run = try TraceRun(
      .short(
        stages: [.short(buffer: 0, time: .zero, perKiB: .constant(1e9))],
        workloads: [.short("recorded", .trace(entries), priority: 2, size: .constant(4096))],
        limits: LoadLimits()))
    #expect(run.times("accepted") == [0, .second, .second, 20 * .second])
    // The third has the higher priority and goes before the second; the last has the workload's size.
    #expect(run.lines("completed").map(\.job) == [0, 2, 1, 3])
    #expect(run.times("completed") == [3, 5, 6, 24].map { $0 * .second })
    for (priority, latency) in [(1, 3.0), (2, 5), (5, 4), (9, 4)] {
      #expect(run.result.metric("latency.max{priority: \(priority)}") == latency)
    }
  }

  private static let day = [
    PhaseSettings(name: "ramp", rate: 10, endRate: 50, duration: 60 * .second),
    PhaseSettings(name: "peak", rate: 50, duration: 30 * .second),
    PhaseSettings(name: "fall", rate: 50, endRate: 0, duration: 40 * .second),
  ]
  /// The areas under the rates of `day`.
  private static let expected = ["ramp": 1800.0, "peak": 1500, "fall": 1000]

  private static func day(_ process: ArrivalProcess) -> RunSpecification {
    .short(
      workloads: [WorkloadSettings(name: "day", arrivals: process, phases: day)],
      limits: LoadLimits(duration: 130 * .second))
  }

  @Test("Evenly spaced arrivals of a ramp are as many as the area under its rate")
  func constantArrivalsFollowTheIntegral() throws {
    let run = try TraceRun(Self.day(.constant))
    let times = run.times("accepted")
    for second in 0...60 {
      let t = Double(second)
      let area = 10 * t + t * t / 3
      let count = times.count { $0 < Nanoseconds(second) * .second }
      // The k-th arrival, from 0, comes where k are expected.
      #expect((Double(count) - area).magnitude <= 1, "\(count) before \(second) s, area \(area)")
    }
    for (phase, area) in Self.expected {
      let offered = try #require(run.result.metric("offered{phase: \(phase)}"))
      #expect((offered - area).magnitude <= 1, "\(offered) in \(phase)")
    }
  }

  @Test(
    "Random arrivals of a ramp are on average as many as the area under its rate",
    arguments: [ArrivalProcess.poisson, .gamma(cv: 0.5)])
  func randomArrivalsFollowTheIntegral(process: ArrivalProcess) throws {
    var counts: [String: [Double]] = [:]
    for replication in 0..<60 {
      let result = try simulate(Self.day(process), replication: replication)
      for phase in Self.expected.keys {
        counts[phase, default: []].append(
          try #require(result.metric("offered{phase: \(phase)}")))
      }
    }
    for (phase, area) in Self.expected {
      let interval = try #require(MeanInterval(counts[phase] ?? [], level: 0.999))
      let (low, high) = try (#require(interval.low), #require(interval.high))
      #expect(low <= area && area <= high, "\(phase): \(low) to \(high), area \(area)")
      #expect(high - low < 0.04 * area)
    }
  }

  @Test("Poisson counts vary as their mean, gamma gaps of half the spread a quarter as much")
  func spread() throws {
    for (process, ratio) in [(ArrivalProcess.poisson, 1.0), (.gamma(cv: 0.5), 0.25)] {
      var counts: [Double] = []
      for replication in 0..<400 {
        let result = try simulate(
          .short(
            workloads: [.short("jobs", process, rate: 100)],
            limits: LoadLimits(duration: 10 * .second)), replication: replication)
        counts.append(try #require(result.metric("offered")))
      }
      let deviation = try #require(MeanInterval(counts)?.standardDeviation)
      // Four standard errors of a variance from 400 normal values.
      #expect((deviation * deviation / 1000 / ratio - 1).magnitude < 4 * (2.0 / 399).squareRoot())
    }
  }
}
