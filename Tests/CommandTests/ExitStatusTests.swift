import HeadgateTestSupport
import Testing

/// What a caller learns from the exit code.
struct ExitStatusTests {
  private let golden = Golden()

  @Test("A missed threshold exits with 2, and the report says by how much and where it stands")
  func missedThreshold() throws {
    let outcome = try Command().run("run", "missed.yaml", "--quiet")
    #expect(outcome.status == 2)
    golden.expect(outcome.transcript, in: "run/missed.txt")
  }

  @Test("--no-thresholds leaves thresholds out of the report and of the exit code")
  func noThresholds() throws {
    let outcome = try Command().run("run", "missed.yaml", "--no-thresholds")
    #expect(outcome.status == 0)
    #expect(!outcome.stdout.contains("1000/s"))
    #expect(outcome.stdout.hasSuffix("verdict: pass: no thresholds to hold it to\n"))
  }

  @Test("Jobs still in flight after the drain exit with 2")
  func undrained() throws {
    let outcome = try Command().run(
      "run", "small.yaml", "--set", "run.drainTimeout=1ms", "--controller", "conservative")
    #expect(outcome.status == 2)
    #expect(outcome.stdout.contains("STILL IN FLIGHT"))
  }

  @Test("A run that fails exits with 3, is listed as failed, and stops no other")
  func failedRun() throws {
    let command = try Command()
    let outcome = try command.run("run", "too-short.yaml", "missed.yaml", "--quiet")
    #expect(outcome.status == 3)
    golden.expect(outcome.stderr, in: "run/failed-stderr.txt")
    #expect(outcome.stdout == (try command.run("run", "missed.yaml", "--quiet").stdout))
    let list = try command.run("list").stdout
    #expect(list.contains(#/too-short .* failed to run/#))
    #expect(list.contains(#/missed .* fail /#))
  }
}
