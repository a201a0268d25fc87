internal import HeadgateModel

extension JSONReader {
  /// A threshold as it came out; its file is not known yet.
  mutating func threshold() throws(ResultJSONError) -> ThresholdResult {
    let start = start()
    var threshold = Threshold(
      expression: "", metric: MetricReference(name: ""), comparison: .less, limit: 0,
      location: SourceLocation(file: "", line: 0, column: 0))
    var variant = ""
    // Results from before there were modes have none here.
    var mode = RunMode.sim
    var ok = false
    var observed: Double?
    var missing = ["expr", "variant", "ok", "line", "metric", "comparison", "limit"]
    try beginObject()
    while let key = try nextKey() {
      missing.removeAll { $0 == key }
      switch key {
      case "expr": threshold.expression = try string()
      case "variant": variant = try string()
      case "mode": mode = try word()
      case "ok": ok = try flag()
      case "observed": observed = try optionalNumber()
      case "line": threshold.location.line = try integer()
      case "column": threshold.location.column = try integer()
      case "metric": threshold.metric.name = try string()
      case "tags":
        threshold.metric.tags = try array { reader throws(ResultJSONError) in try reader.tag() }
      case "comparison": threshold.comparison = try word()
      case "limit": threshold.limit = try number()
      case "shareOfOffered": threshold.isShareOfOffered = try flag()
      case "severity": threshold.severity = try word()
      default: try skip()
      }
    }
    guard missing.isEmpty else {
      throw failure(.content, "the threshold lacks the key \"\(missing[0])\"", at: start)
    }
    return ThresholdResult(
      threshold: threshold, variant: variant, mode: mode, observed: observed, ok: ok)
  }

  private mutating func tag() throws(ResultJSONError) -> MetricTag {
    let start = start()
    var tagKey: MetricTag.Key?
    var value: String?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "key": tagKey = try word()
      case "value": value = try string()
      default: try skip()
      }
    }
    return MetricTag(
      key: try required(tagKey, "key", of: "the tag", at: start),
      value: try required(value, "value", of: "the tag", at: start))
  }
}
