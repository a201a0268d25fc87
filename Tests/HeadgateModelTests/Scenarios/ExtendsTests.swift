import HeadgateCore
import HeadgateModel
import Testing

@Suite struct ExtendsTests {
  private let directory = TemporaryDirectory()

  private func load(_ own: String, base: String = Sample.text()) throws -> Scenario {
    directory.write("base.yaml", base)
    return try ScenarioLoader.load(
      path: directory.write("own/own.yaml", "extends: ../base.yaml\n" + own))
  }

  @Test func `a file that only extends is the other one`() throws {
    let scenario = try load("name: own\n")
    #expect(scenario.name == "own")
    #expect(scenario.text == "extends: ../base.yaml\nname: own\n")
    #expect(scenario.variants[0].specification == (try Sample.variant()).specification)
  }

  @Test func `mappings merge by key, stages and workloads by name`() throws {
    let scenario = try load(
      """
      run: {seed: 7}
      workloads:
        - {name: bulk, priority: 3}
        - {name: more, arrivals: {closed: {clients: 1}}}
      pipeline:
        stages:
          - {name: embed, service: {base: 1ms}}
          - {name: store, service: {perItem: 2ms}}
      """)
    let specification = scenario.variants[0].specification
    #expect(specification.seed == 7)
    #expect(specification.limits.duration == 600 * .second)
    #expect(specification.workloads.map(\.name) == ["bulk", "more"])
    #expect(specification.workloads[0].priorities == [WeightedPriority(priority: 3)])
    #expect(specification.workloads[0].phases.count == 1)
    #expect(specification.pipeline.stages.map(\.name) == ["embed", "store"])
    #expect(specification.pipeline.stages[0].workers == 4)
    #expect(
      specification.pipeline.stages[0].service
        == ServiceSettings(base: .constant(1e6), perItem: .constant(5e6)))
  }

  @Test func `other lists replace`() throws {
    let scenario = try load(
      """
      workloads: [{name: bulk, phases: [{rate: 1/s, for: 1s}, {rate: 2/s, for: 1s}]}]
      thresholds: [failed == 0]
      faults: []
      """,
      base: Sample.text(adding: [
        "thresholds: [latency.p99 < 1s, latency.p50 < 1s]",
        "faults: [{at: 1m, for: 1m, stage: embed, stall: true}]",
      ]))
    let variant = scenario.variants[0]
    #expect(variant.specification.workloads[0].phases.map(\.rate) == [1, 2])
    #expect(variant.thresholds.map(\.expression) == ["failed == 0"])
    #expect(variant.specification.faults.isEmpty)
  }

  @Test func `another distribution, process or source of chapters replaces the one there was`()
    throws
  {
    directory.write("own/one.md", "text")
    let scenario = try load(
      """
      workloads: [{name: bulk, arrivals: {gamma: {cv: 2}}, chapters: {files: one.md}}]
      pipeline: {stages: [{name: embed, service: {perItem: {constant: 1ms}}}]}
      """,
      base: Sample.text([
        6: "    arrivals: {closed: {clients: 1}}\n    chapters: {size: 1KiB}",
        12: "      service: {perItem: {exponential: {mean: 5ms}, max: 1s}}",
      ]))
    let specification = scenario.variants[0].specification
    #expect(specification.workloads[0].arrivals == .gamma(cv: 2))
    #expect(specification.workloads[0].chapters == .library([4]))
    #expect(
      specification.pipeline.stages[0].service.perItem == .capped(.constant(1e6), max: 1e9))
  }

  @Test func `file names are relative to the file that they stand in`() throws {
    directory.write("base.txt", "1ms")
    directory.write("own/own.txt", "2ms")
    let scenario = try load(
      "pipeline: {stages: [{name: embed, service: {base: {empirical: {file: own.txt}}}}]}",
      base: Sample.text([12: "      service: {perItem: {empirical: {file: base.txt}}}"]))
    let service = scenario.variants[0].specification.pipeline.stages[0].service
    #expect(service.base == .empirical([2e6]))
    #expect(service.perItem == .empirical([1e6]))
  }

  @Test func `the version may come from either file`() throws {
    #expect(try load("schemaVersion: 1\n").name == "sample")
  }
}
