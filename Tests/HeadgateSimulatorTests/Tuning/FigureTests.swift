import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite struct FigureTests {
  private static func specification() throws(InvalidScenario) -> RunSpecification {
    try ScenarioLoader.load(
      text: """
        schemaVersion: 1
        name: figures
        run: {seed: 3, replications: 1, warmup: 5s, drainTimeout: 60s}
        workloads:
          - name: bulk
            arrivals: poisson
            phases: [{name: calm, rate: 20/s, for: 20s}, {name: rush, rate: 90/s, for: 20s}]
            chapters: {size: {exponential: {mean: 8KiB}}}
          - name: urgent
            priority: 10
            arrivals: poisson
            phases: [{name: calm, rate: 2/s, for: 40s}]
            chapters: {size: 8KiB}
        pipeline:
          environment: standard
          queue: {capacity: 50, onFull: shed}
        controller: balanced
        thresholds:
          - {expr: latency.p99 < 100s, over: 5s}
          - {expr: failed < 50%, over: 10s}
        """, path: "figures.yaml"
    ).variants[0].specification
  }

  @Test("A figure is the one that a whole run has, whichever of them is asked for")
  func same() throws {
    var specification = try Self.specification()
    specification.windowFigures = [
      WindowFigure(
        name: "latency.p99{over: 5s}", metric: "latency.p99", length: 5 * .second,
        extreme: .largest),
      WindowFigure(
        name: "throughput{over: 10s}", metric: "throughput", length: 10 * .second,
        extreme: .smallest),
    ]
    let backend = SimulatorBackend()
    let whole = try backend.run(specification, replication: 2, options: RunOptions()).metrics
    #expect(whole.count > 300)
    let all = try backend.figures(
      whole.map(\.name), of: specification, replication: 2, isCancelled: nil)
    #expect(all == whole.map(\.value))
    for metric in whole where metric.name.hasPrefix("latency") || metric.name.contains("{over") {
      let one = try backend.figures(
        [metric.name], of: specification, replication: 2, isCancelled: nil)
      #expect(one == [metric.value])
    }
  }

  @Test("What is read off a run's series is the same where it is asked for alone")
  func series() throws {
    var specification = try Self.specification()
    // Nobody but the urgent: the rush would never let it recover.
    specification.workloads.removeFirst()
    specification.faults = [
      FaultSettings(at: 15 * .second, duration: 2 * .second, stage: 1, effect: .slowdown(3))
    ]
    let backend = SimulatorBackend()
    let whole = try backend.run(specification, replication: 0, options: RunOptions())
    for name in ["recovery", "workAmplification", "controller.multiplier.mean"] {
      let value = try #require(whole.metric(name))
      let one = try backend.figures([name], of: specification, replication: 0, isCancelled: nil)
      #expect(one == [value])
    }
  }

  @Test("A figure without a sample, or that there is none of, is nil")
  func missing() throws {
    let specification = try Self.specification()
    let figures = try SimulatorBackend().figures(
      ["embed.failed", "latency.p99{phase: none}", "latency.p99{over: 3s}"],
      of: specification, replication: 0, isCancelled: nil)
    #expect(figures[0] == 0)
    #expect(figures[1] == nil && figures[2] == nil)
  }

  @Test("A run that is stopped says so")
  func stopped() throws {
    var specification = try Self.specification()
    specification.limits.duration = 100_000 * .second
    specification.windowFigures = []
    #expect(throws: RunInterrupted.self) {
      try SimulatorBackend().figures(
        ["throughput"], of: specification, replication: 0, isCancelled: { true })
    }
  }
}
