import HeadgateCore
import HeadgateModel
import Testing

@Suite struct MatrixTests {
  @Test func `without a matrix there is one variant, called default`() throws {
    let variants = try Sample.load().variants
    #expect(variants.map(\.name) == ["default"])
    #expect(variants[0].settings.isEmpty)
  }

  @Test func `a matrix is full factorial in the order of the file, the first axis slowest`() throws
  {
    let variants = try Sample.load(adding: [
      "matrix:", "  controller: [none, {preset: balanced, rate: 60/s}]",
      "  pipeline.stages.embed.workers: [4, 6]",
    ]).variants
    #expect(
      variants.map(\.name) == [
        "controller=none, pipeline.stages.embed.workers=4",
        "controller=none, pipeline.stages.embed.workers=6",
        "controller={preset: balanced, rate: 60/s}, pipeline.stages.embed.workers=4",
        "controller={preset: balanced, rate: 60/s}, pipeline.stages.embed.workers=6",
      ])
    #expect(variants.map(\.controllerName) == ["none", "none", "custom", "custom"])
    #expect(variants.map { $0.specification.pipeline.stages[0].workers } == [4, 6, 4, 6])
    #expect(variants.map { $0.specification.pipeline.controller?.rate } == [nil, nil, 60, 60])
    #expect(
      variants[1].settings == [
        VariantSetting(path: "controller", value: "none"),
        VariantSetting(path: "pipeline.stages.embed.workers", value: "6"),
      ])
  }

  @Test func `paths go by name or position, and into what is not written yet`() throws {
    let variant = try Sample.variant(adding: [
      "matrix:", "  workloads.bulk.phases.hold.rate: [30/s]", "  workloads.0.phases.0.to: [40/s]",
      "  pipeline.queue.capacity: [unlimited]", "  pipeline.retry.backoff.max: [3s]",
      "  pipeline.stages.0.service.perItem.exponential.mean: [7ms]",
      "  workloads.bulk.priority.weights.10: [1]", "  run.duration: [4m]",
    ])
    let specification = variant.specification
    #expect(specification.workloads[0].phases[0].rate == 30)
    #expect(specification.workloads[0].phases[0].endRate == 40)
    #expect(specification.workloads[0].priorities == [WeightedPriority(priority: 10)])
    #expect(specification.pipeline.queue.capacity == nil)
    #expect(specification.pipeline.retry.maximum == 3 * .second)
    #expect(specification.pipeline.stages[0].service.perItem == .exponential(mean: 7e6))
    #expect(specification.limits.duration == 240 * .second)
  }

  @Test func `an environment's stages can vary though they are not written`() throws {
    let scenario = try Sample.load(
      [9: "  environment: standard", 10: "", 11: "", 12: ""],
      adding: ["matrix: {pipeline.stages.embed.workers: [1, 2]}"])
    let stages = scenario.variants.map(\.specification.pipeline.stages)
    #expect(stages.map { $0.map(\.workers) } == [[4, 1, 4], [4, 2, 4]])
    #expect(stages[0].map(\.batchSize) == EnvironmentPreset.standard.stages.map(\.batchSize))
  }

  @Test func `a setting inside a named controller keeps the preset`() throws {
    let scenario = try Sample.load(adding: [
      "controller: aggressive", "matrix: {controller.rate: [50/s, 60/s]}",
    ])
    #expect(
      scenario.variants.map { $0.specification.pipeline.controller?.algorithm }
        == [ControllerSettings.aggressive.algorithm, ControllerSettings.aggressive.algorithm])
    #expect(scenario.variants.map { $0.specification.pipeline.controller?.rate } == [50, 60])
  }

  @Test func `what only the matrix gives need not stand in the file`() throws {
    let scenario = try Sample.load(
      [12: ""],
      adding: [
        "matrix: {pipeline.stages.embed.service: [{perItem: 5ms}, {perItem: 6ms}]}"
      ])
    #expect(scenario.variants.count == 2)
  }

  @Test func `seeds and items can vary`() throws {
    let scenario = try Sample.load(adding: ["matrix: {run.seed: [1, 2], run.items: [5, 6]}"])
    #expect(scenario.variants.map(\.specification.seed) == [1, 1, 2, 2])
    #expect(scenario.variants.map(\.specification.limits.items) == [5, 6, 5, 6])
    #expect(scenario.seed == 1)
  }

  @Test func `a matrix of none is none`() throws {
    #expect(try Sample.load(adding: ["matrix: none"]).variants.map(\.name) == ["default"])
    #expect(try Sample.load(adding: ["matrix: {}"]).variants.map(\.name) == ["default"])
  }

  @Test func `a matrix has at most 10,000 variants`() throws {
    func axes(_ count: Int) -> [String] {
      let values = (1...100).map(String.init).joined(separator: ", ")
      let more = (1...count).map(String.init).joined(separator: ", ")
      return ["matrix:", "  run.seed: [\(values)]", "  run.items: [\(more)]"]
    }
    #expect(
      Sample.problems(Sample.text(adding: axes(101))) == [
        "sample.yaml:14:3: the matrix has 10100 variants, but at most 10000 are allowed, and fewer "
          + "in a large file; take values out, or split the scenario"
      ])
    #expect(try Sample.load(adding: axes(20)).variants.count == 2000)
  }
}
