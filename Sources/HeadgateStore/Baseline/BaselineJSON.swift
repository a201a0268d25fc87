public import HeadgateModel

/// What a result is compared against later, as JSON for a repository: format version 1.
///
/// Keys stand in a fixed order, one metric a line with its values by replication, so that a diff
/// shows which metric moved. Kept are figures, digests and the first decisions of the first
/// replication; not histograms, series, self-checks, thresholds and the scenario's text.
/// `environment` stands last and tells version, commit and machine alone: without it the same result
/// gives the same bytes. `checksum`, before it, is over all the bytes before itself, carriage returns
/// apart: a file that was damaged, or merged from two, is refused.
public enum BaselineJSON {
  public static let schemaVersion = 1
  /// Of the decisions of the first replication so many are kept.
  static let keptDecisions = 50

  /// - Precondition: names are unique within a variant's settings and summary.
  public static func encode(_ result: RunResult) -> String {
    var writer = JSONWriter()
    writer.writeBaseline(result)
    writer.endLine()
    return writer.text
  }

  /// Reads a baseline back as the result that it is of, as far as it was kept.
  ///
  /// - Parameter file: named in errors.
  /// - Throws: `ResultJSONError` with line and column.
  public static func decode(_ text: String, file: String) throws(ResultJSONError) -> RunResult {
    try decode(Array(text.utf8), file: file)
  }

  /// - Parameter bytes: UTF-8.
  package static func decode(_ bytes: [UInt8], file: String) throws(ResultJSONError) -> RunResult {
    var reader = JSONReader(bytes, file: file, detail: .whole)
    let result = try reader.baseline()
    try reader.finish()
    return result
  }

  /// Whether a text claims to be a baseline, whatever its version and state.
  package static func claims(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(200).contains(#""kind": "baseline""#.utf8)
  }
}
