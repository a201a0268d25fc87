import HeadgateCore
import HeadgateModel
import Testing

@Suite("Space files")
struct TuningSpaceTests {
  @Test("Everything that a space says is read")
  func everything() throws {
    let plan = try SampleSpace.load(
      [
        3: "objectives: [minimize latency.p99, {expr: maximize throughput, phase: hold}]",
        8: """
          pipeline.stages.embed.workers: {integer: [1, 32], scale: log}
          pipeline.stages.embed.batch.linger:
            real: [0, 2s]
            when: {controller.preset: [balanced]}
          pipeline.retry.backoff.factor: {real: [1.5, 3]}
          controller.high: {real: [50%, 90%], when: {controller.preset: aggressive}}
          pipeline.queue: {choice: [{capacity: 10}, {capacity: unlimited, onFull: reject}]}
        """,
      ],
      adding: [
        "description: what it asks", "aggregate: mean",
        "search: {runs: 900, replications: 4, population: 8, seed: 7}",
      ])
    let space = plan.space
    #expect(space.name == "tuned")
    #expect(space.description == "what it asks")
    #expect(space.path == "space.yaml")
    #expect(space.aggregate == .mean)
    #expect(
      space.search == TuningSearchSettings(seed: 7, runs: 900, replications: 4, population: 8))
    #expect(
      space.objectives == [
        TuningObjective(
          expression: "minimize latency.p99", goal: .minimize,
          metric: MetricReference(name: "latency.p99")),
        TuningObjective(
          expression: "maximize throughput, phase: hold", goal: .maximize,
          metric: MetricReference(
            name: "throughput", tags: [MetricTag(key: .phase, value: "hold")])),
      ])
    #expect(
      space.constraints == [
        .relative(
          Regression(
            expression: "throughput >= 99% of baseline",
            metric: MetricReference(name: "throughput"), comparison: .greaterOrEqual, share: 0.99,
            location: SourceLocation(file: "space.yaml", line: 4, column: 15))),
        .absolute(
          Threshold(
            expression: "failed < 0.1%", metric: MetricReference(name: "failed"),
            comparison: .less, limit: 0.001, isShareOfOffered: true,
            location: SourceLocation(file: "space.yaml", line: 4, column: 46))),
      ])
    #expect(
      space.parameters == [
        TuningParameter(path: "controller.preset", range: .choice(["balanced", "aggressive"])),
        TuningParameter(
          path: "controller.rate",
          range: .real(low: 20, high: 400, unit: "/s", isLogarithmic: true)),
        TuningParameter(
          path: "pipeline.stages.embed.workers",
          range: .integer(low: 1, high: 32, isLogarithmic: true)),
        TuningParameter(
          path: "pipeline.stages.embed.batch.linger",
          range: .real(low: 0, high: 2, unit: "s", isLogarithmic: false),
          condition: .init(path: "controller.preset", values: ["balanced"])),
        TuningParameter(
          path: "pipeline.retry.backoff.factor",
          range: .real(low: 1.5, high: 3, unit: "", isLogarithmic: false)),
        TuningParameter(
          path: "controller.high", range: .real(low: 50, high: 90, unit: "%", isLogarithmic: false),
          condition: .init(path: "controller.preset", values: ["aggressive"])),
        TuningParameter(
          path: "pipeline.queue",
          range: .choice(["{capacity: 10}", "{capacity: unlimited, onFull: reject}"])),
      ])
  }

  @Test("What a space leaves out is chosen by the number of its parameters")
  func standard() throws {
    let space = try SampleSpace.load().space
    #expect(
      space.search == TuningSearchSettings(seed: 1, runs: 900, replications: 6, population: 16))
    #expect(space.aggregate == .worst)
  }

  @Test(
    "Both ends of a range are counted in the finer of their units",
    arguments: [
      ("[20ms, 2s]", 20, 2_000, "ms"), ("[0.5s, 1500ms]", 500, 1_500, "ms"),
      ("[1h, 90m]", 60, 90, "m"), ("[0, 5s]", 0, 5, "s"),
    ] as [(String, Double, Double, String)])
  func units(_ ends: String, _ low: Double, _ high: Double, _ unit: String) throws {
    let space = try SampleSpace.load(
      [8: "  pipeline.stages.embed.batch.linger: {real: \(ends)}"]
    ).space
    #expect(
      space.parameters[2].range == .real(low: low, high: high, unit: unit, isLogarithmic: false))
  }

  @Test("A rate's finer unit is the one of the longer time")
  func rates() throws {
    let space = try SampleSpace.load([7: "  controller.rate: {real: [600/m, 20/s]}"]).space
    #expect(
      space.parameters[1].range == .real(low: 600, high: 1_200, unit: "/m", isLogarithmic: false))
  }

  @Test("The digest is of what decides a result: neither layout nor name nor effort")
  func digest() throws {
    let digest = try SampleSpace.load().space.sha256
    let same = try SampleSpace.load(
      [2: "name: other # comment"], adding: ["search: {runs: 50}", "description: x"])
    #expect(same.space.sha256 == digest)
    let wider = try SampleSpace.load([8: "  pipeline.stages.embed.workers: {integer: [1, 33]}"])
    #expect(wider.space.sha256 != digest)
    let reordered = try SampleSpace.load([
      6: SampleSpace.lines[7], 8: SampleSpace.lines[5],
      7: "  controller.rate: {real: [20/s, 400/s], scale: log}",
    ])
    #expect(reordered.space.sha256 != digest)
  }

  @Test("Windows that are asked for are part of the plan")
  func windows() throws {
    let space = try SampleSpace.load([
      3: "objectives: [{expr: minimize latency.p99, over: 30s}]",
      4: "constraints: [{expr: throughput >= 90% of baseline, over: 1m}]",
    ]).space
    #expect(
      space.windowFigures.map(\.name) == ["latency.p99{over: 30s}", "throughput{over: 1m}"])
    #expect(space.figureNames == ["latency.p99{over: 30s}", "throughput{over: 1m}"])
  }

  @Test("A plan's scenarios take settings as before")
  func plan() throws {
    let plan = try SampleSpace.load()
    let settings = [
      VariantSetting(path: "controller.preset", value: "aggressive"),
      VariantSetting(path: "controller.rate", value: "33.5/s"),
      VariantSetting(path: "pipeline.stages.embed.workers", value: "9"),
    ]
    let expected = try SampleSpace.scenario().template.variant(with: settings)
    let variant = try plan.scenarios[0].template.variant(with: settings)
    #expect(variant.specification == expected.specification)
    #expect(variant.specification.pipeline.stages[0].workers == 9)
    #expect(variant.specification.pipeline.controller?.rate == 33.5)
  }

  @Test("What one of the scenarios lacks is told with its name")
  func scenarios() throws {
    let other = Sample.text([
      10: "    - name: other", 7: "    phases: [{name: rest, rate: 20/s, for: 10m}]",
    ])
    let problems = try SampleSpace.problems(
      [3: "objectives: [minimize embed.wait.p99, {expr: maximize throughput, phase: hold}]"],
      scenarios: [SampleSpace.scenario(), SampleSpace.scenario(other, path: "other.yaml")])
    #expect(
      problems == [
        "space.yaml:3:23: no stage is called \"embed\" (in other.yaml); stages: other",
        "space.yaml:3:74: no phase is called \"hold\" (in other.yaml); valid: rest",
        "space.yaml:8:3: \"pipeline.stages\" has no \"embed\" (in other.yaml); valid after "
          + "\"pipeline.stages.\": other",
      ])
  }

  @Test("Scenarios with controllers of their own cannot share settings of one")
  func controllers() throws {
    let scenarios = try [
      SampleSpace.scenario(Sample.text(adding: ["controller: balanced"])),
      SampleSpace.scenario(Sample.text(adding: ["controller: aggressive"]), path: "other.yaml"),
    ]
    #expect(
      try SampleSpace.problems(scenarios: scenarios) == [
        "space.yaml:6:3: the scenarios begin with different controllers, balanced in sample.yaml "
          + "and aggressive in other.yaml, so that one setting would mean different things; give "
          + "all the same one: --set controller=balanced"
      ])
    #expect(
      try SampleSpace.problems(
        [6: "  controller: {choice: [balanced, aggressive]}"], scenarios: scenarios) == [])
  }
}
