import HeadgateCore
import HeadgateLab
import HeadgateModel
import HeadgateSimulator
import Testing

/// A recorded run becomes a scenario that tells it.
@Suite("Scenarios made of recorded runs")
struct CalibrationStudyTests {
  /// Of a histogram's bucket: what a figure may be off by that is the same figure.
  private static let bucket = 0.002

  private static func scenario(
    seconds: Int = 30, embed: String = "", workload: String = "", more: String = "",
    faults: String = ""
  ) throws -> Scenario {
    try ScenarioLoader.load(
      text: """
        schemaVersion: 1
        name: source
        run: {seed: 3, duration: \(seconds)s, warmup: 5s, drainTimeout: 10m}
        workloads:
          - name: bulk
            arrivals: poisson
            phases: [{name: hold, rate: 20/s, for: \(seconds)s}]
            chapters: {size: {lognormal: {median: 8KiB, p95: 64KiB, max: 1MiB}}}
            \(workload)
        pipeline:
          queue: {capacity: unlimited}
          retry: {maxAttempts: 3}
          stages:
            - {name: chunk, workers: 2, buffer: unlimited, service: {perItem: 5ms, perKiB: 0.2ms}}
            - name: embed
              workers: 2
              buffer: unlimited
              batch: {size: 4}
              service: {base: 15ms, perItem: {exponential: {mean: 40ms}}}
              \(embed)
        controller: none
        \(faults)
        \(more)
        """, path: "source.yaml")
  }

  // Inlined, an optimised build of Swift 6.3.1 crashes on it.
  @inline(never)
  private static func calibrate(
    _ run: RecordedRun, like scenario: Scenario?,
    arrivals: CalibrationOptions.Arrivals? = nil, service: CalibrationOptions.Service? = nil,
    universes: Int = 10
  ) async throws -> CalibrationResult {
    try await CalibrationStudy(
      model: scenario.map { CalibrationModel(path: $0.path, variant: $0.variants[0]) },
      options: CalibrationOptions(
        name: "written", arrivals: arrivals, service: service, universes: universes),
      simulator: SimulatorBackend()
    ).calibrate(run, source: "trace.jsonl", sha256: "00")
  }

  private static func measure(_ name: String, _ measures: [FidelityMeasure]?) throws
    -> FidelityMeasure
  {
    try #require(measures?.first { $0.name == name }, "no \(name)")
  }

  /// What was written, as a reader of files sees it.
  private static func readBack(_ result: CalibrationResult) throws -> Scenario {
    try ScenarioLoader.load(
      text: result.text, path: "written.yaml",
      files: Dictionary(uniqueKeysWithValues: result.files.map { ($0.name, $0.text) }))
  }

  @Test("A run of the very scenario keeps it: the same draws, nothing added, every figure met")
  func same() async throws {
    let scenario = try Self.scenario()
    let run = try await RecordedTrace(scenario).run()
    let result = try await Self.calibrate(run, like: scenario)
    for stage in result.stages {
      let draws = try #require(stage.draws)
      #expect(draws.count == stage.batches && stage.batches > 100)
      #expect((draws.slope - 1).magnitude < 1e-6 && draws.meanOverhead.magnitude < 1e-8)
      #expect(stage.isKept && stage.overhead <= 1 && stage.notes.isEmpty)
    }
    let stages = scenario.variants[0].specification.pipeline.stages
    #expect(result.stages.map(\.service) == stages.map(\.service))
    #expect(result.workloads.map(\.arrivals) == ["as in the scenario"])
    #expect(result.check.universes == 1 && result.check.heldOut == 0)
    #expect(result.check.verdict == .pass)
    #expect(result.check.measures.allSatisfy { $0.distance <= Self.bucket })
    #expect(result.specification.seed == scenario.seed)
  }

  @Test("What a machine adds to each batch is found, and the prediction is right with it")
  func overhead() async throws {
    let scenario = try Self.scenario()
    let machine = NoisyEngine(.init(overhead: { _ in 3 * .millisecond }))
    let result = try await Self.calibrate(
      RecordedTrace(scenario).run(on: machine), like: scenario)
    #expect(result.stages.map(\.overhead) == [3 * .millisecond, 3 * .millisecond])
    #expect(result.stages.allSatisfy { $0.isKept })
    #expect(result.stages.allSatisfy { (($0.draws?.slope ?? 0) - 1).magnitude < 1e-6 })
    #expect(result.check.measures.allSatisfy { $0.distance <= Self.bucket })
    let before = try Self.measure("latency.mean", result.check.before)
    #expect((before.error ?? 0) < -0.03)
    #expect(result.check.verdict == .pass)
  }

