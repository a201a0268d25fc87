import FlyingFox
import FlyingSocks
import Foundation

/// A sound HTTP server on loopback for as long as a test's body runs.
enum LocalServer {
  typealias Handler = @Sendable (HTTPRequest) async throws -> HTTPResponse

  static func run<Value: Sendable>(
    _ handler: @escaping Handler, _ body: @Sendable (_ url: String) async throws -> Value
  ) async throws -> Value {
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0), logger: .disabled,
      handler: ClosureHTTPHandler(handler))
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try? await server.run() }
      try await server.waitUntilListening()
      guard case .ip4(_, let port)? = await server.listeningAddress else {
        throw SocketError.unsupportedAddress
      }
      let value = try await body("http://127.0.0.1:\(port)/v1/embeddings")
      await server.stop()
      group.cancelAll()
      return value
    }
  }

  /// The texts of an embedding request.
  static func texts(_ request: HTTPRequest) async throws -> [String] {
    let body = try await request.bodyData
    return try JSONDecoder().decode(FakeTransport.Sent.self, from: body).input
  }

  static func answer(
    _ text: String, _ status: HTTPStatusCode = .ok, headers: HTTPHeaders = [:]
  ) -> HTTPResponse {
    HTTPResponse(statusCode: status, headers: headers, body: Data(text.utf8))
  }
}
