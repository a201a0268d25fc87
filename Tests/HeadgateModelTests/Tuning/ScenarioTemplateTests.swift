import HeadgateCore
import HeadgateModel
import Testing

@Suite("Scenario templates")
struct ScenarioTemplateTests {
  private static let settings = [
    VariantSetting(path: "controller", value: "balanced"),
    VariantSetting(path: "controller.rate", value: "33.5/s"),
    VariantSetting(path: "pipeline.stages.embed.workers", value: "9"),
    VariantSetting(path: "pipeline.stages.embed.batch.size", value: "3"),
    VariantSetting(path: "pipeline.queue.capacity", value: "unlimited"),
    VariantSetting(path: "pipeline.stages.embed.breaker", value: "{threshold: 40%}"),
  ]

  @Test("A variant of a template is the one that the same settings make of the file")
  func sameAsFile() throws {
    let template = try ScenarioTemplate(text: Sample.text(), path: "sample.yaml")
    let read = try Sample.load(
      overrides: ScenarioOverrides(settings: Self.settings.map { ($0.path, $0.value) }))
    let variant = try template.variant(with: Self.settings)
    #expect(variant.specification == read.variants[0].specification)
    #expect(variant.controllerName == read.variants[0].controllerName)
    #expect(variant.settings == Self.settings)
  }

  @Test("A setting outside of the pipeline reads the load anew")
  func load() throws {
    let template = try ScenarioTemplate(text: Sample.text(), path: "sample.yaml")
    let variant = try template.variant(with: [
      VariantSetting(path: "workloads.bulk.phases.hold.rate", value: "7/s")
    ])
    #expect(variant.specification.workloads[0].phases[0].rate == 7)
  }

  @Test("The environment's stages can be reached by name")
  func environment() throws {
    let text = Sample.text([
      8: "pipeline: {environment: standard}", 9: "", 10: "", 11: "", 12: "",
    ])
    let template = try ScenarioTemplate(text: text, path: "sample.yaml")
    let variant = try template.variant(with: [
      VariantSetting(path: "pipeline.stages.embed.workers", value: "11")
    ])
    #expect(variant.specification.pipeline.stages.map(\.workers) == [4, 11, 4])
    #expect(
      template.scenario.variants[0].specification.pipeline.stages.map(\.workers) == [4, 6, 4])
  }

  @Test("The matrix is left out, and the scenario keeps its name and digest")
  func matrix() throws {
    let text = Sample.text(adding: ["matrix: {controller: [balanced, aggressive]}"])
    let template = try ScenarioTemplate(text: text, path: "sample.yaml")
    let scenario = try ScenarioLoader.load(text: text, path: "sample.yaml")
    #expect(template.scenario.variants.map(\.controllerName) == ["none"])
    #expect(template.scenario.sha256 == scenario.sha256)
  }

  @Test("Settings that replace what others lead into are followed")
  func replaced() throws {
    let template = try ScenarioTemplate(
      text: Sample.text(), path: "sample.yaml")
    let stages =
      "[{name: other, service: {base: 1ms}}, {name: embed, service: {base: 2ms}}]"
    let variant = try template.variant(with: [
      VariantSetting(path: "pipeline.stages", value: stages),
      VariantSetting(path: "pipeline.stages.embed.workers", value: "3"),
    ])
    #expect(variant.specification.pipeline.stages.map(\.name) == ["other", "embed"])
    #expect(variant.specification.pipeline.stages.map(\.workers) == [1, 3])
  }

  @Test(
    "What is wrong with settings is told in their own words",
    arguments: [
      (
        "pipeline.stages.embed.workers", "0",
        "--set pipeline.stages.embed.workers=0:1:1: \"workers\" must be a whole number from 1 to "
          + "10000, not \"0\""
      ),
      (
        "pipeline.stages.embd.workers", "2",
        "--set pipeline.stages.embd.workers=2:1:1: \"pipeline.stages\" has no \"embd\"; did you "
          + "mean \"pipeline.stages.embed\"?"
      ),
    ])
  func problems(_ path: String, _ value: String, _ message: String) throws {
    let template = try ScenarioTemplate(text: Sample.text(), path: "sample.yaml")
    let error = #expect(throws: InvalidScenario.self) {
      _ = try template.variant(with: [VariantSetting(path: path, value: value)])
    }
    #expect(error?.problems.map(\.description) == [message])
  }

  @Test("Files are read once")
  func files() throws {
    let directory = TemporaryDirectory()
    directory.write("measured.txt", "5ms\n7ms\n")
    let path = directory.write(
      "sample.yaml",
      Sample.text([12: "      service: {perItem: {empirical: {file: measured.txt}}}"]))
    let template = try ScenarioTemplate(path: path)
    directory.write("measured.txt", "no number")
    let variant = try template.variant(with: Self.settings)
    #expect(
      variant.specification.pipeline.stages[0].service.perItem
        == .empirical([5_000_000, 7_000_000])
    )
  }
}
