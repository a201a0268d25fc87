import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Testing

/// The capacity of textbook queues, whose answers are known.
@Suite(
  "Capacity of textbook queues",
  .enabled(if: Build.isOptimised, "takes an optimised build: swift test -c release"))
struct CapacityTruthTests {
  private static func scenario(workers: Int, threshold: String) throws -> Scenario {
    try ScenarioLoader.load(
      text: """
        schemaVersion: 1
        name: queue
        run: {seed: 3, replications: 20, duration: 4000s, warmup: 400s, drainTimeout: 4000s}
        workloads:
          - {name: jobs, arrivals: poisson, phases: [{rate: 1/s, for: 4000s}]}
        pipeline:
          queue: {capacity: unlimited}
          stages:
            - name: serve
              workers: \(workers)
              buffer: unlimited
              service: {perItem: {exponential: {mean: 100ms}}}
        controller: none
        thresholds: [\(threshold)]
        """, path: "queue.yaml")
  }

  private static func capacity(_ scenario: Scenario) async throws -> CapacityVariant {
    let study = CapacityStudy(
      scenario: scenario, question: .load(precision: 0.01, atLeast: 1),
      backend: SimulatorBackend(), jobs: 2,
      environment: RunEnvironment(
        version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0))
    return try #require(try await study.run().variants.first)
  }

  /// M/M/1: W = 1/(μ − λ), so W < w holds up to λ = μ − 1/w.
  @Test("M/M/1 carries μ − 1/W where the mean time in the system may be W", arguments: [0.25, 0.5])
  func mm1(limit: Double) async throws {
    let variant = try await Self.capacity(
      Self.scenario(workers: 1, threshold: "latency.mean < \(Int(limit * 1000))ms"))
    let expected = 10 - 1 / limit
    let low = try #require(variant.low)
    let high = try #require(variant.high)
    #expect(low / 1.01 <= expected && expected <= high * 1.01, "\(low) to \(high)")
    // What twenty universes of 4,000 s leave open is little.
    #expect(high / low < 1.05)
    let answer = try #require(variant.answered)
    #expect((answer.position / expected - 1).magnitude < 0.02, "\(answer.position)")
    #expect(((answer.offered ?? 0) / answer.position - 1).magnitude < 0.01)
    #expect(((answer.stages[0].utilization) / (expected / 10) - 1).magnitude < 0.03)
  }

  /// P(T > t) = e^−(μ−λ)t, so p99 < t holds up to λ = μ − ln 100 / t.
  @Test("M/M/1 carries μ − ln 100 / t where the 99th percentile may be t")
  func percentile() async throws {
    let variant = try await Self.capacity(
      Self.scenario(workers: 1, threshold: "latency.p99 < 1s"))
    let expected = 10 - DeterministicMath.log(100)
    let low = try #require(variant.low)
    let high = try #require(variant.high)
    #expect(low / 1.01 <= expected && expected <= high * 1.01, "\(low) to \(high)")
  }

  /// Erlang C with λ = 20/s, μ = 10/s: waits of 44 ms with 3 workers, 8.7 ms with 4.
  @Test("The fewest workers of M/M/c for a mean wait are Erlang's")
  func workers() async throws {
    let threshold = "serve.wait.mean < 20ms"
    let scenario = try Self.scenario(workers: 1, threshold: threshold)
    let study = CapacityStudy(
      scenario: scenario, question: .setting(path: "pipeline.stages.serve.workers", load: 20),
      backend: SimulatorBackend(), jobs: 2,
      environment: RunEnvironment(
        version: "", commit: "", host: "", machine: "", startedAt: "", wallSeconds: 0),
      reload: { value throws(InvalidScenario) in
        var scenario = scenario
        scenario.variants[0].specification.pipeline.stages[0].workers = value
        return scenario
      })
    let variant = try #require(try await study.run().variants.first)
    #expect(variant.answered?.position == 4)
    #expect(variant.low == 4 && variant.high == 4)
    let fewer = try #require(variant.broken?.demands.first?.observed)
    #expect((fewer / 0.0444 - 1).magnitude < 0.05)
  }
}
