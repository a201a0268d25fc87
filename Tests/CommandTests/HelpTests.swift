import HeadgateTestSupport
import Testing

struct HelpTests {
  private let golden = Golden()

  static let commands = [
    "run", "verify", "fidelity", "chaos", "ingest", "validate", "init", "presets", "schema", "list",
    "show", "report",
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
    let outcome = try Command().run("help", name)
    #expect(outcome.status == 0)
    #expect(outcome.stderr.isEmpty)
    golden.expect(outcome.stdout, in: "help/\(name).txt")
  }

  @Test("The presets are printed with their values")
  func presets() throws {
    let outcome = try Command().run("presets")
    #expect(outcome.status == 0)
    golden.expect(outcome.stdout, in: "presets.txt")
  }
}
