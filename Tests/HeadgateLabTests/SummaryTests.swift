import HeadgateLab
import HeadgateModel
import Testing

@Suite struct SummaryTests {
  @Test func aMetricHasItsMeanAndStudentIntervalOverReplications() async throws {
    let result = try await Experiment(
      .fake(replications: 3), on: FakeBackend.metrics { [("latency.p99", [1, 2, 6][$0])] }
    ).run()
    let summary = try #require(result.variants[0].summary("latency.p99"))
    // s = √7 and t(0.975, 2) = 4.302652729749464.
    let half = 4.302652729749464 * (7.0 / 3).squareRoot()
    #expect(summary.mean == 3)
    #expect(abs(try #require(summary.low) - (3 - half)) < 1e-12)
    #expect(abs(try #require(summary.high) - (3 + half)) < 1e-12)
    #expect(summary.unit == .seconds)
    #expect(summary.better == .lower)
  }

  @Test func anIntervalNeedsTwoReplications() async throws {
    let result = try await Experiment(
      .fake(replications: 1), on: FakeBackend.metrics { _ in [("throughput", 5)] }
    ).run()
    #expect(
      result.variants[0].summary
        == [
          MetricSummary(
            name: "throughput", mean: 5, low: nil, high: nil, unit: .perSecond, better: .higher)
        ])
  }

  @Test func equalReplicationsGiveAnIntervalWithoutWidth() async throws {
    let result = try await Experiment(
      .fake(replications: 7), on: FakeBackend.metrics { _ in [("throughput", 0.1)] }
    ).run()
    let summary = try #require(result.variants[0].summary("throughput"))
    #expect([summary.mean, summary.low, summary.high] == [0.1, 0.1, 0.1])
  }

  @Test func aMetricIsSummarizedOverTheReplicationsThatHaveIt() async throws {
    let result = try await Experiment(
      .fake(replications: 3),
      on: FakeBackend.metrics { $0 == 1 ? [] : [("latency.mean", Double($0))] }
    ).run()
    #expect(result.variants[0].summary("latency.mean")?.mean == 1)
  }

  @Test func metricsKeepTheirOrderWhereTheFirstReplicationLacksSome() async throws {
    let lists = [["b", "e"], ["a", "b", "d", "e"], ["b", "c", "d", "f"]]
    let result = try await Experiment(
      .fake(replications: 3), on: FakeBackend.metrics { lists[$0].map { ($0, 1) } }
    ).run()
    #expect(result.variants[0].summary.map(\.name) == ["a", "b", "c", "d", "f", "e"])
  }

  @Test(arguments: [
    ("latency.p99{priority: 10}", MetricUnit.seconds, MetricDirection.lower),
    ("throughput{workload: bulk, phase: hold}", .perSecond, .higher),
    ("embed.utilization", .share, .neither),
    ("embed.service.p50", .seconds, .lower),
    ("controller.changes", .count, .lower),
  ])
  func unitAndDirectionComeFromTheCatalogueWithoutTheTag(
    name: String, unit: MetricUnit, better: MetricDirection
  ) async throws {
    let result = try await Experiment(
      .fake(replications: 1), on: FakeBackend.metrics { _ in [(name, 1)] }
    ).run()
    #expect(result.variants[0].summary(name)?.unit == unit)
    #expect(result.variants[0].summary(name)?.better == better)
  }
}