  @Test("Repetitions in the trace judge what was calibrated on another")
  func heldOut() async throws {
    let scenario = try Self.scenario()
    let machine = NoisyEngine(.init(overhead: { run in [3, 2, 4, 3][run] * .millisecond }))
    let result = try await Self.calibrate(
      RecordedTrace(scenario).run(on: machine, runs: 4), like: scenario)
    #expect(result.stages.map(\.overhead) == [3 * .millisecond, 3 * .millisecond])
    #expect(result.check.heldOut == 3)
    let (after, before) = (
      try Self.measure("latency.mean", result.check.measures),
      try Self.measure("latency.mean", result.check.before)
    )
    // The three that were held out take 2, 4 and 3 ms: their median is the one calibrated on.
    #expect((after.error ?? 1).magnitude <= Self.bucket)
    #expect(after.floor > 0 && after.distance < before.distance)
    #expect(result.text.contains("tells 3 other runs to"))
  }

  @Test("A machine that takes a fifth longer for all stretches the service model")
  func stretched() async throws {
    let scenario = try Self.scenario()
    let machine = NoisyEngine(
      .init(change: { specification in
        specification.pipeline.stages[1].service = ServiceSettings(
          base: .constant(18e6), perItem: .exponential(mean: 48e6))
      }))
    let result = try await Self.calibrate(
      RecordedTrace(scenario).run(on: machine), like: scenario)
    let draws = try #require(result.stages[1].draws)
    #expect((draws.slope - 1.2).magnitude < 1e-6)
    #expect(result.stages[1].service.base == .constant(18e6))
    #expect(result.stages[1].service.perItem == .exponential(mean: 48e6))
    #expect(result.check.measures.allSatisfy { $0.distance <= Self.bucket })
  }

  @Test("A trace of another seed is not taken for the scenario's own: everything is fitted")
  func otherSeed() async throws {
    var other = try Self.scenario()
    other.variants[0].specification.seed = 99
    let result = try await Self.calibrate(
      RecordedTrace(other).run(), like: Self.scenario())
    #expect(!result.stages[1].isKept && result.stages[1].fit != nil)
    #expect(result.stages[1].notes.contains { $0.contains("not those that the scenario draws") })
    #expect(result.workloads[0].arrivals.hasPrefix("poisson at "))
    #expect(result.check.universes == 10)
    #expect(result.specification.seed != 3)
  }

  @Test("A scenario fitted to a run predicts others of its kind within the spread that it states")
  func fitted() async throws {
    let scenario = try Self.scenario(seconds: 120)
    let result = try await Self.calibrate(
      RecordedTrace(scenario).run(), like: scenario, arrivals: .fit, service: .fit)
    #expect(result.stages.allSatisfy { !$0.isKept })
    #expect(result.stages[1].fit?.family == "exponential")
    #expect([.pass, .inconclusive].contains(result.check.verdict))
    let written = try Self.readBack(result).variants[0].specification
    let source = scenario.variants[0].specification
    for name in ["latency.mean", "latency.p95"] {
      let stated = try Self.measure(name, result.check.measures)
      let predicted = try Self.mean(of: name, written, universes: 0..<20)
      let known = try Self.mean(of: name, source, universes: 1..<21)
      #expect((predicted / known - 1).magnitude <= max(stated.floor, stated.band ?? 0), "\(name)")
    }
  }

  private static func mean(
    of name: String, _ specification: RunSpecification, universes: Range<Int>
  ) throws -> Double {
    var sum = 0.0
    for universe in universes {
      let result = try SimulatorBackend().run(
        specification, replication: universe, options: RunOptions())
      sum += try #require(result.metric(name))
    }
    return sum / Double(universes.count)
  }

  @Test("A trace from elsewhere, without a scenario, becomes one, and what it cannot tell is said")
  func foreign() async throws {
    let scenario = try Self.scenario(seconds: 120)
    let run = try TraceLoader.read(
      try await RecordedTrace(scenario).foreign(), path: "foreign.csv")
    let result = try await Self.calibrate(run, like: nil)
    #expect(result.like == nil && result.check.before == nil)
    #expect(result.missing.contains { $0.hasPrefix("embed: 2 workers") })
    let written = try Self.readBack(result).variants[0].specification
    #expect(written.pipeline.stages.map(\.name) == ["chunk", "embed"])
    #expect(written.pipeline.stages.map(\.batchSize) == [1, 4])
    // Constant parts come out exactly: chunk takes 5 ms and 0.2 ms a KiB.
    let chunk = written.pipeline.stages[0].service
    guard case .constant(let perKiB) = chunk.perKiB, case .constant(let base) = chunk.base,
      case .constant(let perItem) = chunk.perItem
    else {
      Issue.record("chunk has no constant service")
      return
    }
    #expect((perKiB / 0.2e6 - 1).magnitude < 0.01)
    #expect(((base + perItem) / 5e6 - 1).magnitude < 0.01)
    #expect([.pass, .inconclusive].contains(result.check.verdict))
  }

  @Test("The same trace makes the same scenario, to the byte")
  func repeatable() async throws {
    let scenario = try Self.scenario(seconds: 60)
    let run = try await RecordedTrace(scenario).run()
    let (first, again) = (
      try await Self.calibrate(run, like: scenario, arrivals: .fit, service: .fit),
      try await Self.calibrate(run, like: scenario, arrivals: .fit, service: .fit)
    )
    #expect(first == again && !first.text.isEmpty)
  }

