import Foundation
import GRDB
import HeadgateTestSupport
import Testing

/// `headgate tune`, from the space file to the preset that `run` takes by name.
struct TuneTests {
  private let golden = Golden()

  /// A search of a second or so.
  private static let small = [
    "tune", "tuning.yaml", "--space", "tuning.space.yaml", "--quiet",
  ]
  private static let preset = "Results/presets/tuned.yaml"

  private static func preset(in command: Command) throws -> String {
    try String(contentsOf: command.folder.appendingPathComponent(preset), encoding: .utf8)
  }

  @Test("The settings found are written as a preset, and the report is the same byte for byte")
  func twice() throws {
    let (first, second) = (try Command(), try Command())
    let outcome = try first.run(Self.small + ["--markdown", "tuned.md", "--html", "tuned.html"])
    #expect(outcome.status == 0, "\(outcome.stderr)")
    #expect(outcome.stderr.isEmpty)
    golden.expect(outcome.stdout, in: "tune/report.txt")
    golden.expect(try Self.preset(in: first), in: "tune/preset.yaml")
    let again = try second.run(Self.small + ["--no-store"])
    #expect(again.stdout == outcome.stdout)
    #expect(try Self.preset(in: second) == Self.preset(in: first))
    for file in ["tuned.md", "tuned.html"] {
      #expect(FileManager.default.fileExists(atPath: first.folder.appending(path: file).path))
    }
  }

  @Test("stdout does not depend on --jobs", arguments: ["text", "json"])
  func jobs(format: String) throws {
    let command = try Command()
    let arguments = Self.small + ["--no-store", "--format", format]
    let one = try command.run(arguments + ["--jobs", "1"])
    let two = try command.run(arguments + ["--jobs", "2"])
    #expect(one.status == 0)
    #expect(Self.withoutEnvironment(one.stdout) == Self.withoutEnvironment(two.stdout))
  }

