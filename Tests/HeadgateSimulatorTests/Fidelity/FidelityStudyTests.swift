import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Predictions against measured runs")
struct FidelityStudyTests {
  private static func scenario(
    rate: Int = 20, seconds: Int = 100, controllers: String = "[none]", more: String = ""
  ) throws -> Scenario {
    try ScenarioLoader.load(
      text: """
        schemaVersion: 1
        name: study
        run: {seed: 3, replications: 2, duration: \(seconds)s, drainTimeout: 10m}
        workloads:
          - {name: bulk, arrivals: poisson, phases: [{name: hold, rate: \(rate)/s, for: \(seconds)s}]}
        pipeline:
          queue: {capacity: unlimited}
          stages:
            - {name: chunk, workers: 1, service: {perItem: 5ms}}
            - {name: embed, workers: 2, buffer: unlimited, service: {perItem: {exponential: {mean: 60ms}}}\(more)}
        matrix: {controller: \(controllers)}
        """, path: "study.yaml")
  }

  private static func study(
    _ disturbance: NoisyEngine.Disturbance, _ scenario: Scenario? = nil
  ) async throws -> FidelityVariant {
    let result = try await FidelityStudy(
      scenario: scenario ?? Self.scenario(), simulator: SimulatorBackend(),
      engine: NoisyEngine(disturbance), runs: 5, environment: .nowhere
    ).run()
    return try #require(result.variants.first)
  }

  private static func measure(_ name: String, _ comparison: FidelityComparison) throws
    -> FidelityMeasure
  {
    try #require(comparison.measures.first { $0.name == name }, "no \(name)")
  }

  @Test("What is exactly as predicted is no distance away, and passes")
  func exact() async throws {
    let variant = try await Self.study(NoisyEngine.Disturbance())
    #expect(variant.verdict == .pass)
    #expect(variant.raw.measures.allSatisfy { $0.distance == 0 && $0.floor == 0 })
    #expect(variant.raw.measures.allSatisfy { $0.verdict == .pass || $0.band == nil })
    #expect(variant.raw.agreement.jobs > 1500)
    #expect(variant.raw.agreement.sameOutcome == 1)
    #expect(variant.raw.agreement.withinLatency == 1)
    #expect(variant.busiestStage == "embed")
    #expect(variant.utilization > 0.5 && variant.utilization < 0.7)
    #expect(variant.widening == 1)
    #expect(variant.calibrated == variant.raw)
  }

