import Foundation
import HeadgateTestSupport
import Testing

/// What `headgate gate` prints, writes and exits with.
struct GateTests {
  private let golden = Golden()

  private static func withBaseline() throws -> Command {
    let command = try Command()
    #expect(try command.run("baseline", "save", "main", "small.yaml", "--quiet").status == 0)
    return command
  }

  @Test("A run that is its baseline's to the last event passes, also where any change fails")
  func pass() throws {
    let command = try Self.withBaseline()
    let outcome = try command.run(
      "gate", "small.yaml", "--baseline", "main", "--fail-on", "changed", "--quiet")
    #expect(outcome.status == 0)
    golden.expect(outcome.transcript, in: "gate/pass.txt")
  }

  @Test("What is slower in every universe is refused, with what moved and where")
  func refused() throws {
    let command = try Self.withBaseline()
    let outcome = try command.run(
      "gate", "small.yaml", "--baseline", "main", "--set", "pipeline.stages.embed.workers=1",
      "--quiet")
    #expect(outcome.status == 2)
    golden.expect(outcome.transcript, in: "gate/refused.txt")
  }

  @Test("A change of a thousandth in one stage is found, and named")
  func smallChange() throws {
    let command = try Self.withBaseline()
    let arguments = [
      "gate", "small.yaml", "--baseline", "main", "--set",
      "pipeline.stages.chunk.service.perItem=5005us", "--quiet",
    ]
    #expect(try command.run(arguments).status == 0)
    let strict = try command.run(arguments + ["--fail-on", "changed"])
    #expect(strict.status == 2)
    #expect(strict.stdout.contains("2 variants changed"))
    #expect(strict.stdout.contains("chunk.service"))
  }

  @Test("Without a baseline thresholds decide, and their lines are named")
  func thresholds() throws {
    let outcome = try Command().run("gate", "missed.yaml", "--quiet")
    #expect(outcome.status == 2)
    #expect(outcome.stdout.contains("missed.yaml:5: missed"))
    #expect(outcome.stdout.hasSuffix("gate: fail: 1 threshold missed\n"))
  }

  @Test("A baseline that is not there, is damaged or of another kind never lets anything pass")
  func missingBaseline() throws {
    let command = try Self.withBaseline()
    let file = command.folder.appendingPathComponent("Results/baselines/main/small.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    func status(_ contents: String, _ arguments: String...) throws -> Command.Outcome {
      try contents.write(to: file, atomically: true, encoding: .utf8)
      return try command.run(["gate", "small.yaml", "--baseline", "main"] + arguments)
    }
    #expect(try status(text).status == 0)
    let cut = try status(String(text.dropLast(200)))
    let changed = try status(text.replacingOccurrences(of: "\"throughput\"", with: "\"through\""))
    let newer = try status(
      text.replacingOccurrences(of: "\"schemaVersion\": 1", with: "\"schemaVersion\": 2"))
    let empty = try status("")
    let otherSeed = try status(text, "--seed", "8")
    let otherVariant = try status(text, "--controller", "aggressive")
    for outcome in [cut, changed, newer, empty, otherSeed, otherVariant] {
      #expect(outcome.status == 5, "\(outcome.transcript)")
    }
    for outcome in [cut, changed, newer, empty] {
      #expect(outcome.stderr.contains("Results/baselines/main/small.json:"), "\(outcome.stderr)")
    }
    #expect(otherSeed.stderr.contains("add --seed 7, or save it anew"))
    let other = try command.run("gate", "small.yaml", "--baseline", "mian")
    #expect(other.status == 5)
    #expect(other.stderr.contains("did you mean \"main\"?"))
    let wrong = try command.run("gate", "stuck.yaml", "--baseline", "main")
    #expect(wrong.status == 5)
    #expect(wrong.stderr.contains("holds nothing of scenario stuck"))
  }

  @Test("A metric that does not exist is an invalid scenario, one without samples a miss")
  func metrics() throws {
    let command = try Command()
    func write(_ demand: String) throws {
      try "extends: small.yaml\nname: other\n\(demand)\n".write(
        to: command.folder.appendingPathComponent("other.yaml"), atomically: true, encoding: .utf8)
    }
    try write("regression: [latency.p98 <= 105% of baseline]")
    #expect(try command.run("gate", "other.yaml").status == 65)
    try write("run: {duration: 1ms}\nthresholds: [latency.p99 < 10s]")
    let empty = try command.run("gate", "other.yaml", "--quiet")
    #expect(empty.status == 2)
    #expect(empty.stdout.contains("no samples"))
  }

  @Test("The self-test says from which slowdown on a gate fails, and refuses one that cannot")
  func selfTest() throws {
    let command = try Self.withBaseline()
    let outcome = try command.run(
      "gate", "small.yaml", "stuck.yaml", "missed.yaml", "--self-test", "--quiet")
    #expect(outcome.status == 2)
    golden.expect(outcome.transcript, in: "gate/self-test.txt")
    let alone = try command.run("gate", "small.yaml", "--self-test", "--quiet")
    #expect(alone.status == 0)
    let changed = try command.run(
      "gate", "small.yaml", "--self-test", "--baseline", "main", "--fail-on", "changed", "--quiet")
    #expect(changed.status == 0)
    #expect(changed.stdout.contains("1.05 times"))
  }

