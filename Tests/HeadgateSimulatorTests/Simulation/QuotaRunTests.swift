import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Quotas in whole runs (rule S8)")
struct QuotaRunTests {
  /// Twice as much as a service admits, which after 60 s admits half of it without a word.
  private static func run(_ controller: String, quota: String = "") throws -> ReplicationResult {
    let text = """
      schemaVersion: 1
      name: quota
      run: {seed: 5, duration: 150s, drainTimeout: 0s}
      workloads:
        - name: load
          arrivals: poisson
          phases:
            - {name: whole, rate: 200/s, for: 60s}
            - {name: settling, rate: 200/s, for: 20s}
            - {name: half, rate: 200/s, for: 70s}
      pipeline:
        queue: {capacity: 200, onFull: reject}
        retry: {maxAttempts: 4, backoff: {initial: 100ms, max: 5s}}
        stages:
          - name: embed
            workers: 40
            buffer: 50
            service: {perItem: {exponential: {mean: 50ms}}}
            quota: {rate: 100/s, burst: 20\(quota)}
      controller: \(controller)
      faults: [{at: 60s, for: 90s, stage: embed, quota: 50%}]
      """
    let scenario = try ScenarioLoader.load(text: text, path: "quota.yaml")
    let result = try SimulatorBackend().run(
      scenario.variants[0].specification, replication: 0, options: RunOptions())
    #expect(result.checks.filter { !$0.holds } == [])
    return result
  }

  @Test(
    "Controllers that hear a refusal come to the new rate by themselves, at 2 % of refusals",
    arguments: ["aws-adaptive", "minimum-delay"])
  func converges(_ preset: String) throws {
    let result = try Self.run("{preset: \(preset), rate: 100/s}")
    let half = try #require(result.metric("throughput{phase: half}"))
    #expect(half >= 45 && half <= 50.5)
    #expect(try #require(result.metric("throughput{phase: settling}")) >= 40)
    let share = try #require(result.metric("embed.throttled"))
    #expect(share > 0 && share <= 0.02)
  }

  @Test("A rate that hears nothing is refused more and more where refusals count, and starves")
  func starves() throws {
    let result = try Self.run("{algorithm: fixed, rate: 100/s}")
    #expect(try #require(result.metric("throughput{phase: whole}")) >= 95)
    #expect(try #require(result.metric("throughput{phase: half}")) <= 5)
    #expect(try #require(result.metric("embed.throttled")) > 0.3)
    let lenient = try Self.run("{algorithm: fixed, rate: 100/s}", quota: ", countsRefused: false")
    #expect(try #require(lenient.metric("throughput{phase: half}")) >= 45)
  }

  @Test("Refused attempts are failures of their own kind, and shares are of all attempts")
  func figures() throws {
    let result = try Self.run("aws-adaptive")
    let throttled = try #require(result.metric("embed.failed.throttled"))
    let processed = try #require(result.metric("embed.processed"))
    #expect(throttled > 0)
    #expect(result.metric("embed.failed") == throttled)
    #expect(result.metric("embed.throttled") == throttled / (throttled + processed))
  }
}
