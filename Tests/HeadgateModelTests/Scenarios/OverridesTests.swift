import HeadgateCore
import HeadgateModel
import Testing

@Suite struct OverridesTests {
  private func load(_ overrides: ScenarioOverrides, adding: [String] = []) throws -> Scenario {
    try Sample.load(adding: adding, overrides: overrides)
  }

  @Test func `settings are made in order, each a value in YAML`() throws {
    let scenario = try load(
      ScenarioOverrides(settings: [
        ("pipeline.queue", "{capacity: 5, onFull: reject}"), ("pipeline.queue.capacity", "6"),
        ("pipeline.stages.embed.workers", " 9"), ("thresholds", "[failed == 0]"),
        ("matrix.pipeline.stages.embed.buffer", "[1, 2]"), ("labels.a.b", "x"),
      ]))
    let specification = scenario.variants[0].specification
    #expect(specification.pipeline.queue == QueueSettings(capacity: 6, onFull: .reject))
    #expect(specification.pipeline.stages[0].workers == 9)
    #expect(scenario.variants[0].thresholds.map(\.expression) == ["failed == 0"])
    #expect(scenario.variants.map { $0.specification.pipeline.stages[0].buffer } == [1, 2])
    #expect(scenario.labels.map(\.key) == ["a.b"])
  }

  @Test func `seed and replications come from the command line`() throws {
    let scenario = try load(
      ScenarioOverrides(settings: [("run.seed", "1")], seed: 9, replications: 3))
    #expect(scenario.seed == 9)
    #expect(scenario.variants[0].specification.seed == 9)
    #expect(scenario.replications == 3)
  }

  @Test func `one controller is set, several are an axis`() throws {
    let one = try load(ScenarioOverrides(controllers: ["balanced"]))
    #expect(one.variants.map(\.name) == ["default"])
    #expect(one.variants.map(\.controllerName) == ["balanced"])
    let two = try load(ScenarioOverrides(controllers: ["balanced", "none"]))
    #expect(two.variants.map(\.name) == ["controller=balanced", "controller=none"])
    #expect(try load(ScenarioOverrides(controllers: [])).variants[0].controllerName == "none")
  }

  @Test func `controllers take the place of the matrix's, or become its first axis`() throws {
    let axis = ["matrix: {pipeline.stages.embed.workers: [1, 2], controller: [aggressive]}"]
    let replaced = try load(ScenarioOverrides(controllers: ["balanced"]), adding: axis)
    #expect(
      replaced.variants.map(\.name) == [
        "pipeline.stages.embed.workers=1, controller=balanced",
        "pipeline.stages.embed.workers=2, controller=balanced",
      ])
    let other = ["matrix: {pipeline.stages.embed.workers: [1, 2]}"]
    let added = try load(ScenarioOverrides(controllers: ["none", "balanced"]), adding: other)
    #expect(added.variants.count == 4)
    #expect(added.variants[1].name == "controller=none, pipeline.stages.embed.workers=2")
    let single = try load(ScenarioOverrides(controllers: ["balanced"]), adding: other)
    #expect(single.variants.map(\.controllerName) == ["balanced", "balanced"])
    #expect(single.variants[0].name == "pipeline.stages.embed.workers=1")
  }

  @Test func `a file name in a setting is relative to the scenario`() throws {
    let directory = TemporaryDirectory()
    directory.write("b.txt", "1ms")
    let path = directory.write("sample.yaml", Sample.text())
    let scenario = try ScenarioLoader.load(
      path: path,
      overrides: ScenarioOverrides(settings: [
        ("pipeline.stages.embed.service.base", "{empirical: {file: b.txt}}")
      ]))
    #expect(
      scenario.variants[0].specification.pipeline.stages[0].service.base == .empirical([1e6]))
  }
}
