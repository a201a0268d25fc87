import HeadgateCore
import HeadgateModel
import Testing

@Suite struct PipelineTests {
  private func pipeline(_ changes: [Int: String], adding: [String] = []) throws
    -> PipelineSettings
  {
    try Sample.variant(changes, adding: adding).specification.pipeline
  }

  private static let noStages = [9: "", 10: "", 11: "", 12: ""]

  @Test func `a pipeline that says little has the defaults of its settings`() throws {
    #expect(
      try pipeline([11: ""])
        == PipelineSettings(stages: [
          StageSettings(
            name: "embed", workers: 1, service: ServiceSettings(perItem: .constant(5e6)))
        ]))
  }

  @Test func `queue, retry and lease are taken as they are written`() throws {
    let found = try pipeline([
      9: """
        queue: {capacity: unlimited, aging: 10s}
        retry:
          maxAttempts: 2
          backoff: {initial: 0s, factor: 3, max: 5s, jitter: none}
          resume: start
        lease: 7s
        stages:
      """
    ])
    #expect(found.queue == QueueSettings(capacity: nil, onFull: .block, aging: 10 * .second))
    #expect(
      found.retry
        == RetrySettings(
          maxAttempts: 2, initial: 0, factor: 3, maximum: 5 * .second, jitter: .none,
          resume: .start))
    #expect(found.lease == 7 * .second)
    #expect(found.heartbeat == nil)
    #expect(try pipeline([9: "  heartbeat: none\n  stages:"]).heartbeat == .never)
    #expect(
      try pipeline([9: "  heartbeat: 5s\n  stages:"]).heartbeat == .every(5 * .second))
    let none = try pipeline([9: "  queue: {capacity: 0, onFull: shed, aging: none}\n  stages:"])
    #expect(none.queue == QueueSettings(capacity: 0, onFull: .shed))
  }

  @Test func `a stage is taken as it is written`() throws {
    let stage = try pipeline([
      11: """
            workers: 3
            batch: {size: 4, linger: 10ms}
            buffer: unlimited
            failures: {transient: 0.5%, permanent: 0.01%, handling: {time: 20ms, perSecond: 50}}
            timeout: 5s
            pressure: {from: 500, to: 5000, slowdown: 2.5}
            breaker: {threshold: 40%, window: 5, openFor: 1s, probes: 2}
      """,
      12: "      service: {base: 15ms, perItem: {exponential: {mean: 30ms}}, perKiB: 50us}",
    ]).stages[0]
    #expect(
      stage
        == StageSettings(
          name: "embed", workers: 3, buffer: nil, batchSize: 4, linger: 10 * .millisecond,
          service: ServiceSettings(
            base: .constant(15e6), perItem: .exponential(mean: 30e6), perKiB: .constant(50e3)),
          failures: FailureSettings(transient: 0.005, permanent: 0.0001),
          handling: HandlingSettings(time: 20 * .millisecond, perSecond: 50),
          pressure: PressureSettings(from: 500, to: 5000, slowdown: 2.5),
          timeout: 5 * .second,
          breaker: BreakerSettings(
            threshold: 0.4, window: 5, minimum: 5, openFor: .second, probes: 2)))
  }

  @Test func `a stage waits on the wall clock, unless it says that it works`() throws {
    #expect(try pipeline([:]).stages[0].work == .wait)
    #expect(
      try pipeline([12: "      service: {perItem: 5ms}\n      work: cpu"]).stages[0].work == .cpu)
    #expect(
      try pipeline([12: "      service: {perItem: 5ms}\n      work: wait"]).stages[0].work == .wait)
  }

  @Test func `what the machine adds to a batch is nothing, unless it is said`() throws {
    #expect(try pipeline([:]).stages[0].overhead == 0)
    let lines = "      service: {perItem: 5ms}\n      overhead: 60us"
    #expect(try pipeline([12: lines]).stages[0].overhead == 60_000)
  }

  @Test(arguments: EnvironmentPreset.allCases)
  func `an environment alone gives stages and controller`(_ preset: EnvironmentPreset) throws {
    var changes = Self.noStages
    changes[9] = "  environment: \(preset.rawValue)"
    let variant = try Sample.variant(changes)
    #expect(variant.specification.pipeline.stages == preset.stages)
    #expect(variant.specification.pipeline.controller == preset.controller.settings)
    #expect(variant.controllerName == preset.controller.rawValue)
  }

  @Test func `environments are as large as the original describes them`() {
    #expect(EnvironmentPreset.local.stages.map(\.workers) == [2, 2, 2])
    #expect(EnvironmentPreset.local.stages.map(\.batchSize) == [5, 5, 5])
    #expect(EnvironmentPreset.standard.stages.map(\.workers) == [4, 6, 4])
    #expect(EnvironmentPreset.standard.stages.allSatisfy { (4...10).contains($0.batchSize) })
    #expect(EnvironmentPreset.highThroughput.stages.allSatisfy { (8...12).contains($0.workers) })
    #expect(EnvironmentPreset.highThroughput.stages.allSatisfy { $0.batchSize >= 10 })
    for preset in EnvironmentPreset.allCases {
      #expect(preset.stages.map(\.name) == ["chunk", "embed", "store"])
    }
  }

  @Test func `a stage takes what it leaves out from its environment, another one does not`() throws
  {
    let stages = try pipeline(
      [
        9: "  environment: standard\n  stages:", 11: "      batch: {size: 2}",
        12: "      timeout: 1s",
      ], adding: ["    - {name: index, service: {perItem: 1ms}}"]
    ).stages
    var embed = EnvironmentPreset.standard.stages[1]
    embed.batchSize = 2
    embed.timeout = .second
    #expect(
      stages == [
        embed,
        StageSettings(
          name: "index", workers: 1, service: ServiceSettings(perItem: .constant(1e6))),
      ])
  }

  @Test func `a service that is given replaces the environment's as a whole`() throws {
    let stages = try pipeline([9: "  environment: standard\n  stages:"]).stages
    #expect(stages[0].service == ServiceSettings(perItem: .constant(5e6)))
  }

  @Test func `a textbook queue needs no controller, bound or second stage`() throws {
    let scenario = try ScenarioLoader.load(text: SampleScenarios.textbook, path: "mm1.yaml")
    let pipeline = scenario.variants[0].specification.pipeline
    #expect(pipeline.controller == nil)
    #expect(pipeline.queue.capacity == nil)
    #expect(pipeline.stages.map(\.buffer) == [nil])
    #expect(scenario.variants[0].controllerName == "none")
  }

  @Test func `faults are laid on their stage`() throws {
    let faults = try Sample.variant(adding: [
      "    - {name: store, service: {perItem: 1ms}}", "faults:",
      "  - {at: 3m, for: 60s, stage: embed, slowdown: 4}",
      "  - {at: 0s, for: 20s, stage: store, errors: 50%}",
      "  - {at: 4m, for: 10s, stage: store, crash: 1}",
      "  - {at: 5m, for: 1s, stage: embed, outage: true}",
      "  - {at: 6m, for: 1s, stage: embed, stall: true}",
    ]).specification.faults
    #expect(
      faults == [
        FaultSettings(at: 180 * .second, duration: 60 * .second, stage: 0, effect: .slowdown(4)),
        FaultSettings(at: 0, duration: 20 * .second, stage: 1, effect: .errors(0.5)),
        FaultSettings(at: 240 * .second, duration: 10 * .second, stage: 1, effect: .crash(1)),
        FaultSettings(at: 300 * .second, duration: .second, stage: 0, effect: .outage),
        FaultSettings(at: 360 * .second, duration: .second, stage: 0, effect: .stall),
      ])
  }

  @Test func `a quota saves up a second's units, or a full batch's where those are more`() throws {
    func quota(_ text: String) throws -> QuotaSettings? {
      try pipeline([11: "      batch: {size: 10}\n      quota: \(text)"]).stages[0].quota
    }
    #expect(try quota("{rate: 100/s}") == QuotaSettings(rate: 100, burst: 100))
    #expect(try quota("{rate: 2/s}") == QuotaSettings(rate: 2, burst: 10))
    #expect(
      try quota("{rate: 60/m, burst: 12.5, refusal: 1s, countsRefused: false}")
        == QuotaSettings(rate: 1, burst: 12.5, refusal: .second, countsRefused: false))
    #expect(try quota("none") == nil)
  }

  @Test func `a quota can be cut where there is one`() throws {
    let variant = try Sample.variant(adding: [
      "      quota: {rate: 100/s}", "faults:", "  - {at: 1m, for: 2m, stage: embed, quota: 50%}",
    ])
    #expect(
      variant.specification.faults == [
        FaultSettings(at: 60 * .second, duration: 120 * .second, stage: 0, effect: .quota(0.5))
      ])
  }

  @Test func `a cache is cold at the start, and asked for all of its contents alike`() throws {
    func cache(_ text: String) throws -> CacheSettings? {
      try pipeline([11: "      cache: \(text)"]).stages[0].cache
    }
    #expect(try cache("{keys: 500}") == CacheSettings(keys: 500))
    #expect(
      try cache("{keys: 1, skew: 0.8, hit: 2ms, warm: 90%, fillOnTimeout: true}")
        == CacheSettings(
          keys: 1, skew: 0.8, hit: 2 * .millisecond, warm: 0.9, fillOnTimeout: true))
    #expect(try cache("none") == nil)
  }

  @Test func `a cache can be emptied where there is one`() throws {
    let variant = try Sample.variant(adding: [
      "      cache: {keys: 500}", "faults:", "  - {at: 1m, for: 1s, stage: embed, flush: true}",
    ])
    #expect(
      variant.specification.faults == [
        FaultSettings(at: 60 * .second, duration: .second, stage: 0, effect: .flush)
      ])
  }

  @Test func `what is allowed but hardly meant is warned of`() throws {
    let scenario = try Sample.load(
      [
        9: "  queue: {capacity: unlimited, onFull: shed}\n  stages:",
        11: "      batch: {size: 10}\n      buffer: 5",
      ],
      adding: [
        "controller: {preset: balanced, signal: submission}", "faults:",
        "  - {at: 11m, for: 60s, stage: embed, slowdown: 4}",
        "  - {at: 1m, for: 60s, stage: embed, crash: 2}",
      ])
    #expect(
      scenario.warnings.map(\.description) == [
        "sample.yaml:9:40: an unlimited queue is never full",
        "sample.yaml:13:15: a buffer of 5 never holds a full batch of 10; "
          + "every batch waits out its linger, if it has one",
        "sample.yaml:15:13: the controller's signal \"submission\" is a share of the queue's "
          + "capacity, which is unlimited: the rate only rises; "
          + "set pipeline.queue.capacity, or signal: downstream",
        "sample.yaml:17:10: the fault begins when load has ended",
        "sample.yaml:18:45: 2 workers crash, but embed has 1; all of them crash",
      ])
  }
}
