/// Why a stage could not do its work on one item of a batch, and whether to try it again.
///
/// A stage function answers each item of its batch with a value or with one of these, so that one
/// bad item fails alone.
public struct StageFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Whether the same work may succeed later.
  public enum Kind: Sendable, Hashable {
    /// It may: a time-out, an overloaded server, a lost connection.
    case transient
    /// It will not: a bad input or a wrong setting. Retrying wastes the attempt.
    case permanent
  }

  /// Whether the same work may succeed later.
  public var kind: Kind

  /// What went wrong and, where something can be done, what to do; without a final full stop.
  public var message: String

  /// The least wait before the next attempt that the other side asked for, if it did.
  ///
  /// Only the transient have one. A retry policy takes the longer of this and its own delay, and a
  /// rate controller may take it as a sign of congestion.
  public var retryAfter: Duration?

  /// A failure of the given kind; a `retryAfter` of a permanent one is dropped.
  public init(kind: Kind, message: String, retryAfter: Duration? = nil) {
    self.kind = kind
    self.message = message
    self.retryAfter = kind == .transient ? retryAfter : nil
  }

  /// A failure that may pass.
  public static func transient(_ message: String, retryAfter: Duration? = nil) -> StageFailure {
    StageFailure(kind: .transient, message: message, retryAfter: retryAfter)
  }

  /// A failure that will not pass.
  public static func permanent(_ message: String) -> StageFailure {
    StageFailure(kind: .permanent, message: message)
  }

  /// The message.
  public var description: String { message }
}

extension StageFailure {
  /// An error that a stage's function threw: transient, unless it is a failure that says otherwise.
  init(_ error: any Error) {
    self = error as? StageFailure ?? .transient("\(error)")
  }
}
