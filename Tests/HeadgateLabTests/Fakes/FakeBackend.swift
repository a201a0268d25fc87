import HeadgateCore
import HeadgateModel

/// A backend whose replications are whatever the test says.
struct FakeBackend: RunBackend {
  typealias Body =
    @Sendable (RunSpecification, _ replication: Int, RunOptions) async throws
    -> ReplicationResult

  var mode: RunMode = .sim
  var body: Body

  func run(
    _ specification: RunSpecification, replication: Int, options: RunOptions
  ) async throws -> ReplicationResult {
    try await body(specification, replication, options)
  }

  /// Replications with these metrics.
  static func metrics(
    mode: RunMode = .sim,
    _ values: @escaping @Sendable (_ replication: Int) -> [(String, Double)]
  ) -> FakeBackend {
    FakeBackend(mode: mode) { specification, replication, _ in
      ReplicationResult(specification, replication, metrics: values(replication))
    }
  }
}

struct FakeFailure: Error, Equatable {
  var replication: Int
}

extension ReplicationResult {
  init(
    _ specification: RunSpecification, _ replication: Int, metrics: [(String, Double)] = [],
    series: TimeSeries = TimeSeries(step: .second, lines: []), checks: [SelfCheck] = [],
    inFlight: Int = 0
  ) {
    self.init(
      replication: replication, seed: specification.seed, digest: "\(specification.seed)",
      metrics: metrics.map { MetricValue(name: $0.0, value: $0.1) }, histograms: [],
      series: series, decisions: [], decisionCount: 0, checks: checks, inFlight: inFlight,
      elapsed: Nanoseconds(series.lines.first?.values.count ?? 0) * series.step, events: 1)
  }
}
