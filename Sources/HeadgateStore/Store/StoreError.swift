/// Why the results store could not do what was asked, and what to do next.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// The file or its folder cannot be made or written: permissions, a full disk, a path that
    /// leads through a file.
    case unwritable
    /// Reading was asked for and there is no file.
    case notFound
    /// The file is not an SQLite database.
    case notADatabase
    /// The file is an SQLite database of something else.
    case notAStore
    /// A newer build has changed the store's layout.
    case newerVersion
    /// The store's layout is older than this build's, and reading alone cannot change it.
    case olderVersion
    /// Another process held the store for longer than the busy timeout.
    case busy
    /// No run has the id.
    case noSuchRun
    /// The run failed before it gave a result.
    case incompleteRun
    /// The file is damaged.
    case corrupt
    /// Anything else that SQLite reports.
    case failed
  }

  public var code: Code
  /// Names the path; says what is wrong and what to do.
  public var message: String

  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
