import Foundation
import HeadgateTestSupport
import Testing

/// What `headgate chaos` prints and exits with.
struct ChaosTests {
  private let golden = Golden()

  @Test(
    "Seeds that follow the rules exit with 0 and show what they reached, however many at a time")
  func seeds() throws {
    let command = try Command()
    let outcome = try command.run("chaos", "--seeds", "1..30", "--quiet")
    #expect(outcome.status == 0)
    golden.expect(outcome.transcript, in: "chaos/seeds.txt")
    #expect(
      try command.run("chaos", "--seeds", "1..30", "--quiet", "--jobs", "1").stdout
        == outcome.stdout)
  }

  @Test(
    "The engine gives the simulator's digests, and follows the rules in any order of ready tasks")
  func modes() throws {
    let command = try Command()
    for options in [["--verify"], [], ["--order", "fifo"], ["--mode", "sim"]] {
      let outcome = try command.run(["chaos", "--seeds", "1..100", "--quiet"] + options)
      #expect(outcome.status == 0)
      #expect(outcome.stdout.hasSuffix("every rule held\n"))
    }
  }

  @Test("One seed shows its scenario, which is a scenario file that run takes")
  func oneSeed() throws {
    let command = try Command()
    let outcome = try command.run("chaos", "--seed", "7")
    #expect(outcome.status == 0)
    golden.expect(outcome.transcript, in: "chaos/seed.txt")
    let parts = outcome.stdout.components(separatedBy: "\n\n")
    try (parts[1] + "\n").write(
      to: command.folder.appendingPathComponent("seven.yaml"), atomically: true, encoding: .utf8)
    let file = try command.run("chaos", "seven.yaml")
    #expect(file.status == 0)
    #expect(file.stdout.hasSuffix(parts[2]))
    #expect(try command.run("run", "seven.yaml", "--no-store", "--quiet").status == 0)
  }

  @Test("A scenario that breaks a rule exits with 7 and says which")
  func brokenRule() throws {
    let outcome = try Command().run("chaos", "stuck.yaml")
    #expect(outcome.status == 7)
    golden.expect(outcome.transcript, in: "chaos/stuck.txt")
  }

  @Test(
    "What chaos cannot be asked for is a usage error",
    arguments: [
      ("seeds-backwards", ["--seeds", "5..1"]),
      ("seeds-and-seed", ["--seeds", "1..5", "--seed", "3"]),
      ("live", ["--mode", "live"]),
      ("sim-random", ["--mode", "sim", "--order", "random"]),
      ("verify-random", ["--verify", "--order", "random"]),
    ])
  func usage(name: String, arguments: [String]) throws {
    let outcome = try Command().run(["chaos"] + arguments)
    #expect(outcome.status == 64)
    golden.expect(outcome.stderr, in: "usage/chaos-\(name).txt")
  }
}
