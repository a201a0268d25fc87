public import HeadgateCore

extension TraceEvent {
  /// One line of a trace: a JSON object with the time in seconds and whatever the event concerns. The
  /// event that ends a job tells where it came from: its workload by position, its number there, its
  /// intended arrival, its size in bytes and its priority.
  public func json(stages: [StageSettings]) -> String {
    var line = "{\"t\":\(time.seconds),\"event\":\"\(kind.name)\""
    if let job { line += ",\"job\":\(job)" }
    if let attempt { line += ",\"attempt\":\(attempt)" }
    if let stage { line += ",\"stage\":\(JSONString.quoted(stages[stage].name))" }
    if let worker { line += ",\"worker\":\(worker)" }
    switch kind {
    case .retryScheduled: line += ",\"due\":\((value ?? 0) / 1e9)"
    case .multiplier: line += ",\"multiplier\":\(value ?? 0)"
    case .limit: line += ",\"limit\":\(Int(value ?? 0))"
    case .breaker:
      line += ",\"state\":\"\(Self.breakerState(value))\""
    default: break
    }
    if let origin, kind.endsJob {
      line += ",\"workload\":\(origin.workload),\"entity\":\(origin.entity)"
      line += ",\"intended\":\(origin.intended.seconds),\"size\":\(origin.size)"
      line += ",\"priority\":\(priority ?? 0)"
    }
    return line + "}"
  }

  private static func breakerState(_ value: Double?) -> String {
    let state = CircuitBreaker.State(rawValue: UInt8(max(0, (value ?? 1) - 1))) ?? .closed
    return state.name
  }
}

extension CircuitBreaker.State {
  /// As written in traces and reports.
  public var name: String {
    switch self {
    case .closed: "closed"
    case .open: "open"
    case .halfOpen: "half-open"
    }
  }
}
