/// Why a result file could not be read, and where.
public struct ResultJSONError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// The text is not JSON.
    case syntax
    /// The JSON is not a result: a key is missing, or a value is not what its key takes.
    case content
    /// The result is of a format version that this build does not read.
    case version
    /// The file holds several results, or none, where one is wanted.
    case count
  }

  public var code: Code
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in Unicode scalars.
  public var column: Int
  /// What is wrong and what to do.
  public var message: String

  public init(code: Code, file: String, line: Int, column: Int, message: String) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: message`.
  public var description: String { "\(file):\(line):\(column): \(message)" }
}
