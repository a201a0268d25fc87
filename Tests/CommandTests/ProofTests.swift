import Foundation
import HeadgateTestSupport
import Testing

/// `verify` and `fidelity`: the real engine beside the simulator.
struct ProofTests {
  private let golden = Golden()

  @Test("The engine on the virtual clock does what the simulator does, and a line says so")
  func verify() throws {
    let outcome = try Command().run("verify", "small.yaml", "missed.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.stderr.isEmpty)
    golden.expect(outcome.stdout, in: "verify/equal.txt")
  }

  @Test("One variant and one replication can be verified alone")
  func verifyOne() throws {
    let command = try Command()
    let outcome = try command.run(
      "verify", "small.yaml", "--variant", "controller=balanced", "--replication", "7")
    #expect(outcome.status == 0)
    #expect(outcome.stdout.contains("1 variant × 1 replication, "))
    let other = try command.run(
      "verify", "small.yaml", "--variant", "controller=balanced", "--replication", "8")
    #expect(other.status == 0)
    #expect(other.stdout != outcome.stdout)
  }

  @Test("Scenarios that seeds draw are verified as files are, however many at a time")
  func verifyRandom() throws {
    let command = try Command()
    let outcome = try command.run("verify", "--random", "1..60", "--quiet")
    #expect(outcome.status == 0)
    golden.expect(outcome.stdout, in: "verify/random.txt")
    #expect(
      try command.run("verify", "--random", "1..60", "--quiet", "--jobs", "1").stdout
        == outcome.stdout)
  }

  @Test(
    "A verification of nothing, or of files and seeds at once, is a usage error",
    arguments: [
      ("nothing", []), ("both", ["small.yaml", "--random", "1..5"]),
      ("random-seed", ["--random", "1..5", "--seed", "3"]),
    ])
  func verifyUsage(name: String, arguments: [String]) throws {
    let outcome = try Command().run(["verify"] + arguments)
    #expect(outcome.status == 64)
    golden.expect(outcome.stderr, in: "usage/verify-\(name).txt")
  }

  @Test("A variant that is not there is a usage error")
  func noSuchVariant() throws {
    let outcome = try Command().run("verify", "small.yaml", "--variant", "controller=fast")
    #expect(outcome.status == 64)
    golden.expect(outcome.transcript, in: "usage/verify-no-variant.txt")
  }

  /// So loaded that nothing is judged: what the machine does meanwhile decides nothing here.
  @Test("Fidelity prints, exports and exits, and says when a load is too high to judge")
  func fidelity() throws {
    let command = try Command()
    let outcome = try command.run(
      "fidelity", "small.yaml", "--controller", "none", "--set", "run.duration=500ms",
      "--set", "workloads.bulk.phases.hold.rate=200/s", "--json", "fidelity.json",
      "--markdown", "fidelity.md", "--fail-on", "inconclusive", "--quiet")
    #expect(outcome.status == 0)
    #expect(outcome.stderr.isEmpty)
    #expect(outcome.stdout.hasSuffix("verdict: unjudged: nothing was judged\n"))
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: command.folder.appendingPathComponent("fidelity.json")))
    let result = try #require(json as? [String: Any])
    #expect(result["verdict"] as? String == "unjudged")
    let variant = try #require((result["variants"] as? [[String: Any]])?.first)
    #expect(variant["runs"] as? Int == 5)
    #expect((variant["overhead"] as? [[String: Any]])?.count == 2)
    #expect(variant["calibrated"] is [String: Any])
    let markdown = try String(
      contentsOf: command.folder.appendingPathComponent("fidelity.md"), encoding: .utf8)
    #expect(markdown.contains("| latency |") || markdown.contains("**latency**"))
  }

  @Test("A run in two modes shows both, and calls live figures what they are")
  func modes() throws {
    let command = try Command()
    let virtual = try command.run(
      "run", "small.yaml", "--mode", "sim", "--mode", "virtual", "--mode", "sim", "--no-store")
    #expect(virtual.status == 0)
    #expect(virtual.stdout.contains("sim, virtual, seed 7"))
    #expect(!virtual.stdout.contains("wall clock"))
    let live = try command.run(
      "run", "small.yaml", "--mode", "live", "--set", "run.duration=300ms", "--replications", "1",
      "--controller", "none", "--no-store", "--no-thresholds")
    #expect(live.status == 0)
    #expect(live.stdout.contains("live figures were measured on the wall clock"))
  }
}
