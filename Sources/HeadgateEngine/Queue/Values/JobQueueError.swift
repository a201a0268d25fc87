/// Why a queue could not do what was asked, and what to do next. Nothing of the operation was done.
public struct JobQueueError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// The file or its folder cannot be made or written: permissions, a full disk, a path that
    /// leads through a file.
    case unwritable
    /// The file is not an SQLite database.
    case notADatabase
    /// The file is an SQLite database of something else.
    case notAQueue
    /// A newer build has changed the queue's layout.
    case newerVersion
    /// Another process held the file for longer than the busy timeout.
    case busy
    /// The file is damaged.
    case corrupt
    /// The queue was closed.
    case closed
    /// Anything else that the storage reports.
    case failed
  }

  public var code: Code
  /// Names the path where there is one; says what is wrong and what to do.
  public var message: String

  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
