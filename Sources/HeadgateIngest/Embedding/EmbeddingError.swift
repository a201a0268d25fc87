public import HeadgateEngine

/// Why a text got no vector from an embedding server.
public struct EmbeddingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened to the text.
  public enum Kind: Sendable, Hashable {
    /// The server asks for fewer requests: status 429.
    case rateLimited
    /// The server cannot answer now: status 408, 409, 425 or 5xx.
    case unavailable(status: Int)
    /// No answer within the time-out.
    case timedOut
    /// No answer, or half of one.
    case connection(HTTPTransportError.Kind)
    /// The answer does not keep to the protocol.
    case badAnswer
    /// The server refuses the request, whatever is in it: a status of 4xx, or a redirect.
    case refused(status: Int)
    /// The server refuses this text: status 400 or 422.
    case badInput(status: Int)
    /// The text alone is more than the server takes: status 413, or 400 that says so.
    case tooLarge
    /// The text is empty; it was not sent.
    case emptyInput
    /// The text's vector has an element that is no finite number.
    case notFinite
    /// The vectors have another length than they should.
    case wrongDimension(expected: Int, found: Int)
    /// The task was cancelled.
    case cancelled
  }

  /// What happened.
  public var kind: Kind
  /// What happened, in words, with the server's own; no secrets.
  public var message: String
  /// The least wait before the next request that the server asked for, if it did.
  public var retryAfter: Duration?

  init(_ kind: Kind, _ message: String, retryAfter: Duration? = nil) {
    self.kind = kind
    self.message = message
    self.retryAfter = retryAfter
  }

  /// Whether the same request may succeed later.
  public var isTransient: Bool {
    switch kind {
    case .rateLimited, .unavailable, .timedOut, .badAnswer, .cancelled: true
    case .connection(let kind): HTTPTransportError(kind, "").isTransient
    case .refused, .badInput, .tooLarge, .emptyInput, .notFinite, .wrongDimension: false
    }
  }

  /// Whether a smaller batch may succeed at once.
  var isOfOneInput: Bool {
    switch kind {
    case .badInput, .tooLarge, .notFinite: true
    default: false
    }
  }

  /// The same, for a stage.
  public var failure: StageFailure {
    StageFailure(
      kind: isTransient ? .transient : .permanent, message: message, retryAfter: retryAfter)
  }

  /// The message.
  public var description: String { message }
}
