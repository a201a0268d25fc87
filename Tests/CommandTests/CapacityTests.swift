import Foundation
import HeadgateTestSupport
import Testing

/// What `headgate capacity` prints, writes and exits with.
struct CapacityTests {
  private let golden = Golden()

  @Test("Each variant's highest load is told, with what breaks beyond it")
  func load() throws {
    let command = try Command()
    let arguments = [
      "capacity", "small.yaml", "--set", "thresholds=[throughput >= 10/s, latency.p99 < 1s]",
      "--quiet",
    ]
    let outcome = try command.run(arguments)
    #expect(outcome.status == 0)
    golden.expect(outcome.transcript, in: "capacity/load.txt")
    #expect(try command.run(arguments + ["--jobs", "1"]) == outcome)
    #expect(try command.run(arguments + ["--jobs", "3"]) == outcome)
  }

  @Test("What carries less than its own load, or than is asked for, is a no")
  func tooLittle() throws {
    let command = try Command()
    let arguments = [
      "capacity", "small.yaml", "--controller", "none", "--set",
      "thresholds=[latency.p99 < 150ms]", "--quiet",
    ]
    let below = try command.run(arguments)
    #expect(below.status == 2)
    golden.expect(below.transcript, in: "capacity/too-little.txt")
    #expect(try command.run(arguments + ["--at-least", "0"]).status == 0)
    let enough = ["capacity", "small.yaml", "--controller", "none", "--quiet"]
    #expect(try command.run(enough).status == 0)
    #expect(try command.run(enough + ["--at-least", "50"]).status == 2)
  }

  @Test("The smallest value of a setting is found")
  func setting() throws {
    let outcome = try Command().run(
      "capacity", "small.yaml", "--controller", "none", "--vary",
      "pipeline.stages.embed.workers", "--load", "3", "--set", "thresholds=[latency.p99 < 1s]",
      "--quiet")
    #expect(outcome.status == 0)
    golden.expect(outcome.transcript, in: "capacity/setting.txt")
  }

  @Test("All that was tried is in the files")
  func files() throws {
    let command = try Command()
    let outcome = try command.run(
      "capacity", "small.yaml", "--controller", "none", "--precision", "10%", "--set",
      "thresholds=[latency.p99 < 1s]", "--json", "c.json", "--markdown", "c.md", "--html",
      "c.html", "--format", "json", "--quiet")
    #expect(outcome.status == 0)
    func text(_ name: String) throws -> String {
      try String(contentsOf: command.folder.appendingPathComponent(name), encoding: .utf8)
    }
    golden.expect(outcome.stdout, in: "capacity/capacity.json")
    golden.expect(try text("c.md"), in: "capacity/capacity.md")
    let page = try text("c.html")
    #expect(page.contains("<svg class=\"plot\"") && page.contains("latency.p99 &lt; 1s"))
    let json = try text("c.json")
    #expect(json.contains("\"environment\""))
    #expect(!outcome.stdout.contains("environment"))
  }

  @Test("What cannot be asked is refused, with what to write instead")
  func usage() throws {
    let command = try Command()
    func refused(_ arguments: String..., status: Int32 = 64) throws -> String {
      let outcome = try command.run(["capacity", "small.yaml"] + arguments)
      #expect(outcome.status == status && outcome.stdout.isEmpty)
      return outcome.stderr
    }
    #expect(try refused("--set", "thresholds=[]").contains("no threshold of severity error"))
    #expect(try refused("--load", "2").contains("--load goes with --vary"))
    #expect(try refused("--vary", "a", "--precision", "1%").contains("whole number"))
    #expect(try refused("--precision", "90%").contains("0.1%"))
    #expect(try refused("--at-least", "-1").contains("factor"))
    #expect(
      try refused("--set", "matrix.run.seed=[1]", "--vary", "run.seed").contains(
        "the matrix varies"))
    #expect(
      try refused("--vary", "pipeline.stages.embed.wrkers", status: 65).contains("workers"))
  }
}
