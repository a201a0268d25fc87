import Foundation
import HeadgateTestSupport
import Testing

/// What `headgate run` makes of a folder.
struct FolderTests {
  private let golden = Golden()

  @Test("All scenarios of a folder run, and a table says which controllers survived which of them")
  func table() throws {
    let outcome = try Command().run("run", "metastable", "--quiet")
    #expect(outcome.status == 0)
    golden.expect(outcome.transcript, in: "run/folder.txt")
  }

  @Test("--controller names the columns of the table")
  func controllers() throws {
    let outcome = try Command().run("run", "metastable", "--quiet", "--controller", "balanced,none")
    let heading = outcome.stdout.split(separator: "\n").last { $0.hasPrefix("controller ") }
    #expect(heading?.split(separator: " ") == ["controller", "balanced", "none"])
  }

  @Test("A folder's results in JSON are a list that says who survived, and holds no table")
  func json() throws {
    let command = try Command()
    let outcome = try command.run("run", "metastable", "--quiet", "--format", "json")
    #expect(outcome.status == 0)
    let results = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.stdout.utf8)) as? [[String: Any]])
    let survivors = results.map { result in
      (result["variants"] as? [[String: Any]] ?? []).map { $0["survives"] as? Bool }
    }
    #expect(survivors.count == 2)
    #expect(survivors.first == [true, true, true, true])
    #expect(survivors.last?.first == false)
  }

  @Test("The table ends the Markdown report, too")
  func markdown() throws {
    let command = try Command()
    _ = try command.run("run", "metastable", "--quiet", "--markdown", "folder.md")
    let text = try String(
      contentsOf: command.folder.appendingPathComponent("folder.md"), encoding: .utf8)
    #expect(text.contains("\n### Controllers × scenarios\n"))
    let alone = try command.run("run", "metastable/calm.yaml")
    #expect(!alone.stdout.contains("Controllers × scenarios"))
  }

  @Test("A scenario that misses a threshold makes the folder's run exit with 2")
  func missed() throws {
    let outcome = try Command().run(
      "run", "metastable", "--quiet", "--set", "pipeline.stages.server.service.perItem=60ms")
    #expect(outcome.status == 2)
  }

  @Test("The problems of all files of a folder are listed, and nothing runs")
  func problems() throws {
    let command = try Command()
    let outcome = try command.run("run", "invalid")
    #expect(outcome.status == 65)
    #expect(outcome.stdout.isEmpty)
    let told = outcome.stderr.split(separator: "\n").compactMap { $0.split(separator: ":").first }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: command.folder.appendingPathComponent("invalid").path)
    // What is wrong with the chapters of one stands where they do.
    let scenarios = files.filter { $0.hasSuffix(".yaml") && $0 != "chapters-not-json.yaml" }
      .map { "invalid/\($0)" }
    #expect(Set(told).isSuperset(of: scenarios.map { $0[...] }))
    #expect(!FileManager.default.fileExists(atPath: command.folder.path + "/Results"))
  }
}
