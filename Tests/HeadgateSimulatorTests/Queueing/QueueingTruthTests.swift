import Foundation
import HeadgateStatistics
import Testing

/// Queueing theory against the simulator.
///
/// A value is met where the t interval over the replications contains it, and the 99 % interval is
/// narrow enough: half of it at most 1 % of a mean, a share or a rate, 2 % of a percentile or a
/// standard deviation. There are some four hundred intervals: at 99 % about four would miss a true
/// value by chance. So a miss is one of the family's interval, which all of them together miss with
/// 1 % (Bonferroni); and of the 99 % intervals no more than 3 % may miss. Intervals of one model
/// share its runs, so that misses come in clusters: with independent ones 3 % would be passed once
/// in two thousand times.
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

  @Test(
    "misses by chance in no more than three of a hundred intervals",
    .enabled(if: !Effort.isThorough, "the long runs are of a few models only"))
  func shareOfMisses() async throws {
    var meetings: [Meeting] = []
    for model in Self.stochastic {
      meetings += try await TruthRuns.shared.outcome(of: model).meetings
    }
    #expect(meetings.count == Self.intervals)
    let missed = meetings.filter { !$0.contains(level: 0.99) }
    #expect(Double(missed.count) <= 0.03 * Double(meetings.count), "\(missed.map(\.line))")
    if ProcessInfo.processInfo.environment["HEADGATE_TRUTH_TABLE"] != nil {
      for meeting in meetings { print(meeting.line) }
      print("\(missed.count) of \(meetings.count) intervals missed")
    }
  }
}
