import HeadgateCore
import HeadgateLab
import HeadgateModel
import Testing

@Suite struct ThresholdTests {
  private static func judge(
    _ threshold: Threshold, replications: Int = 2,
    _ values: @escaping @Sendable (_ replication: Int) -> [(String, Double)]
  ) async throws -> ThresholdResult {
    let result = try await Experiment(
      .fake(replications: replications, thresholds: [threshold]), on: FakeBackend.metrics(values)
    ).run()
    return try #require(result.thresholds.first)
  }

  @Test(arguments: [
    (Comparison.less, 2.0, false), (.less, 2.1, true),
    (.lessOrEqual, 2.0, true), (.lessOrEqual, 1.9, false),
    (.greater, 2.0, false), (.greater, 1.9, true),
    (.greaterOrEqual, 2.0, true), (.greaterOrEqual, 2.1, false),
    (.equal, 2.0, true), (.equal, 2.1, false),
  ])
  func theMeanOverReplicationsIsComparedWithTheLimit(
    comparison: Comparison, limit: Double, ok: Bool
  ) async throws {
    // One replication alone would come out the other way for most of the limits.
    let judged = try await Self.judge(.fake("latency.mean", comparison, limit)) {
      [("latency.mean", [1, 3][$0])]
    }
    #expect(judged.observed == 2)
    #expect(judged.ok == ok)
  }

  @Test func aTaggedThresholdReadsTheTaggedMetric() async throws {
    let tags = [MetricTag(key: .priority, value: "10")]
    let judged = try await Self.judge(.fake("latency.p99", .less, 1, tags: tags)) { _ in
      [("latency.p99", 5), ("latency.p99{priority: 10}", 0.5)]
    }
    #expect(judged.observed == 0.5)
    #expect(judged.ok)
  }

  @Test func aThresholdWithoutSamplesIsMissed() async throws {
    let judged = try await Self.judge(.fake("latency.p99", .less, 1)) { _ in [] }
    #expect(judged.observed == nil)
    #expect(!judged.ok)
  }

  @Test func aShareIsTakenOfTheOfferedJobsInEachReplication() async throws {
    let judged = try await Self.judge(.fake("failed", .less, 0.2, isShareOfOffered: true)) {
      $0 == 0 ? [("offered", 10), ("failed", 3)] : [("offered", 1000), ("failed", 0)]
    }
    #expect(judged.observed == 0.15)
    #expect(judged.ok)
  }

  @Test func aTaggedShareIsOfTheOfferedJobsWithTheSameTag() async throws {
    let tags = [MetricTag(key: .workload, value: "bulk")]
    let judged = try await Self.judge(
      .fake("shed", .lessOrEqual, 0.1, tags: tags, isShareOfOffered: true)
    ) { _ in
      [("offered", 100), ("shed", 1), ("offered{workload: bulk}", 4), ("shed{workload: bulk}", 1)]
    }
    #expect(judged.observed == 0.25)
    #expect(!judged.ok)
  }

  @Test func aShareOverWindowsIsWhatTheReplicationsFound() async throws {
    let tags = [MetricTag(key: .over, value: "30s share")]
    let judged = try await Self.judge(
      .fake("failed", .less, 0.2, tags: tags, isShareOfOffered: true)
    ) {
      [("offered", 100), ("failed", 1), ("failed{over: 30s share}", [0.25, 0.75][$0])]
    }
    #expect(judged.observed == 0.5)
    #expect(!judged.ok)
  }

  @Test func aShareOfNothingOfferedIsMissed() async throws {
    let judged = try await Self.judge(.fake("failed", .less, 1, isShareOfOffered: true)) { _ in
      [("offered", 0), ("failed", 0)]
    }
    #expect(judged.observed == nil)
    #expect(!judged.ok)
  }

  @Test func everyVariantAndBackendIsJudgedOnItsOwn() async throws {
    let backend = FakeBackend { specification, replication, _ in
      ReplicationResult(
        specification, replication, metrics: [("latency.mean", Double(specification.seed))])
    }
    let result = try await Experiment(
      .fake(
        variants: ["a", "b"],
        thresholds: [.fake("latency.mean", .less, 1), .fake("latency.mean", .greater, 0)]),
      on: backend, FakeBackend(mode: .virtual, body: backend.body)
    ).run()
    #expect(result.thresholds.map(\.variant) == ["a", "a", "a", "a", "b", "b", "b", "b"])
    #expect(
      result.thresholds.map(\.ok) == [true, false, true, false, false, true, false, true])
  }
}
