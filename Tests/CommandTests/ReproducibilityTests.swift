import Foundation
import Testing

/// stdout is a function of the scenario and the seed.
struct ReproducibilityTests {
  @Test("stdout is the same byte for byte from run to run", arguments: ["text", "json"])
  func runToRun(format: String) throws {
    let first = try Command().run("run", "small.yaml", "--format", format)
    let second = try Command().run("run", "small.yaml", "--format", format, "--store", "b.sqlite")
    #expect(first.status == 0)
    #expect(!first.stdout.isEmpty)
    #expect(first.stdout == second.stdout)
  }

  @Test("stdout does not depend on --jobs", arguments: ["text", "json"])
  func anyNumberOfJobs(format: String) throws {
    let command = try Command()
    let one = try command.run("run", "small.yaml", "--format", format, "--jobs", "1")
    let two = try command.run("run", "small.yaml", "--format", format, "--jobs", "2")
    #expect(one.status == 0)
    #expect(one.stdout == two.stdout)
  }

  @Test("A variant comes to the same digests alone and beside others")
  func aloneOrBesideOthers() throws {
    let command = try Command()
    let alone = try digests(command, controllers: "balanced")
    let beside = try digests(command, controllers: "conservative,balanced")
    #expect(alone.count == 2)
    #expect(beside.count == 4)
    #expect(Array(beside.suffix(2)) == alone)
  }

  @Test("Another seed comes to other digests")
  func anotherSeed() throws {
    let command = try Command()
    let first = try digests(command, controllers: "balanced")
    let second = try digests(command, controllers: "balanced", "--seed", "8")
    #expect(Set(first).isDisjoint(with: second))
  }

  /// `scripts/test` builds the command in debug too, and says where it is.
  @Test(
    "stdout is the same from the debug build and from the optimised one",
    .enabled(if: Command.debugBinary != nil, "HEADGATE_DEBUG_BINARY is not set: use scripts/test"),
    arguments: ["text", "json"])
  func debugAgainstRelease(format: String) throws {
    let debug = try #require(Command.debugBinary)
    let one = try Command().run("run", "small.yaml", "--format", format)
    let other = try Command(binary: debug).run("run", "small.yaml", "--format", format)
    #expect(one.status == 0)
    #expect(one.stdout == other.stdout)
  }

  private func digests(
    _ command: Command, controllers: String, _ more: String...
  ) throws -> [String] {
    let outcome = try command.run(
      ["run", "small.yaml", "--format", "json", "--no-store", "--controller", controllers] + more)
    #expect(outcome.status == 0, "\(outcome.stderr)")
    return outcome.stdout.matches(of: /"digest": ?"([0-9a-f]{32})"/).map { String($0.output.1) }
  }
}
