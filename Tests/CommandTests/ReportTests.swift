import Foundation
import HeadgateTestSupport
import Testing

struct ReportTests {
  private let golden = Golden()

  private static func text(_ path: String, of command: Command) throws -> String {
    try String(contentsOf: command.folder.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("A stored run's page, its result file's and that of the run itself are the same")
  func samePage() throws {
    let command = try Command()
    let ran = try command.run(
      "run", "small.yaml", "--html", "ran.html", "--json", "ran.json", "--quiet")
    #expect(ran.status == 0)
    let stored = try command.run("report", "1")
    #expect(stored.status == 0)
    #expect(stored.stdout == "Results/report.html\n")
    let filed = try command.run("report", "ran.json", "--output", "filed.html")
    #expect(filed.status == 0)
    #expect(filed.stdout == "filed.html\n")
    let page = try Self.text("ran.html", of: command)
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<h1>small</h1>"))
    #expect(try Self.text("Results/report.html", of: command) == page)
    #expect(try Self.text("filed.html", of: command) == page)
  }

  @Test("Several runs are one page, in the order in which they were named")
  func severalRuns() throws {
    let command = try Command()
    let ran = try command.run(
      "run", "small.yaml", "missed.yaml", "--html", "all.html", "--json", "all.json", "--quiet")
    #expect(ran.status == 2)
    #expect(try command.run("report", "2", "all.json", "--output", "more.html").status == 0)
    func names(_ path: String) throws -> [String] {
      try Self.text(path, of: command).matches(of: /<h2>([^<]*)<\/h2>/).map { String($0.output.1) }
    }
    #expect(try names("all.html") == ["small", "missed"])
    #expect(try names("more.html") == ["missed", "small", "missed"])
  }

  static let refused: [(name: String, arguments: [String])] = [
    ("report-no-run", ["report"]), ("report-missing-run", ["report", "7"]),
    ("report-missing-file", ["report", "gone.json"]),
    ("report-not-a-result", ["report", "small.yaml"]),
    ("report-onto-folder", ["report", "1", "--output", "invalid"]),
    ("report-into-no-folder", ["report", "1", "--output", "no/page.html"]),
    ("html-onto-folder", ["run", "small.yaml", "--html", "invalid"]),
  ]

  @Test("What cannot be reported is refused before anything is written", arguments: refused)
  func refusals(name: String, arguments: [String]) throws {
    let command = try Command()
    _ = try command.run("run", "small.yaml", "--quiet")
    let outcome = try command.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.stdout.isEmpty)
    golden.expect(outcome.transcript, in: "usage/\(name).txt")
    let page = command.folder.appendingPathComponent("Results/report.html")
    #expect(!FileManager.default.fileExists(atPath: page.path))
  }

  @Test("A damaged result file is refused with its place, one of another format with its version")
  func damagedFile() throws {
    let command = try Command()
    for text in ["{\"schemaVersion\": 1,\n \"scenario\": ", "{\"schemaVersion\": 99}"] {
      let file = command.folder.appendingPathComponent("bad.json")
      try Data(text.utf8).write(to: file)
      let outcome = try command.run("report", "bad.json")
      #expect(outcome.status == 64)
      #expect(outcome.stderr.contains(#/bad\.json:\d+:\d+: /#))
    }
  }
}
