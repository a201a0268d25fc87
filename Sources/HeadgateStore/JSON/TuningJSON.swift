public import HeadgateModel

/// What a search for settings found, as JSON, format version 1.
///
/// Durations are seconds, rates per second, shares 0 to 1; a `ratio` is the winner's share of the
/// opponent's value, a `loss` the logarithm of one. All but `environment` is a function of scenarios,
/// space, seed and code; the live runs of a `confirmation` are measured, and vary.
public enum TuningJSON {
  /// A JSON object, ending with a line feed.
  public static func encode(_ result: TuningResult) -> String {
    var writer = JSONWriter()
    writer.write(result)
    writer.endLine()
    return writer.text
  }
}
