public import HeadgateModel

/// Comparisons as JSON, format version 1.
///
/// Durations are seconds, rates per second, shares 0 to 1. An `estimate` and what qualifies it are a
/// ratio − 1 where `scale` is `ratio`, else a difference in the metric's unit. What does not exist is
/// `null`. The environments of the two sides stand last: without them comparing the same simulated
/// runs gives the same bytes.
public enum ComparisonJSON {
  /// One comparison as a JSON object, several as an array, ending with a line feed.
  ///
  /// - Parameter includingEnvironment: `false` leaves both environments out.
  public static func encode(
    _ comparisons: [RunComparison], isList: Bool, includingEnvironment: Bool = true
  ) -> String {
    precondition(isList || comparisons.count == 1, "one object holds one comparison")
    var writer = JSONWriter()
    if isList {
      writer.array {
        for comparison in comparisons {
          $0.write(comparison, includingEnvironment: includingEnvironment)
        }
      }
    } else {
      writer.write(comparisons[0], includingEnvironment: includingEnvironment)
    }
    writer.endLine()
    return writer.text
  }
}