  @Test("All measures are there, end to end and of each stage")
  func names() async throws {
    let variant = try await Self.study(NoisyEngine.Disturbance())
    let durations = ["mean", "p50", "p95", "p99", "wasserstein", "shape", "ks"]
    let kinds = ["latency", "chunk.wait", "chunk.service", "embed.wait", "embed.service"]
    #expect(
      variant.raw.measures.map(\.name)
        == ["throughput", "loss"] + kinds.flatMap { kind in durations.map { "\(kind).\($0)" } })
  }

  @Test("An overhead that was measured explains what the raw prediction lacks")
  func overheadAlone() async throws {
    let variant = try await Self.study(
      NoisyEngine.Disturbance(overhead: { _ in 6 * .millisecond }))
    #expect(variant.raw.verdict == .fail)
    #expect(try Self.measure("embed.service.mean", variant.raw).verdict == .fail)
    let error = try #require(try Self.measure("latency.mean", variant.raw).error)
    #expect(error < -0.1)
    #expect(variant.calibrated?.verdict == .pass)
    #expect(variant.calibrated?.measures.allSatisfy { $0.distance == 0 } == true)
    #expect(variant.isOverheadAlone)
    #expect(variant.verdict == .fail)
    #expect(variant.overhead.map(\.stage) == ["chunk", "embed"])
    #expect(variant.overhead.allSatisfy { $0.overshoot.mean == 0.006 })
  }

  @Test("A linger that ends just before the next job comes takes it along where timers are late")
  func lateLinger() async throws {
    let scenario = try ScenarioLoader.load(
      text: """
        schemaVersion: 1
        name: edge
        run: {seed: 3, duration: 20s}
        workloads:
          - {name: bulk, arrivals: constant, phases: [{name: hold, rate: 100/s, for: 20s}]}
        pipeline:
          stages:
            - {name: chunk, workers: 2, batch: {size: 4, linger: 9950us}, service: {perItem: 1ms}}
        controller: none
        """, path: "edge.yaml")
    let variant = try await Self.study(
      NoisyEngine.Disturbance(
        overhead: { _ in 100_000 },
        change: { $0.pipeline.stages[0].linger += 100_000 }), scenario)
    #expect(try Self.measure("chunk.wait.mean", variant.raw).verdict == .fail)
    #expect(variant.calibrated?.measures.allSatisfy { $0.distance == 0 } == true)
    #expect(variant.isOverheadAlone)
  }

  @Test("A wrong model fails with and without the overhead")
  func wrongModel() async throws {
    let variant = try await Self.study(
      NoisyEngine.Disturbance(
        overhead: { _ in 1000 },
        change: { $0.pipeline.stages[1].service.perItem = .exponential(mean: 70e6) }))
    #expect(variant.raw.verdict == .fail)
    #expect(variant.calibrated?.verdict == .fail)
    #expect(!variant.isOverheadAlone)
    let mean = try Self.measure("embed.service.mean", variant.raw)
    // The same draws, scaled: the error is that of the means, to a bucket's width.
    #expect(((mean.error ?? 0) + 1.0 / 7).magnitude < 0.002)
    #expect((mean.distance - 1.0 / 7).magnitude < 0.002)
    let shape = try Self.measure("embed.service.shape", variant.raw)
    #expect(shape.verdict == .unjudged)
    #expect(
      try Self.measure("embed.service.wasserstein", variant.raw).distance
        >= mean.distance - 0.002)
  }

  @Test("Runs that differ among themselves by more than the band decide nothing")
  func noise() async throws {
    let variant = try await Self.study(
      NoisyEngine.Disturbance(overhead: { [0, 30, 1, 28, 15][$0] * .millisecond }))
    let mean = try Self.measure("embed.service.mean", variant.raw)
    #expect(mean.floor > 0.05)
    #expect(mean.verdict == .inconclusive)
    #expect(variant.raw.verdict != .pass)
  }

  @Test("Without a measured overhead nothing is calibrated")
  func notCalibrated() async throws {
    let variant = try await Self.study(NoisyEngine.Disturbance(tellsOverhead: false))
    #expect(variant.calibrated == nil)
    #expect(variant.overhead.isEmpty)
    #expect(variant.verdict == .pass)
  }

  @Test("Jobs lost on one side alone are counted by name, and loss is in points")
  func losses() async throws {
    let variant = try await Self.study(
      NoisyEngine.Disturbance(change: { $0.pipeline.stages[1].failures.permanent = 0.04 }))
    let loss = try Self.measure("loss", variant.raw)
    #expect(loss.predicted == 0)
    #expect((loss.distance - 0.04).magnitude < 0.015)
    #expect(loss.verdict == .fail)
    let agreement = variant.raw.agreement
    #expect(agreement.lostInPrediction == 0)
    #expect(agreement.lostInMeasurement == (loss.distance * Double(agreement.jobs)).rounded())
    #expect((agreement.sameOutcome - (1 - loss.distance)).magnitude < 1e-9)
    #expect(agreement.sameOutcomeBetweenRuns == 1)
  }

  @Test("A job that drops on both sides agrees, whoever submits first")
  func sameLosses() async throws {
    let scenario = try Self.scenario(more: ", failures: {permanent: 5%}")
    let variant = try await Self.study(
      NoisyEngine.Disturbance(overhead: { _ in 100_000 }), scenario)
    #expect(try Self.measure("loss", variant.raw).predicted ?? 0 > 0.02)
    #expect(try Self.measure("loss", variant.raw).distance == 0)
    #expect(variant.raw.agreement.sameOutcome == 1)
  }

  @Test("Under load the bands widen, and near saturation nothing is judged")
  func load() async throws {
    let busy = try await Self.study(NoisyEngine.Disturbance(), Self.scenario(rate: 28))
    let widening = try #require(busy.widening)
    #expect(busy.utilization > 0.8 && busy.utilization < 0.95)
    #expect((widening - 0.2 / (1 - busy.utilization)).magnitude < 1e-12)
    #expect(try Self.measure("throughput", busy.raw).band == 0.01 * widening)
    let saturated = try await Self.study(NoisyEngine.Disturbance(), Self.scenario(rate: 40))
    #expect(saturated.widening == nil)
    #expect(saturated.raw.measures.allSatisfy { $0.verdict == .unjudged && $0.band == nil })
    #expect(saturated.verdict == .unjudged)
  }

  @Test("p99 is judged from ten thousand samples on")
  func p99() async throws {
    let few = try await Self.study(NoisyEngine.Disturbance())
    let small = try Self.measure("latency.p99", few.raw)
    #expect(small.verdict == .unjudged && small.note?.contains("p99") == true)
    let many = try await Self.study(
      NoisyEngine.Disturbance(), Self.scenario(seconds: 600))
    let large = try Self.measure("latency.p99", many.raw)
    #expect(large.verdict == .pass && large.note == nil)
    #expect(many.raw.agreement.jobs > 10_000)
  }

  @Test("Short durations have bands in absolute terms")
  func shortDurations() async throws {
    let variant = try await Self.study(
      NoisyEngine.Disturbance(overhead: { _ in 200_000 }, tellsOverhead: false))
    let mean = try Self.measure("chunk.service.mean", variant.raw)
    #expect(mean.band == 0.05)
    #expect(mean.verdict == .pass)
    let wait = try Self.measure("chunk.wait.mean", variant.raw)
    let measured = try #require(wait.measured)
    #expect(measured < 0.5e-3)
    #expect(wait.band == 0.25e-3 / measured)
    #expect(wait.verdict == .pass)
    #expect(try Self.measure("chunk.service.ks", variant.raw).distance == 0)
  }

  @Test("A self-check that fails on either side makes the whole fail")
  func selfCheck() async throws {
    let variant = try await Self.study(
      NoisyEngine.Disturbance(
        check: SelfCheck(name: "conservation", holds: false, detail: "1 is not 2")))
    #expect(variant.raw.verdict == .pass)
    #expect(variant.verdict == .fail)
    #expect(variant.alarms.first == "self-check conservation failed in run 1: 1 is not 2")
    #expect(variant.alarms.count == 5)
  }

  @Test("Every run is of the first universe, and variants come in their order")
  func universes() async throws {
    let engine = NoisyEngine()
    let result = try await FidelityStudy(
      scenario: Self.scenario(controllers: "[none, balanced]"), simulator: SimulatorBackend(),
      engine: engine, runs: 6, environment: .nowhere
    ).run()
    #expect(engine.universes == Array(repeating: 0, count: 12))
    #expect(result.variants.map(\.name) == ["controller=none", "controller=balanced"])
    #expect(result.variants.allSatisfy { $0.runs == 6 })
    #expect(!result.isInterrupted)
    #expect(result.verdict == .pass)
  }

  @Test("A study that is stopped keeps the variants that were measured whole")
  func interrupted() async throws {
    let engine = NoisyEngine()
    let result = try await FidelityStudy(
      scenario: Self.scenario(seconds: 3000, controllers: "[none, balanced]"),
      simulator: SimulatorBackend(), engine: engine, runs: 5, environment: .nowhere
    ).run(options: ExperimentOptions(isCancelled: { engine.universes.count > 6 }))
    #expect(result.isInterrupted)
    #expect(result.variants.map(\.name) == ["controller=none"])
  }

  @Test("A run that fails is named")
  func failure() async throws {
    let failure = await #expect(throws: ReplicationFailure.self) {
      try await FidelityStudy(
        scenario: Self.scenario(), simulator: SimulatorBackend(), engine: BrokenEngine(), runs: 5,
        environment: .nowhere
      ).run()
    }
    #expect(failure?.mode == .live)
    #expect(failure?.variant == "controller=none")
  }
}

private struct BrokenEngine: RunBackend {
  struct Broken: Error {}
  let mode = RunMode.live

  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) throws -> ReplicationResult {
    throw Broken()
  }
}

extension RunEnvironment {
  static let nowhere = RunEnvironment(
    version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0)
}
