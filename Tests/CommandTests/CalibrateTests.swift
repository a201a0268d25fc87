import Foundation
import HeadgateTestSupport
import Testing

/// What `headgate calibrate` prints, writes and exits with.
struct CalibrateTests {
  private let golden = Golden()

  /// A folder with a trace of `small.yaml` without a controller.
  private static func recorded(_ arguments: String...) throws -> Command {
    let command = try Command()
    let outcome = try command.run(
      [
        "run", "small.yaml", "--controller", "none", "--trace", "trace.jsonl", "--no-thresholds",
        "--no-store", "--quiet",
      ] + (arguments.isEmpty ? ["--replications", "1"] : arguments))
    try #require(outcome.status == 0, "\(outcome.stderr)")
    return command
  }

  private static func text(_ name: String, in command: Command) throws -> String {
    try String(contentsOf: command.folder.appendingPathComponent(name), encoding: .utf8)
  }

  private static let like = ["--like", "small.yaml", "--controller", "none"]

  @Test("A trace of the scenario's own is told to be that, and the scenario written runs")
  func own() throws {
    let command = try Self.recorded()
    let outcome = try command.run(
      ["calibrate", "trace.jsonl"] + Self.like + ["--json", "c.json", "--markdown", "c.md"])
    #expect(outcome.status == 0)
    golden.expect(outcome.transcript, in: "calibrate/own.txt")
    golden.expect(try Self.text("small-calibrated.yaml", in: command), in: "calibrate/own.yaml")
    golden.expect(try Self.text("c.json", in: command), in: "calibrate/own.json")
    golden.expect(try Self.text("c.md", in: command), in: "calibrate/own.md")
    let run = ["run", "small-calibrated.yaml", "--no-store", "--quiet", "--no-thresholds"]
    #expect(try command.run(run).status == 0)
    #expect(try command.run("validate", "small-calibrated.yaml").status == 0)
  }

  @Test("What is fitted is told with how well it fits")
  func fitted() throws {
    let command = try Self.recorded()
    let outcome = try command.run(
      ["calibrate", "trace.jsonl"] + Self.like
        + ["--arrivals", "fit", "--service", "fit", "-o", "fitted.yaml"])
    golden.expect(outcome.transcript, in: "calibrate/fitted.txt")
    golden.expect(try Self.text("fitted.yaml", in: command), in: "calibrate/fitted.yaml")
  }

  @Test("A trace of another system needs no scenario; what it cannot tell is told")
  func foreign() throws {
    let command = try Command()
    let outcome = try command.run(
      "calibrate", "traces/foreign.csv", "--json", "c.json")
    golden.expect(outcome.transcript, in: "calibrate/foreign.txt")
    golden.expect(
      try Self.text("foreign-calibrated.yaml", in: command), in: "calibrate/foreign.yaml")
    golden.expect(try Self.text("c.json", in: command), in: "calibrate/foreign.json")
    let run = ["run", "foreign-calibrated.yaml", "--no-store", "--quiet"]
    #expect(try command.run(run).status == 0)
  }

  @Test("Recorded arrivals go into a file beside the scenario, wherever that is")
  func arrivals() throws {
    let command = try Self.recorded()
    try FileManager.default.createDirectory(
      at: command.folder.appendingPathComponent("made"), withIntermediateDirectories: true)
    let outcome = try command.run(
      ["calibrate", "trace.jsonl"] + Self.like
        + ["--arrivals", "trace", "-o", "made/again.yaml", "--quiet"])
    #expect(outcome.status == 0)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: command.folder.appendingPathComponent("made").path)
    #expect(names.count == 2 && names.contains("again.yaml"))
    #expect(try command.run("run", "made/again.yaml", "--no-store", "--quiet").status == 0)
  }

  @Test("A scenario that tells another run than the recorded one exits with 7")
  func outside() throws {
    let command = try Self.recorded()
    let outcome = try command.run(
      ["calibrate", "trace.jsonl"] + Self.like
        + [
          "--set", "pipeline.stages.embed.workers=6",
          "--service", "like", "--quiet",
        ])
    #expect(outcome.status == 7)
    #expect(outcome.stdout.contains("calibration: fail: outside the bands: "))
  }

