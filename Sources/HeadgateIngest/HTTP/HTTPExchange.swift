internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// One request under way; touched only on the queue of its ``HTTPExchanges``.
final class HTTPExchange: @unchecked Sendable {
  typealias Continuation = CheckedContinuation<Result<HTTPAnswer, HTTPTransportError>, Never>

  let task: URLSessionDataTask
  private let mostBytes: Int
  private var continuation: Continuation?
  private var isCancelled = false
  private var isTooLong = false
  private var response: HTTPURLResponse?
  private var body: [UInt8] = []

  init(task: URLSessionDataTask, mostBytes: Int) {
    self.task = task
    self.mostBytes = mostBytes
  }

  /// Starts the request; `false` where it was cancelled first, and so never is.
  func begin(_ continuation: Continuation) -> Bool {
    guard !isCancelled else {
      task.cancel()
      continuation.resume(returning: .failure(Self.cancelled))
      return false
    }
    self.continuation = continuation
    task.resume()
    return true
  }

  func cancel() {
    isCancelled = true
    if continuation != nil { task.cancel() }
  }

  func receive(_ response: URLResponse) {
    self.response = response as? HTTPURLResponse
  }

  func receive(_ data: Data) {
    guard !isTooLong else { return }
    guard body.count + data.count <= mostBytes else {
      isTooLong = true
      body = []
      task.cancel()
      return
    }
    body += data
  }

  func complete(_ error: (any Error)?) {
    continuation?.resume(returning: outcome(error))
    continuation = nil
  }

  private func outcome(_ error: (any Error)?) -> Result<HTTPAnswer, HTTPTransportError> {
    if isTooLong {
      return .failure(
        HTTPTransportError(.tooLong, "the answer is longer than \(mostBytes) bytes"))
    }
    if isCancelled { return .failure(Self.cancelled) }
    if let error { return .failure(HTTPTransportError(error, answerBegan: response != nil)) }
    guard let response else {
      return .failure(HTTPTransportError(.notHTTP, "the answer is no HTTP"))
    }
    var headers: [String: String] = [:]
    for case (let name as String, let value as String) in response.allHeaderFields {
      headers[name] = value
    }
    return .success(HTTPAnswer(status: response.statusCode, headers: headers, body: body))
  }

  private static var cancelled: HTTPTransportError {
    HTTPTransportError(.cancelled, "the request was cancelled")
  }
}

extension HTTPTransportError {
  /// What an error of `URLSession` means.
  fileprivate init(_ error: any Error, answerBegan: Bool) {
    let code = (error as? URLError)?.code
    let reason = error.localizedDescription
    switch code {
    case _ where answerBegan: self.init(.truncated, "the answer ended too early: \(reason)")
    // On Linux the same code stands for a URL's scheme that is unknown.
    case .unsupportedURL? where reason.contains("HTTP/"):
      self.init(.notHTTP, "the answer is no HTTP: \(reason)")
    case .cannotConnectToHost?: self.init(.refused, reason)
    case .cannotFindHost?, .dnsLookupFailed?: self.init(.unresolved, reason)
    case .networkConnectionLost?, .badServerResponse?, .notConnectedToInternet?:
      self.init(.lost, "the connection was lost: \(reason)")
    case .timedOut?: self.init(.timedOut, reason)
    case .badURL?, .unsupportedURL?: self.init(.badURL, reason)
    case .secureConnectionFailed?, .serverCertificateHasBadDate?, .serverCertificateUntrusted?,
      .serverCertificateHasUnknownRoot?, .serverCertificateNotYetValid?,
      .clientCertificateRejected?, .clientCertificateRequired?:
      self.init(.insecure, "no secure connection: \(reason)")
    default: self.init(.failed, reason)
    }
  }
}
