public import HeadgateModel

/// How well predictions held, as JSON, format version 1.
///
/// Durations are seconds, rates per second, shares 0 to 1; errors, distances, floors and bands are
/// shares of the measured figure. Every figure is measured and varies from run to run.
public enum FidelityJSON {
  /// One result as a JSON object, those of several scenarios as an array, ending with a line feed.
  public static func encode(_ results: [FidelityResult], isList: Bool) -> String {
    precondition(isList || results.count == 1, "one object holds one result")
    var writer = JSONWriter()
    if isList {
      writer.array { for result in results { $0.write(result) } }
    } else {
      writer.write(results[0])
    }
    writer.endLine()
    return writer.text
  }
}