  @Test("A study that is killed goes on where it was, and comes to the same")
  func killed() throws {
    let whole = try Command().run(Self.small + ["--no-store"])
    let command = try Command()
    let running = try command.start(Self.small + ["--jobs", "1"], stdout: .nullDevice)
    while running.process.isRunning, try Self.candidates(in: command) == 0 {}
    kill(running.process.processIdentifier, SIGKILL)
    _ = try running.finish()
    let kept = try Self.candidates(in: command)
    try #require(kept > 0)
    let outcome = try command.run(Self.small.filter { $0 != "--quiet" })
    #expect(outcome.status == 0)
    #expect(
      outcome.stderr.contains("tuned: goes on from \(kept) candidates of an earlier run"),
      "\(outcome.stderr)")
    #expect(outcome.stdout == whole.stdout)
  }

  @Test("A study comes to the same after any of its candidates", arguments: [1, 5, 17])
  func resumed(kept: Int) throws {
    let command = try Command()
    let whole = try command.run(Self.small)
    let store = try Self.store(in: command)
    try store.write { database in
      try database.execute(
        sql: "DELETE FROM evaluations WHERE position >= ?", arguments: [kept])
    }
    let resumed = try command.run(Self.small)
    #expect(resumed.stdout == whole.stdout)
    #expect(resumed.status == 0)
  }

  @Test("Ctrl-C keeps what was looked at, says how to go on, and exits with 130")
  func interrupted() throws {
    let command = try Command()
    let arguments = ["tune", "tuning.yaml", "--space", "tuning.space.yaml", "--runs", "100000000"]
    let running = try command.start(arguments, stdout: .nullDevice)
    while running.process.isRunning, try Self.candidates(in: command) == 0 {}
    running.process.interrupt()
    let outcome = try running.finish()
    #expect(outcome.status == 130)
    #expect(
      outcome.stderr.contains(
        "tuned: interrupted: what was looked at is kept, and the same command goes on from there"),
      "\(outcome.stderr)")
    #expect(try Self.candidates(in: command) > 0)
  }

  @Test("What is found is used by name: all of it, or its controller")
  func used() throws {
    let command = try Command()
    try #require(try command.run(Self.small).status == 0)
    let all = try command.run(
      "run", "tuning.yaml", "--preset", "tuned", "--format", "json", "--no-store")
    #expect(all.status == 0, "\(all.stderr)")
    #expect(all.stdout.contains("\"name\": \"default\""))
    let beside = try command.run(
      "run", "tuning.yaml", "--controller", "balanced,tuned", "--no-store")
    #expect(beside.status == 0, "\(beside.stderr)")
    #expect(beside.stdout.contains("tuned"))
    let unknown = try command.run("run", "tuning.yaml", "--preset", "tund", "--no-store")
    #expect(unknown.status == 65)
    #expect(
      unknown.stderr
        == "--preset tund:1:1: no preset is called \"tund\"; did you mean \"tuned\"?\n")
    let listed = try command.run("presets")
    #expect(listed.stdout.contains("Presets of Results/presets"))
    #expect(listed.stdout.contains("tuned"))
  }

  @Test("Where nothing keeps the constraints no preset is written, and the exit code is 2")
  func refused() throws {
    let command = try Command()
    try Self.write(
      "impossible.space.yaml",
      Self.space(in: command).replacing("throughput >= 95% of baseline", with: "latency.p99 < 1ns"),
      in: command)
    let outcome = try command.run(
      "tune", "tuning.yaml", "--space", "impossible.space.yaml", "--quiet")
    #expect(outcome.status == 2)
    #expect(outcome.stdout.contains("verdict: refused"))
    #expect(
      !FileManager.default.fileExists(
        atPath: command.folder.appendingPathComponent(Self.preset).path))
  }

  @Test("A space that cannot be is told in full, and nothing runs")
  func bad() throws {
    let command = try Command()
    try Self.write(
      "bad.space.yaml",
      Self.space(in: command)
        .replacing("minimize latency.p99", with: "minimise latency.p99")
        .replacing("real: [20/s, 200/s]", with: "real: [20, 200/s]"),
      in: command)
    let outcome = try command.run("tune", "tuning.yaml", "--space", "bad.space.yaml")
    #expect(outcome.status == 65)
    #expect(outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "tune/bad-space.txt")
    #expect(
      !FileManager.default.fileExists(atPath: command.folder.appendingPathComponent("Results").path)
    )
    let validated = try command.run("validate", "tuning.yaml", "--space", "bad.space.yaml")
    #expect(validated.status == 65)
    #expect(validated.stderr == outcome.stderr)
  }

  @Test("A preset of a built-in's name is refused before anything runs")
  func builtIn() throws {
    let outcome = try Command().run(Self.small + ["--name", "balanced"])
    #expect(outcome.status == 64)
    #expect(
      outcome.stderr
        == "--name is \"balanced\", which is a preset that is built in; call it tuned-balanced, for "
        + "one\n")
  }

  @Test("Two scenarios of one name, and a warm-up that is still to be found, are refused")
  func unfit() throws {
    let command = try Command()
    let twice = try command.run(
      "tune", "tuning.yaml", "--held-out", "tuning.yaml", "--space", "tuning.space.yaml")
    #expect(twice.status == 65)
    #expect(twice.stderr.contains("are both called \"tuning\""))
    let warm = try command.run(Self.small + ["--set", "run.warmup=auto"])
    #expect(warm.status == 65)
    #expect(warm.stderr.contains("--set run.warmup=30s"))
  }

  // MARK: Helpers

  private static func withoutEnvironment(_ text: String) -> Substring {
    text.range(of: "\"environment\"").map { text[..<$0.lowerBound] } ?? text[...]
  }

  private static func space(in command: Command) throws -> String {
    try String(
      contentsOf: command.folder.appendingPathComponent("tuning.space.yaml"), encoding: .utf8)
  }

  private static func write(_ name: String, _ text: String, in command: Command) throws {
    try Data(text.utf8).write(to: command.folder.appendingPathComponent(name))
  }

  private static func store(in command: Command) throws -> DatabaseQueue {
    try DatabaseQueue(
      path: command.folder.appendingPathComponent("Results/headgate.sqlite").path)
  }

  /// Candidates that the store keeps; none while it is still being made.
  private static func candidates(in command: Command) throws -> Int {
    let path = command.folder.appendingPathComponent("Results/headgate.sqlite").path
    var configuration = Configuration()
    configuration.readonly = true
    guard FileManager.default.fileExists(atPath: path),
      let store = try? DatabaseQueue(path: path, configuration: configuration)
    else { return 0 }
    return (try? store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM evaluations") }) ?? 0
  }
}
