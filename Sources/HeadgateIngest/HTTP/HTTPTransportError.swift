/// Why a request got no answer.
public struct HTTPTransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened to the request.
  public enum Kind: Sendable, Hashable {
    /// Nobody listens there.
    case refused
    /// The host's name leads to no address.
    case unresolved
    /// The connection was lost before the answer began.
    case lost
    /// The answer ended before its end.
    case truncated
    /// The answer's body is longer than the request allows.
    case tooLong
    /// What came is no HTTP.
    case notHTTP
    /// The server's certificate is not to be trusted, or no secure connection came about.
    case insecure
    /// The transport's own time was up.
    case timedOut
    /// The task was cancelled.
    case cancelled
    /// The URL is none that can be requested.
    case badURL
    /// Anything else.
    case failed
  }

  /// What happened to the request.
  public var kind: Kind
  /// What happened, in words.
  public var message: String

  /// An error with its words.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// Whether the same request may be answered later.
  public var isTransient: Bool {
    switch kind {
    case .insecure, .badURL, .tooLong: false
    case .refused, .unresolved, .lost, .truncated, .notHTTP, .timedOut, .cancelled, .failed: true
    }
  }

  /// The message.
  public var description: String { message }
}
