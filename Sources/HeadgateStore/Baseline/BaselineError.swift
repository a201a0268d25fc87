/// Why a baseline could not be had or kept, and what to do next.
public struct BaselineError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// There is no baseline of the name.
    case missing
    /// A file cannot be read, or is no baseline that this build understands.
    case unreadable
    /// The name is none that a baseline can have.
    case name
    /// A file or folder cannot be written or removed.
    case unwritable
  }

  public var code: Code
  /// Says where, what is wrong and what to do.
  public var message: String

  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  /// The name is none that a baseline can have.
  public static func unusable(_ name: String) -> BaselineError {
    BaselineError(
      code: .name,
      message: "'\(name)' cannot name a baseline: use letters, digits, '-', '_' and '.', a letter "
        + "among them, and no '.json' at the end")
  }

  public var description: String { message }
}
