internal import HeadgateModel

extension JSONReader {
  mutating func variant() throws(ResultJSONError) -> VariantResult {
    let start = start()
    var name: String?
    var settings: [VariantSetting]?
    var mode: RunMode?
    var replications: [ReplicationResult]?
    var summary: [MetricSummary]?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "name": name = try string()
      case "settings":
        settings = try members { reader, path throws(ResultJSONError) in
          VariantSetting(path: path, value: try reader.string())
        }
      case "mode": mode = try word()
      case "replications":
        var isFirst = true
        replications = try array { reader throws(ResultJSONError) in
          defer { isFirst = false }
          return try reader.replication(isFirst: isFirst)
        }
      case "summary":
        summary = try members { reader, name throws(ResultJSONError) in
          try reader.summary(of: name)
        }
      default: try skip()
      }
    }
    let whole = "the variant"
    return VariantResult(
      name: try required(name, "name", of: whole, at: start),
      settings: try required(settings, "settings", of: whole, at: start),
      mode: try required(mode, "mode", of: whole, at: start),
      replications: try required(replications, "replications", of: whole, at: start),
      summary: try required(summary, "summary", of: whole, at: start))
  }

  private mutating func summary(of name: String) throws(ResultJSONError) -> MetricSummary {
    let start = start()
    var mean: Double?
    var low: Double?
    var high: Double?
    var unit: MetricUnit?
    var better: MetricDirection?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "mean": mean = try number()
      case "low": low = try optionalNumber()
      case "high": high = try optionalNumber()
      case "unit": unit = try word()
      case "better": better = try word()
      default: try skip()
      }
    }
    let whole = "the summary of \(name)"
    return MetricSummary(
      name: name, mean: try required(mean, "mean", of: whole, at: start), low: low, high: high,
      unit: try required(unit, "unit", of: whole, at: start),
      better: try required(better, "better", of: whole, at: start))
  }
}
