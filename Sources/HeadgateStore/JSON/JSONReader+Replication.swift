internal import HeadgateModel

extension JSONReader {
  /// - Parameter isFirst: whether it is its variant's first.
  mutating func replication(isFirst: Bool) throws(ResultJSONError) -> ReplicationResult {
    let start = start()
    var result = ReplicationResult(
      replication: 0, seed: 0, digest: "", metrics: [], histograms: [],
      series: TimeSeries(step: 0, lines: []), decisions: [], decisionCount: 0, checks: [],
      inFlight: 0, elapsed: 0, events: 0)
    var decisionCount: Int?
    var missing = ["replication", "seed", "digest", "metrics", "inFlight", "elapsed", "events"]
    try beginObject()
    while let key = try nextKey() {
      missing.removeAll { $0 == key }
      switch key {
      case "histograms" where !detail.hasHistograms: try skipUnread()
      case "series" where !detail.hasSeries(isFirst: isFirst): try skipUnread()
      case "replication": result.replication = try integer()
      case "seed": result.seed = try integer()
      case "digest": result.digest = try string()
      case "metrics": result.metrics = try metrics()
      case "inFlight": result.inFlight = try integer()
      case "elapsed": result.elapsed = try seconds()
      case "events": result.events = try integer()
      case "checks":
        result.checks = try array { reader throws(ResultJSONError) in try reader.check() }
      case "decisionCount": decisionCount = try integer()
      case "decisions":
        result.decisions = try array { reader throws(ResultJSONError) in try reader.decision() }
      case "series": result.series = try series()
      case "histograms":
        result.histograms = try members { reader, name throws(ResultJSONError) in
          try reader.histogram(name)
        }
      default: try skip()
      }
    }
    guard missing.isEmpty else {
      throw failure(.content, "the replication lacks the key \"\(missing[0])\"", at: start)
    }
    result.decisionCount = decisionCount ?? result.decisions.count
    return result
  }

  private mutating func check() throws(ResultJSONError) -> SelfCheck {
    let start = start()
    var name: String?
    var holds: Bool?
    var detail = ""
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": name = try string()
      case "holds": holds = try flag()
      case "detail": detail = try string()
      default: try skip()
      }
    }
    return SelfCheck(
      name: try required(name, "name", of: "the check", at: start),
      holds: try required(holds, "holds", of: "the check", at: start), detail: detail)
  }

  mutating func decision() throws(ResultJSONError) -> Decision {
    let start = start()
    var decision = Decision(time: 0, subject: "", from: "", to: "", reason: "")
    var missing = ["time", "subject", "from", "to"]
    try beginObject()
    while let key = try nextKey() {
      missing.removeAll { $0 == key }
      switch key {
      case "time": decision.time = try seconds()
      case "subject": decision.subject = try string()
      case "from": decision.from = try string()
      case "to": decision.to = try string()
      case "reason": decision.reason = try string()
      default: try skip()
      }
    }
    guard missing.isEmpty else {
      throw failure(.content, "the decision lacks the key \"\(missing[0])\"", at: start)
    }
    return decision
  }
}
