import Foundation
import HeadgateStatistics
import Testing

/// Queueing theory against the simulator.
///
/// A value is met where the t interval over the replications contains it, and the 99 % interval is
/// narrow enough: half of it at most 1 % of a mean, a share or a rate, 2 % of a percentile or a
/// standard deviation.
///
/// There are some four hundred intervals: at 99 % about four would miss a true value by chance. So
/// a miss is one of the family's interval, which all of them together miss with 1 % (Bonferroni).
/// Intervals of one model share its runs, so that misses at 99 % come in clusters of up to a dozen,
/// and their number over all says little. One interval a model, that of its first value in the
/// table, makes independent ones: of 49, more than three miss once in six hundred times.
@Suite(
  "Queueing theory",
  .enabled(if: Build.isOptimised, "takes an optimised build: swift test -c release"))
struct QueueingTruthTests {
  private static let stochastic = QueueingModel.all.filter {
    !$0.isDeterministic && Effort.isRun($0.id)
  }
  private static let intervals = stochastic.reduce(0) {
    $0 + $1.values.count + $1.controls.count
  }
  private static var familyLevel: Double { 1 - 0.01 / Double(intervals) }

  @Test("meets the known values of", arguments: stochastic)
  func meetsTheKnownValues(of model: QueueingModel) async throws {
    let outcome = try await TruthRuns.shared.outcome(of: model)
    #expect(outcome.problems.isEmpty)
    for meeting in outcome.meetings {
      #expect(meeting.contains(level: Self.familyLevel), "\(meeting.line)")
      #expect(
        meeting.isNarrowEnough || (Costly.ids.contains(meeting.id) && !Effort.isThorough),
        "\(meeting.line)")
    }
  }

  @Test("meets the exact values of", arguments: QueueingModel.all.filter(\.isDeterministic))
  func meetsTheExactValues(of model: QueueingModel) async throws {
    let outcome = try await TruthRuns.shared.outcome(of: model)
    #expect(outcome.problems.isEmpty)
    for (figure, values) in outcome.samples {
      #expect(
        (values[0] - figure.expected).magnitude <= figure.expected
          * (figure.kind.resolution + 1e-12),
        "\(figure.id): \(values[0]) instead of \(figure.expected)")
    }
  }

  @Test("misses no more models at 99 % than chance does")
  func missesByChance() async throws {
    var meetings: [[Meeting]] = []
    for model in Self.stochastic {
      meetings.append(try await TruthRuns.shared.outcome(of: model).meetings)
    }
    let missed = meetings.map { $0[0] }.filter { !$0.contains(level: 0.99) }
    #expect(missed.count <= 3, "\(missed.map(\.line))")
    if ProcessInfo.processInfo.environment["HEADGATE_TRUTH_TABLE"] != nil {
      let all = meetings.flatMap { $0 }
      for meeting in all { print(meeting.line) }
      print("\(all.count { !$0.contains(level: 0.99) }) of \(all.count) intervals miss at 99 %")
    }
  }
}
