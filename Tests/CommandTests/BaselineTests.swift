import Foundation
import HeadgateTestSupport
import Testing

/// `baseline save`, `list`, `show` and `delete`.
struct BaselineTests {
  private let golden = Golden()

  @Test("Saving says what it replaced, and whether the digests changed")
  func save() throws {
    let command = try Command()
    var transcript = ""
    for arguments in [
      ["small.yaml"], ["small.yaml"], ["small.yaml", "--seed", "8"],
      ["small.yaml", "--controller", "none,conservative"], ["missed.yaml", "--quiet"],
    ] {
      let outcome = try command.run(["baseline", "save", "main"] + arguments)
      #expect(outcome.status == 0)
      transcript += outcome.stdout + outcome.stderr
    }
    golden.expect(transcript, in: "baseline/save.txt")
    let list = try command.run("baseline", "list")
    #expect(list.status == 0)
    golden.expect(list.stdout, in: "baseline/list.txt")
  }

  @Test("A scenario, its stored run and its JSON file give the same baseline")
  func sources() throws {
    let command = try Command()
    _ = try command.run("run", "small.yaml", "--quiet", "--json", "small.json")
    func saved(_ name: String, _ source: String...) throws -> String {
      let outcome = try command.run(["baseline", "save", name] + source)
      #expect(outcome.status == 0, "\(outcome.stderr)")
      return try String(
        contentsOf: command.folder.appendingPathComponent("Results/baselines/\(name)/small.json"),
        encoding: .utf8)
    }
    let text = try saved("a", "small.yaml")
    #expect(try saved("b", "1") == text)
    #expect(try saved("c", "small.json") == text)
    #expect(try saved("d") == text)
    #expect(try saved("e", "Results/baselines/a/small.json") == text)
  }

  @Test("All scenarios of a folder are saved, and another folder can hold the baselines")
  func folders() throws {
    let command = try Command()
    let folder = command.folder.appendingPathComponent("set")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["small", "missed"] {
      try FileManager.default.copyItem(
        at: command.folder.appendingPathComponent("\(name).yaml"),
        to: folder.appendingPathComponent("\(name).yaml"))
    }
    let saved = try command.run("baseline", "save", "main", "set", "--baselines", "kept", "-q")
    #expect(saved.status == 0)
    #expect(saved.stdout.split(separator: "\n").count == 2)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: command.folder.appendingPathComponent("kept/main").path)
    #expect(files.sorted() == ["missed.json", "small.json"])
    #expect(
      try command.run("compare", "main", "kept/main", "--baselines", "kept").stdout
        .matches(of: /in short: identical/).count == 2)
  }

  @Test("A baseline is shown as a run is, and its JSON is a result")
  func show() throws {
    let command = try Command()
    _ = try command.run("baseline", "save", "main", "small.yaml")
    let shown = try command.run("baseline", "show", "main")
    #expect(shown.status == 0)
    golden.expect(shown.stdout, in: "baseline/show.txt")
    let json = try command.run("baseline", "show", "main", "--format", "json").stdout
    try Data(json.utf8).write(to: command.folder.appendingPathComponent("shown.json"))
    #expect(
      try command.run("compare", "main", "shown.json").stdout
        .hasSuffix("in short: identical, 2 variants\n"))
  }

  @Test("A deleted baseline is gone, and a missing one is a failure of its own")
  func delete() throws {
    let command = try Command()
    _ = try command.run("baseline", "save", "main", "small.yaml")
    for verb in ["show", "delete"] {
      let outcome = try command.run("baseline", verb, "mian")
      #expect(outcome.status == 5)
      #expect(outcome.stdout.isEmpty)
      golden.expect(outcome.transcript, in: "baseline/missing.txt")
    }
    #expect(try command.run("baseline", "delete", "main").stdout == "Deleted the baseline main.\n")
    #expect(try command.run("baseline", "show", "main").status == 5)
    #expect(try command.run("baseline", "list").stdout.hasPrefix("No baselines are kept yet."))
  }

  @Test(
    "What cannot be saved is a usage error, and leaves nothing",
    arguments: [
      ("path-as-name", ["../main", "small.yaml"]), ("number-as-name", ["17", "small.yaml"]),
      ("no-run", ["main", "99"]), ("no-store", ["main"]), ("no-scenarios", ["main", "chapters"]),
      ("change-of-result", ["main", "1", "--seed", "8"]), ("no-file", ["main", "none.json"]),
    ])
  func usage(name: String, arguments: [String]) throws {
    let command = try Command()
    if name == "no-run" { _ = try command.run("run", "small.yaml", "--quiet") }
    let outcome = try command.run(["baseline", "save"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "baseline/usage-\(name).txt")
    #expect(
      !FileManager.default.fileExists(
        atPath: command.folder.appendingPathComponent("Results/baselines").path))
  }

  @Test("A scenario that fails to run keeps no other from being saved")
  func failedRun() throws {
    let command = try Command()
    let outcome = try command.run("baseline", "save", "main", "too-short.yaml", "small.yaml", "-q")
    #expect(outcome.status == 3)
    #expect(outcome.stdout.hasPrefix("small: saved as baseline main"))
    #expect(outcome.stderr.hasPrefix("too-short: the run failed: "))
  }

  @Test("A damaged file is listed as such, beside those that are whole")
  func damaged() throws {
    let command = try Command()
    _ = try command.run("baseline", "save", "main", "small.yaml", "missed.yaml", "-q")
    let file = command.folder.appendingPathComponent("Results/baselines/main/missed.json")
    try Data("{\"schemaVersion\": 9, \"kind\": \"baseline\"}".utf8).write(to: file)
    let outcome = try command.run("baseline", "list")
    #expect(outcome.status == 5)
    #expect(outcome.stdout.contains("small"))
    golden.expect(outcome.stderr, in: "baseline/damaged.txt")
    let saved = try command.run("baseline", "save", "main", "missed.yaml", "-q")
    #expect(saved.stdout.contains("replaces a file that could not be read"))
  }
}
