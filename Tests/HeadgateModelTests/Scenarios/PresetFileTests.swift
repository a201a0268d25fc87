import HeadgateCore
import HeadgateModel
import Testing

@Suite("Preset files")
struct PresetFileTests {
  private let directory = TemporaryDirectory()

  private var folder: PresetFolder { PresetFolder(path: directory.path) }

  private static let tuned = """
    schemaVersion: 1
    preset: tuned
    description: for bursts
    provenance: {space: {name: x}}
    settings:
      controller: {preset: aggressive, rate: 33/s}
      controller.high: 0.7
      pipeline.stages.embed.workers: 9
    """

  private func load(
    _ lines: String..., preset: String? = nil, settings: [(String, String)] = [],
    controllers: [String]? = nil
  ) throws -> Scenario {
    try Sample.load(
      adding: lines,
      overrides: ScenarioOverrides(
        preset: preset, presets: folder, settings: settings, controllers: controllers))
  }

  private func problems(
    _ lines: String..., preset: String? = nil, settings: [(String, String)] = []
  ) -> [String] {
    Sample.problems(
      Sample.text(adding: lines),
      overrides: ScenarioOverrides(preset: preset, presets: folder, settings: settings))
  }

  @Test("All settings of a preset are applied, and those of the command line on top")
  func all() throws {
    directory.write("tuned.yaml", Self.tuned)
    let scenario = try load(preset: "tuned", settings: [("controller.high", "0.6")])
    let variant = try #require(scenario.variants.first)
    #expect(variant.specification.pipeline.stages[0].workers == 9)
    #expect(variant.specification.pipeline.controller?.rate == 33)
    #expect(variant.specification.pipeline.controller?.watermark?.high == 0.6)
    #expect(
      variant.specification.pipeline.controller?.watermark?.decrease
        == ControllerSettings.aggressive.watermark?.decrease)
    let plain = try load(preset: "tuned")
    #expect(plain.variants[0].controllerName == "tuned")
    #expect(plain.variants[0].specification.pipeline.controller?.watermark?.high == 0.7)
  }

  @Test("A scenario that names the preset takes its controller alone")
  func named() throws {
    directory.write("tuned.yaml", Self.tuned)
    for scenario in try [load("controller: tuned"), load(controllers: ["tuned"])] {
      let variant = try #require(scenario.variants.first)
      #expect(variant.controllerName == "tuned")
      #expect(variant.specification.pipeline.stages[0].workers == 4)
      #expect(variant.specification.pipeline.controller?.rate == 33)
    }
    let changed = try load("controller: {preset: tuned, rate: 50/s}")
    #expect(changed.variants[0].specification.pipeline.controller?.rate == 50)
    #expect(changed.variants[0].specification.pipeline.controller?.watermark?.high == 0.7)
  }

  @Test("Presets of files and built-in ones stand side by side on an axis")
  func axis() throws {
    directory.write("tuned.yaml", Self.tuned)
    let scenario = try load(controllers: ["balanced", "tuned"])
    #expect(scenario.variants.map(\.controllerName) == ["balanced", "tuned"])
    #expect(scenario.variants.map(\.name) == ["controller=balanced", "controller=tuned"])
    #expect(scenario.variants.map { $0.specification.pipeline.controller?.rate } == [50, 33])
  }

  @Test("A preset takes the axes that it settles out of the matrix, and says so")
  func settled() throws {
    directory.write("tuned.yaml", Self.tuned)
    let scenario = try load(
      "matrix: {controller.rate: [10/s, 20/s], pipeline.lease: [10s, 20s]}", preset: "tuned")
    #expect(scenario.variants.map(\.name) == ["pipeline.lease=10s", "pipeline.lease=20s"])
    #expect(
      scenario.warnings.map(\.description) == [
        "sample.yaml:13:10: the preset \"tuned\" settles \"controller.rate\": the matrix does not "
          + "vary it"
      ])
  }

  @Test("The scenario's digest covers what a preset says, not how it is laid out")
  func digest() throws {
    directory.write("tuned.yaml", Self.tuned)
    let named = try load("controller: tuned").sha256
    let applied = try load(preset: "tuned").sha256
    directory.write("tuned.yaml", Self.tuned + " # comment\n")
    #expect(try load("controller: tuned").sha256 == named)
    #expect(try load(preset: "tuned").sha256 == applied)
    directory.write("tuned.yaml", Self.tuned.replacing("33/s", with: "34/s"))
    #expect(try load("controller: tuned").sha256 != named)
    #expect(try load(preset: "tuned").sha256 != applied)
  }

  @Test("A name that means nothing is told with those that do")
  func unknown() throws {
    directory.write("tuned.yaml", Self.tuned)
    #expect(
      problems("controller: tund") == [
        "sample.yaml:13:13: no controller is called \"tund\"; did you mean \"tuned\"?"
      ])
    #expect(
      problems("controller: {preset: elsewhere, rate: 60/s}") == [
        "sample.yaml:13:22: no controller is called \"elsewhere\"; controllers: conservative, "
          + "balanced, aggressive, aimd, pi, minimum-delay, aws-adaptive, vegas, gradient2, "
          + "failsafe, none, tuned"
      ])
    #expect(
      problems(preset: "elsewhere") == [
        "--preset elsewhere:1:1: no preset is called \"elsewhere\"; presets: conservative, "
          + "balanced, aggressive, aimd, pi, minimum-delay, aws-adaptive, vegas, gradient2, "
          + "failsafe, none, tuned"
      ])
  }

  @Test("A preset without a controller cannot be taken for one")
  func withoutController() throws {
    directory.write(
      "wide.yaml",
      "schemaVersion: 1\npreset: wide\nsettings: {pipeline.stages.embed.workers: 12}\n")
    #expect(
      problems("controller: wide") == [
        "sample.yaml:13:13: the preset \"wide\" has no controller: it sets "
          + "pipeline.stages.embed.workers; write --preset wide to apply it"
      ])
    #expect(try load(preset: "wide").variants[0].specification.pipeline.stages[0].workers == 12)
  }

  @Test("What is wrong in a preset's file is told with its place there")
  func broken() throws {
    let path = directory.write(
      "bad.yaml",
      """
      schemaVersion: 1
      preset: good
      settings:
        controller.rat: 33/s
        run.seed: 7
      """)
    let expected = [
      "\(path):2:9: the preset is called \"good\", but its file \"bad\"; write preset: bad",
      "\(path):4:3: \"controller\" has no \"rat\"; did you mean \"controller.rate\"?",
      "\(path):5:3: \"run.seed\" is no setting of pipeline or controller; a path begins with "
        + "pipeline. or controller",
    ]
    #expect(problems("controller: bad") == expected)
    #expect(problems(preset: "bad") == expected)
  }

  @Test("A value that a scenario cannot have, and a stage that it lacks, are told where they stand")
  func unfit() throws {
    let path = directory.write(
      "unfit.yaml",
      """
      schemaVersion: 1
      preset: unfit
      settings:
        controller: {rate: 33}
        pipeline.stages.other.workers: 3
      """)
    #expect(
      problems(preset: "unfit") == [
        "\(path):4:22: \"rate\" is 33 without a unit; write 33/s (units: /s, /m, /h)",
        "\(path):5:3: \"pipeline.stages\" has no \"other\"; valid after \"pipeline.stages.\": "
          + "embed",
      ])
  }

  @Test("Names that are built in, or no file's, cannot be a preset's")
  func names() {
    #expect(PresetFolder.isName("tuned-2"))
    for name in ["balanced", "none", "custom", "", "../x", "a.b", "Tuned", "2"] {
      #expect(!PresetFolder.isName(name), "\(name)")
    }
    directory.write("balanced.yaml", Self.tuned)
    directory.write("tuned.yaml", Self.tuned)
    directory.write("notes.md", "")
    #expect(folder.names() == ["tuned"])
  }

  @Test("A preset carries its controller whole, whatever the scenario's own is")
  func whole() throws {
    let template = try ScenarioTemplate(
      text: Sample.text(adding: ["controller: aggressive"]), path: "sample.yaml")
    let settings = [
      VariantSetting(path: "pipeline.stages.embed.workers", value: "9"),
      VariantSetting(path: "controller.rate", value: "33/s"),
    ]
    let carried = template.presetSettings(settings)
    #expect(
      carried == [
        VariantSetting(path: "controller", value: "{preset: aggressive, rate: 33/s}"),
        VariantSetting(path: "pipeline.stages.embed.workers", value: "9"),
      ])
    let text =
      "schemaVersion: 1\npreset: tuned\nsettings:\n"
      + carried.map { "  \($0.path): \($0.value)\n" }.joined()
    directory.write("tuned.yaml", text)
    let elsewhere = try load("controller: balanced", preset: "tuned").variants[0].specification
    #expect(elsewhere.pipeline == (try template.variant(with: settings)).specification.pipeline)
  }
}

extension ControllerSettings {
  fileprivate var watermark: WatermarkSettings? {
    if case .watermark(let settings) = algorithm { settings } else { nil }
  }
}
