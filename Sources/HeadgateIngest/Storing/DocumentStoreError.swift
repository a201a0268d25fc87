public import HeadgateEngine

/// Why a document store could not do something, and what to do.
public struct DocumentStoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of error.
  public enum Code: Sendable, Hashable {
    /// Another process or connection holds the file for too long.
    case busy
    /// The file or its folder cannot be opened, made or written; also a full disk.
    case unwritable
    /// The file is no SQLite database, or one of something else.
    case notAStore
    /// A later version wrote the file.
    case newerVersion
    /// The file is damaged.
    case corrupt
    /// The vectors are of another model or length than those in the store.
    case wrongSpace
    /// What was to be stored is not whole: a chunk missing, a number that is not finite.
    case invalid
    /// The task was cancelled.
    case cancelled
    /// Anything else.
    case failed
  }

  /// The kind of error.
  public let code: Code
  /// What happened and what to do.
  public let message: String

  /// Whether the same call may succeed later.
  public var isTransient: Bool {
    switch code {
    case .busy, .unwritable, .cancelled, .failed: true
    case .notAStore, .newerVersion, .corrupt, .wrongSpace, .invalid: false
    }
  }

  /// The same, for a stage.
  public var failure: StageFailure {
    StageFailure(kind: isTransient ? .transient : .permanent, message: message)
  }

  /// The message.
  public var description: String { message }
}
