import HeadgateModel
import Testing

@Suite("Messages about space files")
struct TuningSpaceMessageTests {
  @Test("A space that cannot be is told with its place and what to write", arguments: BadSpace.all)
  func message(_ bad: BadSpace) throws {
    let problems = try SampleSpace.problems(bad.changes, adding: bad.added)
    #expect(problems == bad.problems)
  }

  @Test("A file that is not there is told with the nearest that is")
  func missing() throws {
    let directory = TemporaryDirectory()
    directory.write("one.space.yaml", SampleSpace.text())
    let error = #expect(throws: InvalidScenario.self) {
      _ = try TuningSpaceLoader.load(
        path: "\(directory.path)/on.space.yaml", scenarios: [SampleSpace.scenario()])
    }
    #expect(
      error?.problems.map(\.description) == [
        "\(directory.path)/on.space.yaml:1:1: the space does not exist; did you mean "
          + "\"\(directory.path)/one.space.yaml\"?"
      ])
  }
}

/// One bad space and all that is said of it.
struct BadSpace: Sendable, CustomTestStringConvertible {
  var name: String
  var changes: [Int: String]
  var added: [String] = []
  var problems: [String]

  var testDescription: String { name }

  private init(
    _ name: String, _ changes: [Int: String] = [:], adding: [String] = [], _ problems: String...
  ) {
    self.name = name
    self.changes = changes
    added = adding
    self.problems = problems.map { "space.yaml:" + $0 }
  }

  static let all: [BadSpace] = document + parameters + conditions + demands

  private static let document = [
    BadSpace(
      "unknown key", adding: ["objective: [x]"],
      "9:1: unknown key \"objective\" in a space; did you mean \"objectives\"?"),
    BadSpace(
      "no objectives", [3: ""],
      "1:1: missing key \"objectives\" in a space; write objectives: [minimize latency.p99]"),
    BadSpace(
      "empty lists", [3: "objectives: []"],
      "3:13: \"objectives\" is empty; write objectives: [minimize latency.p99]"),
    BadSpace(
      "no parameters", [5: "parameters: {}", 6: "", 7: "", 8: ""],
      "5:13: \"parameters\" is empty: nothing may vary; write controller.rate: {real: [20/s, "
        + "400/s], scale: log}"),
    BadSpace(
      "built-in name", [2: "name: balanced"],
      "2:7: \"name\" is \"balanced\", which is a preset that is built in; call it "
        + "tuned-balanced, for one"),
    BadSpace(
      "no file's name", [2: "name: ../x"],
      "2:7: \"name\" is \"../x\", which cannot be the name of a preset; use small letters, "
        + "digits and -, a letter first"),
    BadSpace(
      "search", adding: ["search: {runs: 0, replications: 1, population: 3, sead: 1}"],
      "9:16: \"runs\" must be a whole number from 1 to 100000000, not \"0\"",
      "9:33: \"replications\" must be a whole number from 2 to 1000, not \"1\"",
      "9:48: \"population\" must be a whole number from 4 to 10000, not \"3\"",
      "9:51: unknown key \"sead\" in \"search\"; did you mean \"seed\"?"),
    BadSpace(
      "no YAML", [3: "objectives: [minimize latency.p99{priority: 10}]"],
      "3:34: not valid YAML: while parsing a flow sequence from 3:13, did not find expected "
        + "',' or ']'"),
  ]

