import HeadgateCore
import HeadgateModel
import HeadgateSimulator
import Testing

/// Rule N3, inside one process.
@Suite("The same run, whatever else happens")
struct ReproducibilityTests {
  private static func run(
    _ specification: RunSpecification, _ replication: Int, traced: Bool = false
  ) throws -> Facts {
    var options = RunOptions()
    if traced { options.events = { _ in } }
    return Facts(
      try SimulatorBackend().run(specification, replication: replication, options: options))
  }

  /// All that a run decides.
  private struct Facts: Equatable {
    var digest: String
    var metrics: [MetricValue]
    var histograms: [HistogramRecord]
    var series: TimeSeries
    var decisions: [Decision]
    var elapsed: Nanoseconds
    var events: UInt64

    init(_ result: ReplicationResult) {
      (digest, metrics, histograms) = (result.digest, result.metrics, result.histograms)
      (series, decisions) = (result.series, result.decisions)
      (elapsed, events) = (result.elapsed, result.events)
    }
  }

  @Test("Run again, it is the same to the last figure", arguments: GoldenRun.all)
  func again(run: GoldenRun) throws {
    let first = try Self.run(run.specification, 3)
    #expect(try Self.run(run.specification, 3) == first)
  }

  @Test("Writing a trace changes nothing", arguments: GoldenRun.all)
  func traced(run: GoldenRun) throws {
    #expect(
      try Self.run(run.specification, 0, traced: true) == Self.run(run.specification, 0))
  }

  @Test("Beside others and in any order, each is what it is alone")
  func besideOthers() async throws {
    let pairs = GoldenRun.all.flatMap { run in (0..<4).map { (run, $0) } }
    let alone = try pairs.map { try Self.run($0.specification, $1) }
    var together = [Facts?](repeating: nil, count: pairs.count)
    try await withThrowingTaskGroup(of: (Int, Facts).self) { group in
      for place in pairs.indices.reversed() {
        let (run, replication) = pairs[place]
        group.addTask { (place, try Self.run(run.specification, replication)) }
      }
      for try await (place, facts) in group { together[place] = facts }
    }
    #expect(together == alone)
  }

  @Test("A count of events that runs over changes nothing", arguments: GoldenRun.all)
  func runningOver(run: GoldenRun) throws {
    let late = SimulatorBackend(firstEvent: Calendar.mostOrders - 1000)
    let result = try late.run(run.specification, replication: 0, options: RunOptions())
    #expect(result.events > 1000)
    #expect(try Facts(result) == Self.run(run.specification, 0))
  }
}
