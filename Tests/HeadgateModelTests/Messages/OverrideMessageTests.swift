import HeadgateModel
import Testing

@Suite struct OverrideMessageTests {
  @Test(arguments: [
    (
      "pipeline.queue.capacity", "x",
      "--set pipeline.queue.capacity=x:1:1: \"capacity\" must be a whole number from 0 to "
        + "1000000000 or unlimited, not \"x\""
    ),
    (
      "pipeline.queu.capacity", "5",
      "--set pipeline.queu.capacity=5:1:1: \"pipeline\" has no \"queu\"; "
        + "did you mean \"pipeline.queue\"?"
    ),
    (
      "pipeline.stages.embde.workers", "5",
      "--set pipeline.stages.embde.workers=5:1:1: \"pipeline.stages\" has no \"embde\"; "
        + "did you mean \"pipeline.stages.embed\"?"
    ),
    (
      "run", "{seed: 1, duration: 5}",
      "--set run={seed: 1, duration: 5}:1:21: \"duration\" is 5 without a unit; "
        + "write 5s or 5ms (units: ns, us, ms, s, m, h, d)"
    ),
    (
      "run.seed", "[",
      "--set run.seed=[:2:1: not valid YAML: "
        + "did not find expected node content"
    ),
    ("run.seed", "", "--set run.seed=:1:1: the value is empty; write --set run.seed=VALUE"),
    (
      "extends", "x.yaml",
      "--set extends=x.yaml:1:1: \"extends\" cannot be set from the command line"
    ),
  ])
  func `a wrong setting is named as it was written`(
    _ path: String, _ value: String, _ message: String
  ) {
    let overrides = ScenarioOverrides(settings: [(path, value)])
    #expect(Sample.problems(Sample.text(), overrides: overrides) == [message])
  }

  @Test func `wrong options are named`() {
    #expect(
      Sample.problems(Sample.text(), overrides: ScenarioOverrides(controllers: ["balancd"])) == [
        "--controller balancd:1:1: \"controller\" is \"balancd\", which is unknown; "
          + "did you mean \"balanced\"?"
      ])
    #expect(
      Sample.problems(
        Sample.text(), overrides: ScenarioOverrides(controllers: ["balanced", "agressive"])) == [
          "--controller balanced,agressive:1:1: \"controller\" is \"agressive\", which is "
            + "unknown; did you mean \"aggressive\"?"
        ])
    #expect(
      Sample.problems(Sample.text(), overrides: ScenarioOverrides(replications: 0)) == [
        "--replications 0:1:1: \"replications\" must be a whole number from 1 to 100000, "
          + "not \"0\""
      ])
  }

  @Test func `what the command line spoils comes after what the file does`() {
    let overrides = ScenarioOverrides(settings: [("run.items", "0")])
    let problems = Sample.problems(Sample.text([11: "      workers: 0"]), overrides: overrides)
    #expect(problems.map { $0.prefix(6) } == ["sample", "--set "])
  }

  @Test func `setting what the matrix varies is warned of`() throws {
    let scenario = try Sample.load(
      adding: ["matrix: {controller: [none, balanced]}"],
      overrides: ScenarioOverrides(settings: [("controller", "aggressive")]))
    #expect(
      scenario.warnings.map(\.description) == [
        "--set controller=aggressive:1:1: the matrix varies \"controller\": setting it has no "
          + "effect; use --set 'matrix.controller=[aggressive]'"
      ])
  }
}