  private static let parameters = [
    BadSpace(
      "unknown stage", [8: "  pipeline.stages.embd.workers: {integer: [1, 32]}"],
      "8:3: \"pipeline.stages\" has no \"embd\"; did you mean \"pipeline.stages.embed\"?"),
    BadSpace(
      "load", [8: "  workloads.bulk.phases.hold.rate: {real: [1/s, 2/s]}"],
      "8:3: \"workloads.bulk.phases.hold.rate\" is no setting of pipeline or controller: load "
        + "and faults are what they are; a path begins with pipeline. or controller"),
    BadSpace(
      "no kind of range", [8: "  pipeline.stages.embed.workers: {scale: log}"],
      "8:34: a mapping with integer, real or choice needs integer, real or choice"),
    BadSpace(
      "two kinds of range",
      [8: "  pipeline.stages.embed.workers: {integer: [1, 2], choice: [1, 2]}"],
      "8:52: \"integer\" and \"choice\" exclude each other; keep one of them"),
    BadSpace(
      "out of range", [8: "  pipeline.stages.embed.workers: {integer: [0, 20000]}"],
      "8:45: \"pipeline.stages.embed.workers\" must be a whole number from 1 to 10000, not \"0\"",
      "8:48: \"pipeline.stages.embed.workers\" must be a whole number from 1 to 10000, not "
        + "\"20000\""),
    BadSpace(
      "no unit", [7: "  controller.rate: {real: [20, 400/s]}"],
      "7:28: \"controller.rate\" is 20 without a unit; write 20/s (units: /s, /m, /h)"),
    BadSpace(
      "another unit", [7: "  controller.rate: {real: [20ms, 400/s]}"],
      "7:28: \"controller.rate\" is \"20ms\", and ms is no unit of a rate; units: /s, /m, /h"),
    BadSpace(
      "mixed units", [7: "  controller.high: {real: [0.5, 90%]}"],
      "7:33: 0.5 and 90% are not counted in the same way; give both the same unit"),
    BadSpace(
      "fractions of workers", [8: "  pipeline.stages.embed.workers: {real: [1, 32]}"],
      "8:41: \"pipeline.stages.embed.workers\" takes whole numbers; write integer: [1, 32]"),
    BadSpace(
      "whole rates", [7: "  controller.rate: {integer: [20/s, 400/s]}"],
      "7:31: \"20/s\" is no whole number; write real: [20/s, 400/s]",
      "7:37: \"400/s\" is no whole number; write real: [20/s, 400/s]"),
    BadSpace(
      "the wrong way round", [8: "  pipeline.stages.embed.workers: {integer: [32, 1]}"],
      "8:45: the lowest value, 32, is above the highest, 1; write [1, 32]"),
    BadSpace(
      "one value", [8: "  pipeline.stages.embed.workers: {integer: [4, 4]}"],
      "8:45: both ends are 4: nothing may vary; give --set pipeline.stages.embed.workers=4 instead"),
    BadSpace(
      "three values", [8: "  pipeline.stages.embed.workers: {integer: [1, 4, 8]}"],
      "8:44: \"integer\" must be two values, the lowest and the highest; write integer: [1, 32]"),
    BadSpace(
      "logarithm of nothing",
      [8: "  pipeline.stages.embed.batch.linger: {real: [0, 1s], scale: log}"],
      "8:62: a logarithmic scale cannot begin at 0; write a lowest value above 0, or scale: linear"
    ),
    BadSpace(
      "choices",
      [
        6: "  controller.preset: {choice: [balanced, bold, balanced], scale: log}",
        8: "  pipeline.queue.onFull: {choice: [block]}",
      ],
      "6:42: \"controller.preset\" is \"bold\", which is unknown; valid: conservative, balanced, "
        + "aggressive, aimd, pi, minimum-delay, aws-adaptive, vegas, gradient2, failsafe",
      "6:48: \"balanced\" is twice among the choices; the first stands in line 6, column 32",
      "6:66: a choice has no scale; take it out",
      "8:35: \"choice\" is empty; write choice: [block, reject]"),
    BadSpace(
      "replaced", [8: "  controller: {choice: [balanced, aggressive]}"],
      "8:3: \"controller\" stands after \"controller.preset\", which it replaces; put it before "
        + "line 6"),
    BadSpace(
      "no value that runs",
      [
        8: "  pipeline.stages.embed.breaker: {choice: [{window: 5, minimum: 9}, {windw: 5}]}"
      ],
      "8:34: no value makes sample.yaml a scenario: \"minimum\" is 9, but the window holds 5 "
        + "attempts; the breaker would never open"),
  ]