  @Test("CI services get JUnit XML, annotations, a summary, figures and JSON")
  func files() throws {
    let command = try Self.withBaseline()
    try "before\n".write(
      to: command.folder.appendingPathComponent("summary.md"), atomically: true, encoding: .utf8)
    let outcome = try command.run(
      [
        "gate", "small.yaml", "missed.yaml", "--junit", "junit.xml", "--json", "gate.json",
        "--markdown", "gate.md", "--benchmark-json", "benchmark.json", "--github", "--quiet",
      ], environment: ["GITHUB_STEP_SUMMARY": "summary.md"])
    #expect(outcome.status == 2)
    golden.expect(outcome.stderr, in: "gate/annotations.txt")
    func text(_ name: String) throws -> String {
      try String(contentsOf: command.folder.appendingPathComponent(name), encoding: .utf8)
    }
    #expect(try text("junit.xml").contains("<failure message=\"observed 19.83/s"))
    #expect(try text("summary.md").hasPrefix("before\n## headgate\n\n- ✅ **small** pass"))
    #expect(try text("gate.md").contains("**gate: fail: 1 threshold missed**"))
    let gates = try #require(
      try JSONSerialization.jsonObject(with: Data(text("gate.json").utf8)) as? [[String: Any]])
    #expect(gates.map { $0["verdict"] as? String } == ["pass", "fail"])
    #expect(
      try JSONSerialization.jsonObject(with: Data(text("benchmark.json").utf8)) is [[String: Any]])
  }

  @Test("run writes its thresholds as JUnit XML, too")
  func runJUnit() throws {
    let command = try Command()
    let outcome = try command.run(
      "run", "missed.yaml", "--junit", "junit.xml", "--no-store", "--quiet")
    #expect(outcome.status == 2)
    let text = try String(
      contentsOf: command.folder.appendingPathComponent("junit.xml"), encoding: .utf8)
    golden.expect(text, in: "gate/run-junit.xml")
  }

  @Test("A live gate runs both sides, and says what it could have found")
  func live() throws {
    let command = try Command()
    let outcome = try command.run(
      "gate", "small.yaml", "--live", "--against-controller", "none", "--controller", "balanced",
      "--set", "run.duration=100ms", "--set", "workloads.bulk.phases.hold.rate=200/s",
      "--set", "pipeline.stages.embed.service.perItem=2ms", "--order-seed", "5", "--json",
      "gate.json", "--quiet")
    #expect([0, 2].contains(outcome.status), "\(outcome.transcript)")
    #expect(outcome.stdout.contains("(order seed 5)"))
    #expect(outcome.stdout.contains("controller=balanced against controller=none"))
    #expect(outcome.stdout.contains("false alarms: at most 1 in 3,258 gates"))
    let gate = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: command.folder.appendingPathComponent("gate.json")))
        as? [String: Any])
    #expect((gate["pairs"] as? [String: Int])?["screening"] == 10)
    #expect((gate["metrics"] as? [[String: Any]])?.count == 4)
  }

  @Test("A side that cannot run fails the gate with its words")
  func brokenSide() throws {
    let outcome = try Command().run(
      "gate", "small.yaml", "--live", "--against", "/bin/false", "--quiet")
    #expect(outcome.status == 3)
    #expect(outcome.stderr.contains("/bin/false run small.yaml"))
  }

  @Test(
    "What a gate cannot be asked for is a usage error",
    arguments: [
      ("live-alone", ["small.yaml", "--live"]),
      ("live-no-program", ["small.yaml", "--live", "--against", "no-such-program"]),
      ("live-self-test", ["small.yaml", "--live", "--against", "/bin/false", "--self-test"]),
      ("against-without-live", ["small.yaml", "--against", "/bin/false"]),
      ("effect", ["small.yaml", "--minimum-effect", "3"]),
      ("live-baseline", ["small.yaml", "--mode", "live", "--baseline", "main"]),
      ("changed-from-nothing", ["small.yaml", "--fail-on", "changed"]),
      ("junit-nowhere", ["small.yaml", "--junit", "no/such/folder.xml"]),
    ])
  func usage(name: String, arguments: [String]) throws {
    let outcome = try Command().run(["gate"] + arguments)
    #expect(outcome.status == 64)
    golden.expect(outcome.stderr, in: "usage/gate-\(name).txt")
  }

  @Test("What a gate prints is the same, however many replications run at a time")
  func jobs() throws {
    let command = try Self.withBaseline()
    let arguments = [
      "gate", "small.yaml", "--baseline", "main", "--set", "pipeline.stages.embed.workers=1",
      "--format", "json", "--quiet",
    ]
    let one = try command.run(arguments + ["--jobs", "1"])
    #expect(one.stdout == (try command.run(arguments + ["--jobs", "2"])).stdout)
    #expect(one.status == 2)
  }
}
