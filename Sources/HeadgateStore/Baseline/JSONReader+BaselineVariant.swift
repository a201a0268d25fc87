internal import HeadgateModel

extension JSONReader {
  /// What a baseline keeps of every replication, list by list.
  private struct Lists {
    var replications: [Int]?
    var seeds: [UInt64]?
    var digests: [String]?
    var events: [UInt64]?
    var elapsed: [Int64]?
    var inFlight: [Int]?
    var decisionCounts: [Int]?
  }

  mutating func baselineVariant() throws(ResultJSONError) -> VariantResult {
    let start = start()
    var name: String?
    var settings: [VariantSetting]?
    var mode: RunMode?
    var lists = Lists()
    var decisions: [Decision]?
    var rows: [BaselineRow]?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": name = try string()
      case "settings":
        settings = try members { reader, path throws(ResultJSONError) in
          VariantSetting(path: path, value: try reader.string())
        }
      case "mode": mode = try word()
      case "decisions":
        decisions = try array { reader throws(ResultJSONError) in try reader.decision() }
      case "metrics":
        let count = try required(
          lists.replications, "replications", of: "the variant before its metrics", at: start
        ).count
        rows = try members { reader, name throws(ResultJSONError) in
          try reader.baselineRow(name, count: count)
        }
      default: try read(key, into: &lists)
      }
    }
    let whole = "the variant"
    var replications = try replications(of: lists, at: start)
    let kept = try required(decisions, "decisions", of: whole, at: start)
    if !replications.isEmpty { replications[0].decisions = kept }
    let metrics = try required(rows, "metrics", of: whole, at: start)
    for number in replications.indices {
      replications[number].metrics = metrics.compactMap { row in
        row.values[number].map { MetricValue(name: row.summary.name, value: $0) }
      }
    }
    return VariantResult(
      name: try required(name, "name", of: whole, at: start),
      settings: try required(settings, "settings", of: whole, at: start),
      mode: try required(mode, "mode", of: whole, at: start), replications: replications,
      summary: metrics.map(\.summary))
  }

  private mutating func read(_ key: String, into lists: inout Lists) throws(ResultJSONError) {
    switch key {
    case "replications":
      lists.replications = try array { reader throws(ResultJSONError) in try reader.integer() }
    case "seeds":
      lists.seeds = try array { reader throws(ResultJSONError) in try reader.integer() }
    case "digests":
      lists.digests = try array { reader throws(ResultJSONError) in try reader.string() }
    case "events":
      lists.events = try array { reader throws(ResultJSONError) in try reader.integer() }
    case "elapsed":
      lists.elapsed = try array { reader throws(ResultJSONError) in try reader.seconds() }
    case "inFlight":
      lists.inFlight = try array { reader throws(ResultJSONError) in try reader.integer() }
    case "decisionCounts":
      lists.decisionCounts = try array { reader throws(ResultJSONError) in try reader.integer() }
    default: try skip()
    }
  }

  private func replications(
    of lists: Lists, at start: Int
  ) throws(ResultJSONError) -> [ReplicationResult] {
    let whole = "the variant"
    let numbers = try required(lists.replications, "replications", of: whole, at: start)
    func list<Value>(_ values: [Value]?, _ key: String) throws(ResultJSONError) -> [Value] {
      let values = try required(values, key, of: whole, at: start)
      guard values.count == numbers.count else {
        throw failure(
          .content, "\(values.count) \"\(key)\" for \(numbers.count) replications", at: start)
      }
      return values
    }
    let seeds = try list(lists.seeds, "seeds")
    let digests = try list(lists.digests, "digests")
    let events = try list(lists.events, "events")
    let elapsed = try list(lists.elapsed, "elapsed")
    let inFlight = try list(lists.inFlight, "inFlight")
    let decisionCounts = try list(lists.decisionCounts, "decisionCounts")
    return numbers.indices.map {
      ReplicationResult(
        replication: numbers[$0], seed: seeds[$0], digest: digests[$0], metrics: [],
        histograms: [], series: TimeSeries(step: 0, lines: []), decisions: [],
        decisionCount: decisionCounts[$0], checks: [], inFlight: inFlight[$0],
        elapsed: elapsed[$0], events: events[$0])
    }
  }

  private mutating func baselineRow(
    _ name: String, count: Int
  ) throws(ResultJSONError) -> BaselineRow {
    let start = start()
    var mean: Double?
    var low: Double?
    var high: Double?
    var unit: MetricUnit?
    var better: MetricDirection?
    var values: [Double?]?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "unit": unit = try word()
      case "better": better = try word()
      case "mean": mean = try number()
      case "low": low = try optionalNumber()
      case "high": high = try optionalNumber()
      case "values":
        values = try array { reader throws(ResultJSONError) in try reader.optionalNumber() }
      default: try skip()
      }
    }
    let whole = "the metric \(name)"
    let found = try required(values, "values", of: whole, at: start)
    guard found.count == count else {
      throw failure(
        .content, "\(whole) has \(found.count) values for \(count) replications", at: start)
    }
    return BaselineRow(
      summary: MetricSummary(
        name: name, mean: try required(mean, "mean", of: whole, at: start), low: low, high: high,
        unit: try required(unit, "unit", of: whole, at: start),
        better: try required(better, "better", of: whole, at: start)),
      values: found)
  }
}
