public import HeadgateModel

/// A calibration as JSON, format version 1: durations in seconds, shares 0 to 1.
public enum CalibrationJSON {
  /// A JSON object, ending with a line feed.
  public static func encode(_ result: CalibrationResult) -> String {
    var writer = JSONWriter()
    writer.write(result)
    writer.endLine()
    return writer.text
  }
}
