import HeadgateLab
import HeadgateModel
import Testing

@Suite struct VerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var holds = true
    var inFlight = 0
    var limit = 10.0
    var severity = Severity.error
    var verdict: Verdict

    var testDescription: String {
      "check \(holds), in flight \(inFlight), limit \(limit), \(severity): \(verdict)"
    }
  }

  @Test(arguments: [
    Case(verdict: .pass),
    Case(limit: 0, severity: .warn, verdict: .pass),
    Case(inFlight: 1, verdict: .undrained),
    Case(inFlight: 1, limit: 0, severity: .warn, verdict: .undrained),
    Case(limit: 0, verdict: .fail),
    Case(inFlight: 1, limit: 0, verdict: .fail),
    Case(holds: false, verdict: .invalid),
    Case(holds: false, inFlight: 1, limit: 0, verdict: .invalid),
  ])
  func theGravestFindingOfAnyReplicationDecides(_ example: Case) async throws {
    let backend = FakeBackend { specification, replication, _ in
      let isLast = replication == 2
      return ReplicationResult(
        specification, replication, metrics: [("latency.mean", 1)],
        checks: [
          SelfCheck(name: "conservation", holds: true, detail: ""),
          SelfCheck(name: "capacity", holds: example.holds || !isLast, detail: ""),
        ],
        inFlight: isLast ? example.inFlight : 0)
    }
    let result = try await Experiment(
      .fake(
        variants: ["a", "b"], replications: 3,
        thresholds: [.fake("latency.mean", .less, example.limit, severity: example.severity)]),
      on: backend
    ).run()
    #expect(result.verdict == example.verdict)
  }

  @Test func aThresholdWithoutSamplesFailsTheRun() async throws {
    let result = try await Experiment(
      .fake(thresholds: [.fake("latency.mean", .less, 1)]), on: FakeBackend.metrics { _ in [] }
    ).run()
    #expect(result.verdict == .fail)
  }
}
