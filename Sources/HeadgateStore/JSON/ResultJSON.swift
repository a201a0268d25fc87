public import HeadgateModel

/// Results as JSON, format version 1.
///
/// Durations are seconds, rates per second, shares 0 to 1; histograms alone count nanoseconds, as
/// their buckets do. Everything that is not a function of scenario, seed and code stands under
/// `environment`, the last key: without it two simulated runs give the same bytes. Numbers are
/// written in the shortest form that reads back as the same value, so nothing is lost on the way
/// out and back; what is not finite is left out, or `null` where its place must be kept.
///
/// A variant's `survives` says whether it met every threshold, those of severity `warn` too, and left
/// nothing in flight; it is not there without thresholds. It follows from the rest and is not read.
///
/// Reading skips keys that it does not know, so that later builds may add some within version 1.
/// `environment`, the scenario's `text`, and a replication's `checks`, `decisions`,
/// `decisionCount`, `series` and `histograms` may be missing: a slim baseline is a result too.
public enum ResultJSON {
  /// One result as a JSON object, indented, ending with a line feed.
  ///
  /// - Parameter includingEnvironment: `false` leaves `environment` out; the text is then a function
  ///   of scenario, seed and code alone.
  /// - Precondition: names are unique within a variant's settings and summary, and within a
  ///   replication's metrics, series and histograms; bucket indexes ascend.
  public static func encode(_ result: RunResult, includingEnvironment: Bool = true) -> String {
    var writer = JSONWriter()
    writer.write(result, includingEnvironment: includingEnvironment)
    writer.endLine()
    return writer.text
  }

  /// The results of several scenarios as a JSON array of the objects that each gives alone.
  public static func encode(_ results: [RunResult], includingEnvironment: Bool = true) -> String {
    var writer = JSONWriter()
    writer.array {
      for result in results { $0.write(result, includingEnvironment: includingEnvironment) }
    }
    writer.endLine()
    return writer.text
  }

  /// Reads the one result that a text holds: an object, or an array of one.
  ///
  /// - Parameter file: named in errors.
  /// - Throws: `ResultJSONError` with line and column.
  public static func decode(_ text: String, file: String) throws(ResultJSONError) -> RunResult {
    let results = try decodeAll(text, file: file)
    guard results.count == 1 else {
      throw ResultJSONError(
        code: .count, file: file, line: 1, column: 1,
        message: "the file holds \(results.count) results where one is wanted; "
          + "take one of the array's objects into a file of its own")
    }
    return results[0]
  }

  /// Reads every result that a text holds: those of an array, or the one that is an object.
  ///
  /// - Parameter file: named in errors.
  /// - Throws: `ResultJSONError` with line and column.
  public static func decodeAll(_ text: String, file: String) throws(ResultJSONError) -> [RunResult]
  {
    try decodeAll(Array(text.utf8), file: file, detail: .whole)
  }

  /// Reads every result that a text holds, as much of each as is asked for.
  ///
  /// - Parameter bytes: UTF-8.
  /// - Throws: `ResultJSONError` with line and column.
  package static func decodeAll(
    _ bytes: [UInt8], file: String, detail: ResultDetail
  ) throws(ResultJSONError) -> [RunResult] {
    var reader = JSONReader(bytes, file: file, detail: detail)
    var results: [RunResult] = []
    if reader.peeksArray {
      try reader.beginArray()
      while try reader.nextElement() { results.append(try reader.runResult()) }
    } else {
      results.append(try reader.runResult())
    }
    try reader.finish()
    return results
  }
}
