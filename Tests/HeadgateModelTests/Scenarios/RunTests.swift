import HeadgateCore
import HeadgateModel
import Testing

@Suite struct RunTests {
  private func limits(_ changes: [Int: String], adding: [String] = []) throws -> LoadLimits {
    try Sample.variant(changes, adding: adding).specification.limits
  }

  @Test func `what run leaves out has its default`() throws {
    let scenario = try Sample.load([3: ""])
    #expect(scenario.seed == 42)
    #expect(scenario.replications == 1)
    #expect(!scenario.findsWarmup)
    #expect(
      scenario.variants[0].specification.limits
        == LoadLimits(
          duration: 600 * .second, items: nil, warmup: 0, drainTimeout: 60 * .second))
  }

  @Test func `run is taken as it is written`() throws {
    let scenario = try Sample.load([
      3: "run: {seed: 18446744073709551615, replications: 7, duration: 1.5m, items: 5000, "
        + "warmup: 250ms, drainTimeout: 0}"
    ])
    #expect(scenario.seed == .max)
    #expect(scenario.replications == 7)
    #expect(scenario.variants[0].specification.seed == .max)
    #expect(
      scenario.variants[0].specification.limits
        == LoadLimits(
          duration: 90 * .second, items: 5000, warmup: 250 * .millisecond, drainTimeout: 0))
  }

  @Test func `load lasts as long as the longest workload's phases`() throws {
    let more =
      "  - {name: more, arrivals: constant, phases: [{rate: 1/s, for: 4m}, "
      + "{rate: 2/s, for: 7m}]}"
    let found = try limits([3: "", 7: Sample.lines[6] + "\n" + more])
    #expect(found.duration == 660 * .second)
  }

  @Test func `items end the load in place of the phases`() throws {
    let found = try limits([3: "run: {items: 100}"])
    #expect(found.duration == nil)
    #expect(found.items == 100)
  }

  @Test func `a warm-up to be found is none until then`() throws {
    let scenario = try Sample.load([3: "run: {duration: 1m, warmup: auto}"])
    #expect(scenario.findsWarmup)
    #expect(scenario.variants[0].specification.limits.warmup == 0)
  }

  @Test func `a burst arrives when the warm-up ends, and is the run's items`() throws {
    let variant = try Sample.variant([
      3: "run: {items: 500, warmup: 10s}", 6: "    arrivals: burst", 7: "",
    ])
    #expect(
      variant.specification.workloads[0].arrivals == .burst(items: 500, at: 10 * .second))
    #expect(variant.specification.limits.items == 500)
  }

  @Test func `labels, name and description are kept as they are`() throws {
    let scenario = try Sample.load([
      2: "name: 'a, b'\ndescription: |\n  one\n  two\nlabels: {z: 1, type: soak, a: x}"
    ])
    #expect(scenario.name == "a, b")
    #expect(scenario.description == "one\ntwo\n")
    #expect(scenario.labels.map(\.key) == ["z", "type", "a"])
    #expect(scenario.labels.map(\.value) == ["1", "soak", "x"])
    #expect(scenario.path == "sample.yaml")
  }

  @Test func `JSON is read like YAML`() throws {
    let scenario = try ScenarioLoader.load(text: SampleScenarios.json, path: "a.json")
    #expect(scenario.name == "json")
    #expect(scenario.variants[0].specification.limits.duration == 60 * .second)
  }
}
