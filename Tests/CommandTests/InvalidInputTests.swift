import Foundation
import GRDB
import HeadgateTestSupport
import Testing

/// What a user who got something wrong is told, and the exit code.
struct InvalidInputTests {
  private let golden = Golden()

  @Test(
    "An invalid scenario is refused with file, line, column and a way out, and nothing runs",
    arguments: [
      "not-yaml", "unknown-key", "repeated-key", "wrong-type", "missing-unit", "negative",
      "zero", "unknown-stage", "unknown-metric", "unknown-preset", "empty-stages",
      "phases-and-burst", "missing-chapters", "unreadable-chapters", "chapters-not-json",
      "many-problems",
    ])
  func invalidScenario(name: String) throws {
    let command = try Command()
    let outcome = try command.run("run", "invalid/\(name).yaml")
    #expect(outcome.status == 65)
    #expect(outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "invalid/\(name).txt")
    #expect(try command.run("validate", "invalid/\(name).yaml") == outcome)
    #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/Results"))
  }

  @Test("A missing scenario is named")
  func missingScenario() throws {
    let outcome = try Command().run("run", "small.yaml", "no-such-file.yaml")
    #expect(outcome.status == 65)
    golden.expect(outcome.transcript, in: "invalid/missing-scenario.txt")
  }

  @Test("The problems of all files are listed before anything runs")
  func problemsOfAllFiles() throws {
    let outcome = try Command().run(
      "run", "small.yaml", "invalid/unknown-key.yaml", "invalid/unknown-preset.yaml")
    #expect(outcome.status == 65)
    golden.expect(outcome.transcript, in: "invalid/two-files.txt")
  }

  @Test(
    "What cannot be asked for is a usage error",
    arguments: [
      ("mode-unknown", ["run", "small.yaml", "--mode", "fast"]),
      ("fidelity-few-runs", ["fidelity", "small.yaml", "--runs", "4"]),
      ("fidelity-replications", ["fidelity", "small.yaml", "--replications", "9"]),
      ("verify-replication", ["verify", "small.yaml", "--replication=-1"]),
      ("no-file", ["run"]),
      ("folder-without-scenarios", ["run", "chapters"]),
      ("set-without-value", ["run", "small.yaml", "--set", "run.duration"]),
      ("jobs-zero", ["run", "small.yaml", "--jobs", "0"]),
      ("replications-zero", ["run", "small.yaml", "--replications", "0"]),
      ("store-and-no-store", ["run", "small.yaml", "--no-store", "--store", "a.sqlite"]),
      ("unknown-option", ["run", "small.yaml", "--seeds", "1"]),
      ("unknown-command", ["rnu", "small.yaml"]),
      ("json-into-no-folder", ["run", "small.yaml", "--json", "no/such/folder.json"]),
      ("json-onto-stdout", ["run", "small.yaml", "--json", "-"]),
      ("json-onto-folder", ["run", "small.yaml", "--json", "invalid"]),
      ("markdown-into-no-folder", ["run", "small.yaml", "--markdown", "no/such/folder.md"]),
      ("trace-onto-stdout", ["run", "small.yaml", "--trace", "-"]),
      ("trace-onto-folder", ["run", "small.yaml", "--trace", "invalid"]),
      ("store-under-file", ["run", "small.yaml", "--store", "small.yaml/headgate.sqlite"]),
      ("store-onto-folder", ["run", "small.yaml", "--store", "invalid"]),
      ("store-not-sqlite", ["run", "small.yaml", "--store", "small.yaml"]),
      ("list-without-store", ["list"]),
      ("show-without-store", ["show", "1"]),
      ("show-not-a-number", ["show", "first"]),
      ("init-existing", ["init", "small"]),
      ("init-no-name", ["init", "../small"]),
    ])
  func usageError(name: String, arguments: [String]) throws {
    let outcome = try Command().run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "usage/\(name).txt")
  }

  @Test("An override that the scenario refuses is an invalid scenario")
  func refusedOverride() throws {
    let outcome = try Command().run("run", "small.yaml", "--set", "run.duratoin=5s")
    #expect(outcome.status == 65)
    golden.expect(outcome.transcript, in: "invalid/override-unknown-key.txt")
  }

  @Test(
    "A store from a newer version is left alone", arguments: [["list"], ["run", "small.yaml"]])
  func newerStore(arguments: [String]) throws {
    let command = try Command()
    #expect(try command.run("run", "small.yaml", "--quiet").status == 0)
    let path = command.folder.appendingPathComponent("Results/headgate.sqlite").path
    try DatabaseQueue(path: path).write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of a later build')")
    }
    let outcome = try command.run(arguments)
    #expect(outcome.status == 64)
    golden.expect(outcome.transcript, in: "usage/newer-store-\(arguments[0]).txt")
  }

  @Test("A run that the store does not hold is a usage error")
  func missingRun() throws {
    let command = try Command()
    #expect(try command.run("run", "small.yaml", "--quiet").status == 0)
    let outcome = try command.run("show", "7")
    #expect(outcome.status == 64)
    golden.expect(outcome.transcript, in: "usage/show-missing-run.txt")
  }
}
