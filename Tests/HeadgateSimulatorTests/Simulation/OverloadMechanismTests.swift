import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

@Suite("What an overload feeds on, in whole runs (rules F5, F7, F8, S7)")
struct OverloadMechanismTests {
  /// One server with 10 ms of work for each of 50 jobs a second, for a minute.
  private static func run(
    stage: String = "timeout: none", pipeline: String = "lease: 30s", faults: String = "",
    warmup: String = "0s"
  ) throws -> ReplicationResult {
    let text = """
      schemaVersion: 1
      name: server
      run: {duration: 60s, warmup: \(warmup), drainTimeout: 0s}
      workloads: [{name: load, arrivals: constant, phases: [{rate: 50/s, for: 60s}]}]
      pipeline:
        queue: {capacity: unlimited}
        retry: {maxAttempts: 2, backoff: {initial: 0s, jitter: none}}
        \(pipeline)
        stages: [{name: server, workers: 1, buffer: unlimited, service: {perItem: 10ms}, \(stage)}]
      controller: none
      faults: [\(faults)]
      """
    let scenario = try ScenarioLoader.load(text: text, path: "server.yaml")
    let result = try SimulatorBackend().run(
      scenario.variants[0].specification, replication: 0, options: RunOptions())
    #expect(result.checks.filter { !$0.holds } == [])
    return result
  }

  @Test(
    "F7: errors whose handling is slow overload a server that they do not otherwise; a bound helps")
  func slowErrors() throws {
    let errors = "{at: 10s, for: 20s, stage: server, errors: 30%}"
    let free = try Self.run(faults: errors)
    let slow = try Self.run(stage: "failures: {handling: 60ms}", faults: errors)
    let bounded = try Self.run(
      stage: "failures: {handling: {time: 60ms, perSecond: 2}}", faults: errors)
    let buffers = try [free, slow, bounded].map { try #require($0.metric("server.buffer.max")) }
    #expect(buffers[0] < 10 && buffers[1] > 200 && buffers[2] < 20)
    let work = try [free, slow, bounded].map { try #require($0.metric("workAmplification")) }
    #expect(work[0] < work[2] && work[2] < work[1])
  }

  @Test("S7: a backlog that slows the server down does not go away with what brought it about")
  func pressure() throws {
    let slow = "{at: 10s, for: 4s, stage: server, slowdown: 10}"
    let free = try Self.run(faults: slow)
    #expect(try #require(free.metric("recovery")) < 5)
    let pressed = try Self.run(stage: "pressure: {from: 20, to: 120, slowdown: 4}", faults: slow)
    #expect(pressed.metric("recovery") == nil)
    #expect(pressed.inFlight > 1000)
  }

  @Test("F8: a batch that outlives its heartbeats is worked twice, unless its lease is longer")
  func leases() throws {
    let faults = """
      {at: 20s, for: 1s, stage: server, slowdown: 500}, {at: 20s, for: 10s, heartbeats: lost}
      """
    let short = try Self.run(pipeline: "lease: 3s\n  heartbeat: 1s", faults: faults)
    #expect(short.metric("server.reclaimed") == 1)
    #expect(try #require(short.metric("workAmplification")) > 1)
    let long = try Self.run(pipeline: "lease: 15s\n  heartbeat: 1s", faults: faults)
    #expect(long.metric("server.reclaimed") == 0)
    #expect(long.metric("workAmplification") == 1)
    let none = try Self.run(pipeline: "lease: 3s\n  heartbeat: none", faults: faults)
    #expect(none.metric("server.reclaimed") == 1)
  }

  @Test("F5: a breaker's openings in the measured time are counted, in all and a minute")
  func breakerOpenings() throws {
    let breaker = "breaker: {window: 4, minimum: 4, openFor: 1s, probes: 1}"
    let faults = "{at: 20s, for: 10s, stage: server, errors: 100%}"
    let result = try Self.run(stage: breaker, faults: faults)
    let opens = try #require(result.metric("server.breaker.opens"))
    #expect(opens == Double(result.decisions.count { $0.subject == "server" && $0.to == "open" }))
    #expect(opens >= 9 && opens <= 11)
    #expect(result.metric("server.breaker.opensPerMinute") == opens)
    let late = try Self.run(stage: breaker, faults: faults, warmup: "25s")
    let lateOpens = try #require(late.metric("server.breaker.opens"))
    #expect(lateOpens >= 4 && lateOpens <= 6)
    #expect(late.metric("server.breaker.opensPerMinute") == lateOpens * 60 / 35)
    #expect(try Self.run(faults: faults).metric("server.breaker.opens") == nil)
  }
}
