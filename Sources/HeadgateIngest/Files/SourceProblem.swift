/// Why a path gives no chapter, or not all of them, and what to do.
public struct SourceProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or folder, or the pattern.
  public var path: String
  /// What is wrong, in words that follow the path.
  public var message: String

  init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }

  /// Both.
  public var description: String { "\(path): \(message)" }
}
