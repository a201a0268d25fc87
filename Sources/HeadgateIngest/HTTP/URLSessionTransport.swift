internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// HTTP by the `URLSession` of the toolchain: no cookies, no cache, no redirects.
///
/// On Linux its own time-outs are not relied on: they count whole seconds between two pieces of an
/// answer, so that one that drips never times out. The caller's deadline cancels.
public final class URLSessionTransport: HTTPTransport, Sendable {
  private let session: URLSession
  private let exchanges: HTTPExchanges

  /// A transport with at most so many connections to one host at a time.
  public init(connectionsPerHost: Int = 64) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connectionsPerHost
    configuration.httpCookieAcceptPolicy = .never
    configuration.httpShouldSetCookies = false
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.urlCache = nil
    let exchanges = HTTPExchanges()
    self.exchanges = exchanges
    session = URLSession(
      configuration: configuration, delegate: exchanges, delegateQueue: exchanges.queue)
  }

  deinit { session.finishTasksAndInvalidate() }

  /// The answer to a request; see ``HTTPTransport/send(_:)``.
  public func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPAnswer {
    guard let url = URL(string: request.url), url.scheme == "http" || url.scheme == "https",
      url.host != nil
    else {
      throw HTTPTransportError(.badURL, "\"\(request.url)\" is no http or https URL")
    }
    var message = URLRequest(url: url)
    message.httpMethod = "POST"
    message.httpBody = Data(request.body)
    message.timeoutInterval = 24 * 60 * 60
    message.setValue(request.contentType, forHTTPHeaderField: "Content-Type")
    message.setValue("application/json", forHTTPHeaderField: "Accept")
    if let bearer = request.bearer {
      message.setValue("Bearer \(bearer.revealed)", forHTTPHeaderField: "Authorization")
    }
    let task = session.dataTask(with: message)
    let exchange = HTTPExchange(task: task, mostBytes: request.mostAnswerBytes)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        exchanges.begin(exchange, continuation)
      }
    } onCancel: {
      exchanges.cancel(exchange)
    }
    return try result.get()
  }
}
