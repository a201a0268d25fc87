internal import HeadgateModel

extension JSONReader {
  /// Metrics with a value; `null` says the same as absence.
  ///
  /// Thousands of replications name the same metrics in the same order, so each name is looked for
  /// where the replication before had it, and made anew only where another stands.
  mutating func metrics() throws(ResultJSONError) -> [MetricValue] {
    var metrics: [MetricValue] = []
    metrics.reserveCapacity(metricNames.count)
    var names: [String] = []
    /// Whether all names so far are those of the replication before, and so differ from each other.
    var isKnown = true
    try beginObject()
    while try nextElement() {
      let start = position
      if isKnown, names.count < metricNames.count, takeKey(metricNames[names.count]) {
        names.append(metricNames[names.count])
      } else {
        if isKnown { for name in names { try noteKey(name, at: start) } }
        isKnown = false
        names.append(try key())
      }
      if let value = try optionalNumber() {
        metrics.append(MetricValue(name: names[names.count - 1], value: value))
      }
    }
    if !isKnown || names.count != metricNames.count { metricNames = names }
    return metrics
  }

  /// Whether the key `name` stands here with its colon; if so it is read.
  private mutating func takeKey(_ name: String) -> Bool {
    var name = name
    let end: Int? = name.withUTF8 { name in
      bytes.withUnsafeBufferPointer { bytes in
        let end = position + name.count + 2
        guard end < bytes.count, bytes[position] == UInt8(ascii: "\""),
          bytes[end - 1] == UInt8(ascii: "\""), bytes[end] == UInt8(ascii: ":"),
          bytes[position + 1..<end - 1].elementsEqual(name)
        else { return nil }
        return end + 1
      }
    }
    guard let end else { return false }
    position = end
    return true
  }
}
