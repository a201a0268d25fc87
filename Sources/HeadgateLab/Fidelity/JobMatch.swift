import HeadgateCore
import HeadgateModel
import HeadgateStatistics

/// Two runs of the same jobs, job by job.
struct JobMatch {
  static let tolerance = 0.1
  static let leastTolerance = Nanoseconds.millisecond

  var sameOutcome = 1.0
  var withinLatency = 1.0
  var lostInFirst = 0
  var lostInSecond = 0

  typealias Ends = [JobOutcomes.Identity: JobOutcomes.End]

  init(_ first: Ends, _ second: Ends) {
    var (same, near, completed) = (0, 0, 0)
    var all = second.count
    for (job, end) in first {
      guard let other = second[job] else {
        all += 1
        if end.kind != .completed { lostInFirst += 1 }
        continue
      }
      if end.kind == other.kind { same += 1 }
      if end.kind != .completed, other.kind == .completed { lostInFirst += 1 }
      if end.kind == .completed, other.kind != .completed { lostInSecond += 1 }
      guard end.kind == .completed, other.kind == .completed else { continue }
      completed += 1
      if Self.isNear(other.latency, end.latency) { near += 1 }
    }
    for (job, end) in second where end.kind != .completed && first[job] == nil {
      lostInSecond += 1
    }
    if all > 0 { sameOutcome = Double(same) / Double(all) }
    if completed > 0 { withinLatency = Double(near) / Double(completed) }
  }

  private static func isNear(_ measured: Nanoseconds, _ predicted: Nanoseconds) -> Bool {
    let allowed = max(Double(leastTolerance), tolerance * Double(predicted))
    return Double((measured - predicted).magnitude) <= allowed
  }
}

extension JobAgreement {
  init(predicted: JobMatch.Ends, runs: [JobMatch.Ends]) {
    let matches = runs.map { JobMatch(predicted, $0) }
    let between = RunPairs.all(runs).map { JobMatch($0, $1) }
    func median(_ matches: [JobMatch], _ value: (JobMatch) -> Double) -> Double {
      Median.of(matches.map(value)) ?? 1
    }
    self.init(
      jobs: predicted.count, sameOutcome: median(matches, \.sameOutcome),
      lostInPrediction: median(matches) { Double($0.lostInFirst) },
      lostInMeasurement: median(matches) { Double($0.lostInSecond) },
      withinLatency: median(matches, \.withinLatency),
      sameOutcomeBetweenRuns: median(between, \.sameOutcome),
      withinLatencyBetweenRuns: median(between, \.withinLatency))
  }
}

/// All pairs of a list, in its order.
enum RunPairs {
  static func all<Run>(_ runs: [Run]) -> [(Run, Run)] {
    runs.indices.flatMap { first in
      runs.indices.dropFirst(first + 1).map { (runs[first], runs[$0]) }
    }
  }
}
