internal import Foundation

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// The requests of one session that are under way; its state is touched only on its serial queue.
final class HTTPExchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  let queue: OperationQueue
  private var exchanges: [Int: HTTPExchange] = [:]

  override init() {
    queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    queue.name = "headgate.http"
    super.init()
  }

  func begin(_ exchange: HTTPExchange, _ continuation: HTTPExchange.Continuation) {
    queue.addOperation { [self] in
      guard exchange.begin(continuation) else { return }
      exchanges[exchange.task.taskIdentifier] = exchange
    }
  }

  func cancel(_ exchange: HTTPExchange) {
    queue.addOperation { exchange.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    exchanges[dataTask.taskIdentifier]?.receive(response)
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    exchanges[dataTask.taskIdentifier]?.receive(data)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    exchanges.removeValue(forKey: task.taskIdentifier)?.complete(error)
  }
}
