import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Caches in whole runs (rule S9)")
struct CacheRunTests {
  /// A service that can take a fifth of the load, behind a cache with all contents; jobs wait 2 s for it.
  private static func run(
    _ cache: String, faults: String = "", duration: String = "120s"
  ) throws -> ReplicationResult {
    let text = """
      schemaVersion: 1
      name: cache
      run: {seed: 3, duration: \(duration), drainTimeout: 0s}
      workloads:
        - {name: load, arrivals: poisson, phases: [{rate: 200/s, for: \(duration)}]}
      pipeline:
        queue: {capacity: unlimited}
        retry: {maxAttempts: 1}
        stages:
          - name: look
            workers: 4
            buffer: unlimited
            service: {perItem: {exponential: {mean: 100ms}}}
            deadline: 2s
            cache: {keys: 1000, hit: 1ms\(cache)}
      controller: none
      faults: [\(faults)]
      """
    let scenario = try ScenarioLoader.load(text: text, path: "cache.yaml")
    let result = try SimulatorBackend().run(
      scenario.variants[0].specification, replication: 0, options: RunOptions())
    #expect(result.checks.filter { !$0.holds } == [])
    return result
  }

  private static let flush = "{at: 20s, for: 1s, stage: look, flush: true}"

  @Test("A warm cache answers for the service")
  func warm() throws {
    let result = try Self.run(", warm: 100%", duration: "20s")
    #expect(result.metric("look.cache.hits") == 1)
    #expect(result.metric("look.failed") == 0)
    #expect(try #require(result.metric("latency.max")) < 0.1)
    let cool = try Self.run(", warm: 90%", duration: "5s")
    let hits = try #require(cool.metric("look.cache.hits"))
    #expect(hits > 0.8 && hits < 0.99)
  }

  @Test("A lost cache does not come back where what is given up fills it no more")
  func lost() throws {
    let result = try Self.run(", warm: 100%", faults: Self.flush)
    #expect(result.metric("recovery") == nil)
    #expect(try #require(result.metric("failed")) > 15_000)
  }

  @Test("It comes back by itself where work that is finished too late still fills it")
  func recovers() throws {
    let result = try Self.run(", warm: 100%, fillOnTimeout: true", faults: Self.flush)
    #expect(try #require(result.metric("recovery")) < 60)
    #expect(try #require(result.metric("failed")) < 10_000)
  }

  @Test("A cache of the contents that are asked for most holds the more the more they are")
  func skew() throws {
    let even = try #require(try Self.run("", duration: "5s").metric("look.cache.hits"))
    let skewed = try #require(try Self.run(", skew: 1.2", duration: "5s").metric("look.cache.hits"))
    #expect(skewed > even + 0.2)
  }

  @Test("Stages without a cache have no share of hits")
  func none() throws {
    let scenario = try ScenarioLoader.load(
      text: ScenarioStarter.text(name: "starter"), path: "starter.yaml")
    let names = try SimulatorBackend().run(
      scenario.variants[0].specification, replication: 0, options: RunOptions()
    ).metrics.map(\.name)
    #expect(!names.contains { $0.hasSuffix("cache.hits") })
  }
}
