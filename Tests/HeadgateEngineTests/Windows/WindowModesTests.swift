import HeadgateCore
import HeadgateEngine
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Figures over windows in every mode")
struct WindowModesTests {
  private static let text = """
    schemaVersion: 1
    name: windows
    run: {seed: 3, duration: 40s, warmup: 3s, drainTimeout: 60s}
    workloads:
      - {name: bulk, arrivals: poisson, phases: [{rate: 30/s, for: 40s}]}
      - {name: people, arrivals: {closed: {clients: 3, thinkTime: {exponential: {mean: 300ms}}}}}
    pipeline:
      queue: {capacity: 30, onFull: block}
      retry: {maxAttempts: 3}
      stages:
        - {name: chunk, workers: 1, service: {perItem: 5ms}}
        - name: embed
          workers: 2
          buffer: 10
          service: {perItem: {exponential: {mean: 60ms}}}
          failures: {transient: 5%, permanent: 1%}
    controller: balanced
    faults: [{at: 15s, for: 5s, stage: embed, slowdown: 4}]
    thresholds:
      - latency.p99{over: 5s} < 60s
      - latency.p50{over: 5s} > 0s
      - latency.uncorrected.p99{over: 7s} < 60s
      - throughput{over: 5s} > 0/s
      - failed{over: 10s} < 90%
      - time.queue{over: 7s} < 60s
      - queue.depth.max{over: 5s} <= 30
      - embed.utilization{over: 7s} < 100%
      - controller.multiplier.mean{over: 7s} > 0
      - controller.changes{over: 5s} >= 0
    """

  @Test func `the engine on a virtual clock has those of the simulator to the last bit`()
    async throws
  {
    let scenario = try ScenarioLoader.load(text: Self.text, path: "windows.yaml")
    let specification = scenario.variants[0].specification
    let simulated = try SimulatorBackend().run(
      specification, replication: 0, options: RunOptions())
    let engine = try await EngineBackend.virtual().run(
      specification, replication: 0, options: RunOptions())
    for threshold in scenario.variants[0].thresholds {
      let name = threshold.metric.description
      let value = try #require(simulated.metric(name), "\(name)")
      #expect(engine.metric(name) == value, "\(name)")
    }
    #expect(engine.metrics == simulated.metrics)
    #expect(engine.digest == simulated.digest)
  }

  @Test func `no window asked for is no change to any other figure`() throws {
    var specification = try ScenarioLoader.load(text: Self.text, path: "windows.yaml")
      .variants[0].specification
    func run() throws -> ReplicationResult {
      try SimulatorBackend().run(specification, replication: 0, options: RunOptions())
    }
    let names = Set(specification.windowFigures.map(\.name))
    let asked = try run()
    specification.windowFigures = []
    let bare = try run()
    #expect(names.count == 10)
    #expect(asked.metrics.filter { !names.contains($0.name) } == bare.metrics)
    #expect(asked.digest == bare.digest && asked.series == bare.series)
    #expect(asked.histograms == bare.histograms && asked.decisions == bare.decisions)
  }
}