  private static let conditions = [
    BadSpace(
      "unknown parameter",
      [8: "  pipeline.stages.embed.workers: {integer: [1, 2], when: {controler.preset: balanced}}"],
      "8:59: \"controler.preset\" is no parameter of the space; did you mean \"controller.preset\"?"
    ),
    BadSpace(
      "later parameter",
      [
        6: "  controller.high: {real: [50%, 90%], when: {controller.preset: balanced}}",
        8: "  controller.preset: {choice: [balanced, aggressive]}",
      ],
      "6:46: \"controller.preset\" stands after \"controller.high\", which depends on it; put it "
        + "before"),
    BadSpace(
      "itself",
      [
        6:
          "  controller.preset: {choice: [balanced, aggressive], when: {controller.preset: balanced}}"
      ],
      "6:62: \"controller.preset\" depends on itself; take \"when\" out"),
    BadSpace(
      "impossible value",
      [8: "  controller.high: {real: [50%, 90%], when: {controller.preset: [balancd, none]}}"],
      "8:66: \"controller.preset\" is never \"balancd\"; did you mean \"balanced\"?",
      "8:75: \"controller.preset\" is never \"none\"; it may be: balanced, aggressive"),
    BadSpace(
      "a number",
      [8: "  pipeline.stages.embed.workers: {integer: [1, 2], when: {controller.rate: 20/s}}"],
      "8:59: \"controller.rate\" is no choice, so that no setting can depend on it; take \"when\" "
        + "out, or make it a choice"),
    BadSpace(
      "two conditions",
      [
        8: "  controller.high: {real: [50%, 90%], when: {controller.preset: balanced, "
          + "controller.rate: 20/s}}"
      ],
      "8:45: \"when\" names one earlier choice, not 2; a chain of conditions says more: that "
        + "choice may have one of its own"),
  ]

  private static let demands = [
    BadSpace(
      "no goal", [3: "objectives: [latency.p99, minimise latency.p99, '']"],
      "3:14: an objective begins with minimize or maximize, not \"latency.p99\"; write minimize "
        + "latency.p99",
      "3:27: an objective begins with minimize or maximize, not \"minimise\"; did you mean "
        + "\"minimize\"?",
      "3:49: an objective has no value; write minimize latency.p99"),
    BadSpace(
      "no metric", [3: "objectives: [minimize, minimize latency.p98, minimize embd.utilization]"],
      "3:22: a metric's name was expected; write minimize latency.p99",
      "3:33: unknown metric \"latency.p98\"; did you mean \"latency.p90\"?",
      "3:55: no stage is called \"embd\"; did you mean \"embed\"?"),
    BadSpace(
      "a limit", [3: "objectives: [minimize latency.p99 < 2s]"],
      "3:35: an objective has no limit: \"< 2s\"; demand limits under constraints"),
    BadSpace(
      "the same objective twice", [3: "objectives: [minimize latency.p99, maximize latency.p99]"],
      "3:36: latency.p99 is an objective already; take one of them out"),
    BadSpace(
      "selectors",
      [
        3: "objectives:\n  - minimize latency.p99{phase: hld}",
        4: "constraints: [{expr: queue.wait.p99 < 2s, phase: hold}]",
      ],
      "4:33: no phase is called \"hld\"; did you mean \"hold\"?",
      "5:50: queue.wait.p99 cannot be selected by phase; it is a figure of the whole run"),
    BadSpace(
      "constraints",
      [
        4: "constraints: [throughput >= 99 of baseline, throughput >= 40, failed, "
          + "{expr: failed < 1%, severity: warn}]"
      ],
      "4:29: the limit is 99 without a unit; write 99% of baseline",
      "4:59: the limit is 40 without a unit; write 40/s (units: /s, /m, /h)",
      "4:69: <, <=, >, >= or == was expected; write latency.p99 < 2s",
      "4:91: unknown key \"severity\" in a constraint; keys: expr, phase, workload, priority, over"),
  ]
}
