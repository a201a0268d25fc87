import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("Deadlines, work and recovery in whole runs (rule S6)")
struct OverloadTests {
  /// One server under constant load, slower for a while.
  private static func text(_ more: String, faults: String = "", rate: Int = 50) -> String {
    """
    schemaVersion: 1
    name: server
    run: {duration: 60s, drainTimeout: 0s}
    workloads: [{name: load, arrivals: constant, phases: [{rate: \(rate)/s, for: 60s}]}]
    pipeline:
      queue: {capacity: unlimited}
      retry: {maxAttempts: 5, backoff: {initial: 0s, jitter: none}}
      stages: [{name: server, workers: 1, buffer: unlimited, service: 10ms, \(more)}]
    controller: none
    faults: [\(faults)]
    """.replacing("service: 10ms", with: "service: {perItem: 10ms}")
  }

  private static func run(_ text: String) throws -> ReplicationResult {
    let scenario = try ScenarioLoader.load(text: text, path: "server.yaml")
    return try SimulatorBackend().run(
      scenario.variants[0].specification, replication: 0, options: RunOptions())
  }

  @Test("Where every attempt succeeds, all of the workers' time was worth it")
  func noWaste() throws {
    let result = try Self.run(Self.text("timeout: none"))
    #expect(result.metric("workAmplification") == 1)
    #expect(result.metric("server.abandoned") == 0)
    #expect(result.metric("recovery") == nil)
  }

  @Test("A short cut in capacity heals, and recovery runs from its end")
  func heals() throws {
    let result = try Self.run(
      Self.text("deadline: 3s", faults: "{at: 20s, for: 2s, stage: server, slowdown: 5}"))
    // 100 jobs come and 20 are served: 80 wait, and 50 a second more are served than come.
    let recovery = try #require(result.metric("recovery"))
    #expect(recovery >= 1 && recovery <= 3)
    #expect(result.metric("workAmplification") == 1)
    #expect(result.checks.filter { !$0.holds } == [])
  }

  @Test("A longer one does not: what nobody waits for keeps the server from what somebody does")
  func tipsOver() throws {
    let result = try Self.run(
      Self.text("deadline: 3s", faults: "{at: 20s, for: 10s, stage: server, slowdown: 5}"))
    #expect(result.metric("recovery") == nil)
    #expect(try #require(result.metric("workAmplification")) > 2)
    #expect(try #require(result.metric("server.abandoned")) > 1000)
    #expect(result.metric("server.abandoned") == result.metric("server.failed.timeout"))
    #expect(result.checks.filter { !$0.holds } == [])
  }

  @Test("Without faults a phase called trigger is what a run recovers from")
  func triggerPhase() throws {
    let text = Self.text("timeout: none").replacing(
      "phases: [{rate: 50/s, for: 60s}]",
      with: """
        phases: [{name: before, rate: 50/s, for: 20s}, {name: trigger, rate: 150/s, for: 4s}, \
        {name: after, rate: 50/s, for: 36s}]
        """)
    let result = try Self.run(text)
    // 200 jobs wait at the trigger's end, 50 fewer a second.
    let recovery = try #require(result.metric("recovery"))
    #expect(recovery >= 3 && recovery <= 5)
  }

  @Test("A run that goes on losing jobs has not recovered, however few are in the system")
  func losses() throws {
    let result = try Self.run(
      Self.text("timeout: none", faults: "{at: 20s, for: 5s, stage: server, slowdown: 5}")
        .replacing("capacity: unlimited", with: "capacity: 2, onFull: reject")
        .replacing("buffer: unlimited", with: "buffer: 2"))
    // The second in which it ends begins without a worker at work on what is new.
    #expect(try #require(result.metric("recovery")) <= 1)
    let busy = try Self.run(
      Self.text("timeout: none", faults: "{at: 20s, for: 5s, stage: server, slowdown: 5}")
        .replacing("capacity: unlimited", with: "capacity: 2, onFull: reject")
        .replacing("buffer: unlimited", with: "buffer: 2")
        .replacing("rate: 50/s, for: 60s", with: "rate: 50/s, for: 24s}, {rate: 150/s, for: 36s"))
    #expect(try #require(busy.metric("rejected")) > 1000)
    #expect(busy.metric("recovery") == nil)
  }
}
