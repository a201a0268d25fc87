import HeadgateTestSupport
import Testing

struct HelpTests {
  private let golden = Golden()

  static let commands = [
    "run", "gate", "verify", "fidelity", "chaos", "tune", "capacity", "calibrate", "compare",
    "baseline", "baseline save",
    "baseline list", "baseline show", "baseline delete", "ingest", "validate", "init", "presets",
    "schema", "list", "show", "report",
  ]

  @Test("The root's help lists the commands and the exit codes")
  func root() throws {
    let outcome = try Command().run("--help")
    #expect(outcome.status == 0)
    #expect(outcome.stderr.isEmpty)
    golden.expect(outcome.stdout, in: "help/headgate.txt")
  }

  @Test("Every command's help says what it does and takes", arguments: commands)
  func command(name: String) throws {
    let outcome = try Command().run(["help"] + Self.words(name))
    #expect(outcome.status == 0)
    #expect(outcome.stderr.isEmpty)
    golden.expect(outcome.stdout, in: "help/\(Self.words(name).joined(separator: "-")).txt")
  }

  static func words(_ command: String) -> [String] {
    command.split(separator: " ").map(String.init)
  }

  @Test("The presets are printed with their values")
  func presets() throws {
    let outcome = try Command().run("presets")
    #expect(outcome.status == 0)
    golden.expect(outcome.stdout, in: "presets.txt")
  }
}