  @Test("Batches that timed out or met a fault say nothing of service")
  func excluded() async throws {
    let scenario = try Self.scenario(
      seconds: 60, embed: "timeout: 150ms",
      faults: "faults: [{at: 20s, for: 20s, stage: embed, slowdown: 3}]")
    let result = try await Self.calibrate(
      RecordedTrace(scenario).run(), like: scenario, service: .fit)
    #expect(result.stages[1].excluded > 100 && result.stages[0].excluded == 0)
    #expect(result.stages[1].excluded < result.stages[1].batches / 2)
  }

  @Test("Recorded arrivals are taken as they are, in a file beside the scenario")
  func arrivals() async throws {
    let scenario = try Self.scenario()
    let run = try await RecordedTrace(scenario).run()
    let result = try await Self.calibrate(run, like: scenario, arrivals: .trace)
    #expect(result.workloads[0].arrivals == "recorded" && result.files.count == 1)
    let written = try Self.readBack(result).variants[0].specification
    guard case .trace(let entries) = written.workloads[0].arrivals else {
      Issue.record("no recorded arrivals were written")
      return
    }
    #expect(written.workloads[0].phases.map(\.name) == ["hold"])
    #expect(entries.map(\.at) == run.jobs.map(\.arrived))
    #expect(entries.map(\.size) == run.jobs.map(\.size))
  }

  @Test("Where no family comes near the recorded values are drawn")
  func empirical() async throws {
    let scenario = try ScenarioLoader.load(
      text: """
        schemaVersion: 1
        name: three
        run: {seed: 3, duration: 100s, drainTimeout: 10m}
        workloads: [{name: bulk, arrivals: poisson, phases: [{name: hold, rate: 20/s, for: 100s}]}]
        pipeline:
          queue: {capacity: unlimited}
          stages:
            - name: embed
              workers: 2
              service:
                perItem:
                  mixture:
                    - {weight: 1, constant: 1ms}
                    - {weight: 1, constant: 20ms}
                    - {weight: 1, constant: 150ms}
        controller: none
        """, path: "three.yaml")
    let run = try TraceLoader.read(
      try await RecordedTrace(scenario).foreign(), path: "foreign.csv")
    let result = try await Self.calibrate(run, like: scenario)
    #expect(result.stages[0].notes.contains("no family comes near: recorded values are drawn"))
    let written = try Self.readBack(result).variants[0].specification
    guard case .empirical(let values) = written.pipeline.stages[0].service.perItem else {
      Issue.record("no recorded values were written")
      return
    }
    #expect(Set(values.map { ($0 / 1e6).rounded() }) == [1, 20, 150])
  }

  @Test("Several sources keep what is theirs")
  func sources() async throws {
    let scenario = try ScenarioLoader.load(
      text: """
        schemaVersion: 1
        name: two
        run: {seed: 3, duration: 40s, drainTimeout: 10m}
        workloads:
          - {name: bulk, arrivals: poisson, phases: [{name: low, rate: 5/s, for: 20s}, {name: high, rate: 30/s, for: 20s}]}
          - {name: urgent, priority: 10, arrivals: constant, phases: [{name: hold, rate: 2/s, for: 40s}]}
          - {name: client, arrivals: {closed: {clients: 3, thinkTime: 1s}}, phases: [{name: all, for: 40s}]}
        pipeline:
          queue: {capacity: unlimited}
          stages: [{name: embed, workers: 4, service: {perItem: {gamma: {mean: 50ms, cv: 0.5}}}}]
        controller: none
        """, path: "two.yaml")
    let result = try await Self.calibrate(
      RecordedTrace(scenario).run(), like: scenario, arrivals: .fit)
    let (bulk, urgent, client) = (
      result.specification.workloads[0], result.specification.workloads[1],
      result.specification.workloads[2]
    )
    #expect(bulk.phases.map(\.name) == ["low", "high"])
    for (phase, rate) in zip(bulk.phases, [5.0, 30]) {
      // √(rate/20 s), four times.
      #expect((phase.rate - rate).magnitude < 4 * (rate / 20).squareRoot())
    }
    #expect(urgent.arrivals == .constant && urgent.priorities == [WeightedPriority(priority: 10)])
    #expect(client.arrivals == scenario.variants[0].specification.workloads[2].arrivals)
    #expect(result.workloads[2].notes == ["clients and bursts are settings, not measurements"])
  }

  @Test("A stored run tells what its machine added")
  func stored() async throws {
    let scenario = try Self.scenario()
    let machine = NoisyEngine(.init(overhead: { _ in 3 * .millisecond }))
    let specification = scenario.variants[0].specification
    let measured = try machine.run(specification, replication: 0, options: RunOptions())
    let result = try await CalibrationStudy(
      model: CalibrationModel(path: scenario.path, variant: scenario.variants[0]),
      options: CalibrationOptions(name: "written"), simulator: SimulatorBackend()
    ).calibrate(stored: measured, source: "run 1", sha256: scenario.sha256)
    #expect(result.specification.pipeline.stages.map(\.overhead) == [3_000_000, 3_000_000])
    #expect(result.check.measures.allSatisfy { $0.distance <= Self.bucket })
    #expect(result.notes.count == 1)
  }
}