  @Test("A stored live run is calibrated by its overhead")
  func stored() throws {
    let command = try Command()
    let changes = ["--controller", "none", "--set", "run.duration=1s", "--quiet"]
    let run = try command.run(
      ["run", "small.yaml", "--mode", "live", "--no-thresholds", "--replications", "1"] + changes)
    try #require(run.status == 0, "\(run.stderr)")
    #expect(try command.run("calibrate", "1", "--quiet").stderr.contains("of another scenario"))
    let outcome = try command.run(["calibrate", "1"] + changes)
    // How far off a second is, is the machine's to say.
    #expect([0, 7].contains(outcome.status))
    #expect(outcome.stdout.contains("small-calibrated: calibrated from run 1"))
    #expect(outcome.stdout.contains("a stored run has no batches"))
    let written = try Self.text("small-calibrated.yaml", in: command)
    #expect(written.contains("overhead: "))
    #expect(try command.run("validate", "small-calibrated.yaml").status == 0)
  }

  @Test(
    "A trace that cannot be read is refused with file, line, column and what to write",
    arguments: [
      ("no-column", "job,stage,ended\n1,embed,2\n"),
      ("wrong-unit", "job,stage,started,ended\n1,embed,0KiB,1KiB\n"),
      ("empty", ""),
      ("negative", "job,stage,started,ended\n1,embed,-1,1\n"),
      ("backwards", "job,stage,started,ended\n1,embed,2,1\n"),
      (
        "cut-off",
        "{\"job\": 1, \"stage\": \"embed\", \"started\": 0, \"ended\": 1}\n{\"job\": 2, \"sta"
      ),
    ])
  func broken(name: String, trace: String) throws {
    let command = try Command()
    try Data(trace.utf8).write(to: command.folder.appendingPathComponent("t.trace"))
    let outcome = try command.run("calibrate", "t.trace")
    #expect(outcome.status == 64 && outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "calibrate/broken-\(name).txt")
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.path)
    #expect(!names.contains { $0.hasSuffix("-calibrated.yaml") })
  }

  @Test("What cannot be asked is refused, with what to write instead")
  func usage() throws {
    let command = try Self.recorded("--replications", "2")
    func refused(_ arguments: String..., status: Int32 = 64) throws -> String {
      let outcome = try command.run(["calibrate"] + arguments)
      #expect(outcome.status == status && outcome.stdout.isEmpty)
      return outcome.stderr
    }
    #expect(try refused("trace.jsonl").contains("choose one by --variant"))
    #expect(try refused("trace.jsonl", "--replication", "5").contains("no such run"))
    #expect(try refused("no.jsonl").contains("no.jsonl:1:1: the trace does not exist"))
    #expect(try refused("trace.jsonl", "--arrivals", "like").contains("need --like"))
    #expect(try refused("trace.jsonl", "--universes", "1").contains("from 2 to 100"))
    #expect(
      try refused("trace.jsonl", "--like", "small.yaml", "--replications", "2").contains(
        "--replications has no meaning"))
    #expect(
      try refused("traces/foreign.csv", "--like", "small.yaml").contains("choose by --variant"))
    #expect(
      try refused("traces/foreign.csv", "--like", "none.yaml", status: 65).contains("none.yaml"))
    #expect(try refused("3").contains("headgate.sqlite"))
    #expect(
      try refused("traces/foreign.csv", "-o", "small.yaml").contains("add --force to replace it"))
    #expect(try refused("traces/foreign.csv", "-o", "no/such.yaml").contains("-o no/such.yaml"))
  }

  @Test("Files that are there stay, unless they may be replaced")
  func replacing() throws {
    let command = try Command()
    let arguments = ["calibrate", "traces/foreign.csv", "-o", "made.yaml", "--quiet"]
    let first = try command.run(arguments)
    let text = try Self.text("made.yaml", in: command)
    #expect(try command.run(arguments).status == 64)
    let again = try command.run(arguments + ["--force"])
    #expect(again == first)
    #expect(try Self.text("made.yaml", in: command) == text)
  }
}
