import HeadgateModel

/// The last line of a run's report.
struct RunVerdict {
  private let result: RunResult

  init(_ result: RunResult) {
    self.result = result
  }

  var part: Document.Part {
    .verdict("verdict: \(result.verdict.rawValue): \(reason)", isGood: result.verdict == .pass)
  }

  var reason: String {
    switch result.verdict {
    case .pass: passReason
    case .fail: missed
    case .undrained: "jobs were still in flight when drainTimeout was over"
    case .invalid: "a self-check did not hold"
    case .interrupted: "stopped before its end; what had finished is shown"
    }
  }

  private var passReason: String {
    let demands = demands(result.thresholds)
    let warned = self.demands(result.thresholds.filter { !$0.ok })
    switch (demands, warned) {
    case (0, _): return "no thresholds to hold it to"
    case (1, 0): return "the threshold held"
    case (_, 0): return "all \(demands) thresholds held"
    default:
      return "\(demands - warned) of \(RunReport.counted(demands, "threshold")) held, "
        + "\(warned) missed as a warning"
    }
  }

  private var missed: String {
    let missed = demands(result.thresholds.filter { !$0.ok && $0.threshold.severity == .error })
    return "\(missed) of \(RunReport.counted(demands(result.thresholds), "threshold")) missed"
  }

  /// How many lines of the scenario the results are of, whatever the number of variants.
  private func demands(_ results: [ThresholdResult]) -> Int {
    Set(results.map(\.threshold.location)).count
  }
}
