internal import HeadgateModel

extension JSONReader {
  mutating func series() throws(ResultJSONError) -> TimeSeries {
    let start = start()
    var step: Int64?
    var lines: [SeriesLine]?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "step": step = try seconds()
      case "lines":
        lines = try members { reader, name throws(ResultJSONError) in
          SeriesLine(
            name: name,
            values: try reader.array { reader throws(ResultJSONError) in try reader.number() })
        }
      default: try skip()
      }
    }
    return TimeSeries(
      step: try required(step, "step", of: "the series", at: start),
      lines: try required(lines, "lines", of: "the series", at: start))
  }

  mutating func histogram(_ name: String) throws(ResultJSONError) -> HistogramRecord {
    let start = start()
    var sum: Double?
    var maximum: Int64?
    var indexes: [UInt32]?
    var counts: [UInt64]?
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "sumNanoseconds": sum = try number()
      case "maximumNanoseconds": maximum = try integer()
      case "gaps": indexes = try bucketIndexes()
      case "counts":
        counts = try array { reader throws(ResultJSONError) in try reader.integer(UInt64.self) }
      default: try skip()
      }
    }
    let whole = "the histogram \(name)"
    let record = HistogramRecord(
      name: name, indexes: try required(indexes, "gaps", of: whole, at: start),
      counts: try required(counts, "counts", of: whole, at: start),
      sum: try required(sum, "sumNanoseconds", of: whole, at: start),
      maximum: try required(maximum, "maximumNanoseconds", of: whole, at: start))
    guard record.indexes.count == record.counts.count else {
      throw failure(
        .content, "\(whole) has \(record.indexes.count) gaps for \(record.counts.count) counts",
        at: start)
    }
    return record
  }

  /// Positions from the gaps between them, the first counted from bucket 0.
  private mutating func bucketIndexes() throws(ResultJSONError) -> [UInt32] {
    var indexes: [UInt32] = []
    try beginArray()
    while try nextElement() {
      let start = start()
      let gap = try integer(UInt32.self)
      let (index, overflow) = (indexes.last ?? 0).addingReportingOverflow(gap)
      guard !overflow, gap > 0 || indexes.isEmpty else {
        throw failure(.content, "a gap of \(gap) gives no ascending bucket", at: start)
      }
      indexes.append(index)
    }
    return indexes
  }
}
