import Foundation
import Testing

struct StoredRunsTests {
  @Test("A stored run is shown as it was when it ran")
  func showIsRun() throws {
    let command = try Command()
    let ran = try command.run("run", "small.yaml")
    let shown = try command.run("show", "1")
    #expect(ran.status == 0)
    #expect(shown.status == 0)
    #expect(shown.stdout == ran.stdout)
  }

  @Test("The list has the latest run first, and as many as asked for")
  func list() throws {
    let command = try Command()
    _ = try command.run("run", "small.yaml", "missed.yaml", "--quiet")
    let names = try command.run("list").stdout.matches(of: /small|missed/).map(\.output)
    #expect(names == ["missed", "small"])
    let latest = try command.run("list", "--limit", "1").stdout
    #expect(latest.contains("missed"))
    #expect(!latest.contains("small"))
  }

  @Test("--no-store leaves nothing behind")
  func noStore() throws {
    let command = try Command()
    #expect(try command.run("run", "small.yaml", "--no-store", "--quiet").status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: command.folder.path)
    #expect(!files.contains("Results"))
  }

  @Test("What is exported says when and where it ran; what stdout carries of a run does not")
  func environmentStaysOffStdout() throws {
    let command = try Command()
    let ran = try command.run("run", "small.yaml", "--format", "json", "--json", "file.json")
    let file = try String(
      contentsOf: command.folder.appendingPathComponent("file.json"), encoding: .utf8)
    #expect(!ran.stdout.contains("startedAt"))
    #expect(file.contains("startedAt"))
    #expect(try command.run("show", "1", "--format", "json").stdout == file)
  }

  @Test("The trace says whose events follow, and does not change the result")
  func trace() throws {
    let command = try Command()
    let plain = try command.run("run", "small.yaml")
    let traced = try command.run("run", "small.yaml", "--trace", "trace.jsonl")
    #expect(traced.stdout == plain.stdout)
    let lines = try String(
      contentsOf: command.folder.appendingPathComponent("trace.jsonl"), encoding: .utf8
    ).split(separator: "\n")
    let heads = lines.filter { $0.hasPrefix("{\"scenario\"") }
    #expect(
      heads == [
        #"{"scenario": "small", "variant": "controller=none", "mode": "sim", "replication": 0}"#,
        #"{"scenario": "small", "variant": "controller=none", "mode": "sim", "replication": 1}"#,
        #"{"scenario": "small", "variant": "controller=balanced", "mode": "sim", "replication": 0}"#,
        #"{"scenario": "small", "variant": "controller=balanced", "mode": "sim", "replication": 1}"#,
      ])
    #expect(lines.count > 1000)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test("Results of several scenarios are one JSON list and one Markdown text")
  func severalScenarios() throws {
    let command = try Command()
    let ran = try command.run(
      "run", "small.yaml", "missed.yaml", "--json", "all.json", "--markdown", "all.md", "--quiet")
    #expect(ran.status == 2)
    let json = try Data(contentsOf: command.folder.appendingPathComponent("all.json"))
    let list = try #require(try JSONSerialization.jsonObject(with: json) as? [[String: Any]])
    #expect(
      list.map { ($0["scenario"] as? [String: Any])?["name"] as? String } == ["small", "missed"])
    let markdown = try String(
      contentsOf: command.folder.appendingPathComponent("all.md"), encoding: .utf8)
    #expect(
      markdown.matches(of: /^## (.*)$/.anchorsMatchLineEndings()).map(\.output.1) == [
        "small", "missed",
      ])
  }
}
