/// Sends one HTTP request and brings its answer: what an HTTP client must do to be used here.
public protocol HTTPTransport: Sendable {
  /// The answer to a request, whatever its status; redirects are answers too, and not followed.
  ///
  /// It must end soon after its task is cancelled, with ``HTTPTransportError/Kind/cancelled``: that
  /// is how a caller's deadline ends it. It neither waits nor retries.
  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPAnswer
}

/// A request with the POST method.
public struct HTTPRequest: Sendable {
  /// The whole URL, `http:` or `https:`.
  public var url: String
  /// What follows `Authorization: Bearer`, if anything.
  public var bearer: Secret?
  /// The type of the body's medium.
  public var contentType: String
  /// The body.
  public var body: [UInt8]
  /// The longest body of an answer, in bytes; a longer one is an error, and is not read to its end.
  public var mostAnswerBytes: Int

  /// A request with a body.
  public init(
    url: String, bearer: Secret? = nil, contentType: String = "application/json", body: [UInt8],
    mostAnswerBytes: Int
  ) {
    self.url = url
    self.bearer = bearer
    self.contentType = contentType
    self.body = body
    self.mostAnswerBytes = mostAnswerBytes
  }
}

/// An answer with its whole body.
public struct HTTPAnswer: Sendable {
  /// The status code.
  public var status: Int
  /// The value of each header field, by its name in lower case.
  public var headers: [String: String]
  /// The body, decoded from any transfer coding.
  public var body: [UInt8]

  /// An answer; names of header fields may be in any case.
  public init(status: Int, headers: [String: String] = [:], body: [UInt8]) {
    self.status = status
    var lower: [String: String] = [:]
    for (name, value) in headers { lower[name.lowercased()] = value }
    self.headers = lower
    self.body = body
  }
}
