public import HeadgateModel

/// How much load scenarios carry, as JSON, format version 1.
///
/// Rates are per second, durations seconds, shares 0 to 1; figures of thresholds are in their metric's
/// unit. Without `environment` the text is a function of scenario, seed and code alone.
public enum CapacityJSON {
  /// One result as a JSON object, those of several scenarios as an array, ending with a line feed.
  public static func encode(
    _ results: [CapacityResult], isList: Bool, includingEnvironment: Bool = true
  ) -> String {
    precondition(isList || results.count == 1, "one object holds one result")
    var writer = JSONWriter()
    if isList {
      writer.array {
        for result in results { $0.write(result, includingEnvironment: includingEnvironment) }
      }
    } else {
      writer.write(results[0], includingEnvironment: includingEnvironment)
    }
    writer.endLine()
    return writer.text
  }
}
