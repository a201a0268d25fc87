/// A setting of a stage that cannot be worked with, and what it may be.
public struct IngestSettingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The setting, what is wrong with it and what is allowed.
  public let message: String

  init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
