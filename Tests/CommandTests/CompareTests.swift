import Foundation
import HeadgateTestSupport
import Testing

/// `compare`: results of every source against each other.
struct CompareTests {
  private let golden = Golden()

  /// A folder with run 1 of `small.yaml` and its JSON file, and run 2 with slower embedding.
  private func prepared() throws -> Command {
    let command = try Command()
    for (json, change) in [("before.json", "60ms"), ("after.json", "63ms")] {
      let outcome = try command.run(
        "run", "small.yaml", "--replications", "6", "--json", json, "--quiet", "--set",
        "pipeline.stages.embed.service.perItem={exponential: {mean: \(change)}}")
      try #require(outcome.status == 0, "\(outcome.stderr)")
    }
    return command
  }

  @Test("The same run is identical, whatever it is loaded from, and the exit code is 0")
  func identical() throws {
    let command = try prepared()
    #expect(try command.run("baseline", "save", "main", "1").status == 0)
    for other in ["1", "before.json", "main", "Results/baselines/main"] {
      let outcome = try command.run("compare", "a=1", "b=\(other)")
      #expect(outcome.status == 0)
      #expect(outcome.stderr.isEmpty)
      #expect(outcome.stdout.hasSuffix("in short: identical, 2 variants\n"), "\(other)")
    }
  }

  @Test("A change is told with intervals, where it arises, and on all outputs alike")
  func changed() throws {
    let command = try prepared()
    let outcome = try command.run(
      "compare", "before=before.json", "after=2", "--markdown", "c.md", "--json", "c.json")
    #expect(outcome.status == 0)
    #expect(outcome.stderr.isEmpty)
    golden.expect(outcome.stdout, in: "compare/changed.txt")
    golden.expect(
      try String(contentsOf: command.folder.appendingPathComponent("c.md"), encoding: .utf8),
      in: "compare/changed.md")
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: command.folder.appendingPathComponent("c.json")))
    let comparison = try #require(json as? [String: Any])
    #expect(comparison["kind"] as? String == "comparison")
    #expect(comparison["environment"] != nil)
    #expect((comparison["variants"] as? [Any])?.count == 2)
    let printed = try command.run(
      "compare", "before=before.json", "after=2", "--format", "json"
    ).stdout
    #expect(!printed.contains("\"environment\""))
    #expect(
      printed
        == (try command.run(
          "compare", "before=before.json", "after=after.json", "--format", "json"
        ).stdout))
  }

  @Test("A baseline lacks only what it does not keep: the figures say the same")
  func baselineSaysTheSame() throws {
    let command = try prepared()
    #expect(try command.run("baseline", "save", "main", "before.json").status == 0)
    func tables(_ source: String) throws -> [Substring] {
      try command.run("compare", "a=\(source)", "2", "--all").stdout
        .split(separator: "\n").filter { $0.contains(" to ") && !$0.contains("%)  ") }
    }
    let full = try tables("1")
    let slim = try tables("main")
    #expect(slim.count > 20)
    #expect(slim == full.filter { slim.contains($0) })
  }

  @Test("Two variants of one run are compared, though their names differ")
  func presets() throws {
    let command = try prepared()
    let outcome = try command.run("compare", "1:controller=none", "1:controller=balanced")
    #expect(outcome.status == 0)
    golden.expect(outcome.stdout, in: "compare/presets.txt")
    let other = try command.run("compare", "1:controller=none", "x=1:controller=balenced")
    #expect(other.status == 64)
    golden.expect(other.transcript, in: "compare/no-variant.txt")
  }

  @Test("Several results are each compared with the first")
  func several() throws {
    let command = try prepared()
    let outcome = try command.run("compare", "1", "before.json", "2")
    #expect(outcome.status == 0)
    #expect(
      outcome.stdout.matches(of: /^small: (.*)$/.anchorsMatchLineEndings()).map(\.output.1)
        == ["before.json against 1", "2 against 1"])
    let json = try command.run("compare", "1", "before.json", "2", "--format", "json").stdout
    let list = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [Any]
    #expect(list?.count == 2)
  }

  @Test("Scenarios are compared by name, and one that only one side has is said")
  func scenarios() throws {
    let command = try Command()
    _ = try command.run("run", "small.yaml", "missed.yaml", "--json", "both.json", "--quiet")
    _ = try command.run("run", "missed.yaml", "too-short.yaml", "--json", "two.json", "--quiet")
    _ = try command.run("baseline", "save", "both", "both.json")
    let outcome = try command.run("compare", "both", "both.json")
    #expect(outcome.stdout.matches(of: /in short: identical/).count == 2)
    let single = try command.run("compare", "both", "two.json")
    #expect(single.status == 0)
    #expect(
      single.stdout.hasSuffix(
        "\nONLY IN both, and compared with nothing: the scenario small\n"))
    #expect(single.stderr.isEmpty)
    let json = try command.run("compare", "both", "two.json", "--format", "json")
    #expect(json.stderr == "ONLY IN both, and compared with nothing: the scenario small\n")
    _ = try command.run("run", "small.yaml", "--json", "one.json", "--quiet")
    let none = try command.run("compare", "both", "one.json:controller=none")
    #expect(none.status == 0)
    #expect(none.stdout.contains("ONLY IN both, and compared with nothing: controller=balanced"))
  }

  @Test("Other seeds are compared by ranks, and that is said")
  func seeds() throws {
    let command = try prepared()
    _ = try command.run(
      "run", "small.yaml", "--replications", "6", "--seed", "8", "--quiet", "--set",
      "pipeline.stages.embed.service.perItem={exponential: {mean: 60ms}}")
    let outcome = try command.run("compare", "1", "3")
    #expect(outcome.status == 0)
    #expect(outcome.stdout.contains("DIFFERENT SEEDS: 7 and 8"))
    golden.expect(outcome.stdout, in: "compare/seeds.txt")
  }

  @Test(
    "What cannot be read is a usage error, with what would do",
    arguments: [
      ("nothing", ["1", "nothing"]), ("no-run", ["1", "99"]), ("one", ["1"]),
      ("not-json", ["1", "small.yaml"]), ("no-results", ["1", "invalid"]),
      ("json-onto-folder", ["1", "1", "--json", "invalid"]),
      ("no-common-scenario", ["before.json", "both.json"]),
    ])
  func unreadable(name: String, arguments: [String]) throws {
    let command = try Command()
    _ = try command.run("run", "small.yaml", "--quiet", "--json", "before.json")
    if name == "no-common-scenario" {
      let text = try String(
        contentsOf: command.folder.appendingPathComponent("before.json"), encoding: .utf8)
      let other = text.replacing("\"name\": \"small\"", with: "\"name\": \"other\"")
      try Data("[\(other), \(other)]".utf8).write(
        to: command.folder.appendingPathComponent("both.json"))
    }
    let outcome = try command.run(["compare"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "compare/usage-\(name).txt")
  }

  @Test("A damaged baseline is named with line and column")
  func damaged() throws {
    let command = try prepared()
    _ = try command.run("baseline", "save", "main", "1")
    let file = command.folder.appendingPathComponent("Results/baselines/main/small.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\"better\": \"higher\"", with: "\"better\": \"lower\"").utf8)
      .write(to: file)
    let outcome = try command.run("compare", "main", "1")
    #expect(outcome.status == 64)
    #expect(outcome.stderr.contains(#/small.json:\d+:\d+: the checksum does not fit/#))
  }
}
