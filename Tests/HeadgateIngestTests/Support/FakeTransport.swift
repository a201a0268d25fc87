import Foundation
import HeadgateIngest
import Synchronization

/// A transport whose answers a function gives, and that keeps what it was sent.
final class FakeTransport: HTTPTransport {
  struct Sent: Decodable, Equatable {
    var model: String
    var input: [String]
    var encoding_format: String
  }

  typealias Answer = @Sendable (Sent) async throws(HTTPTransportError) -> HTTPAnswer

  private let requests = Mutex<[HTTPRequest]>([])
  private let answer: Answer

  init(_ answer: @escaping Answer) { self.answer = answer }

  var sent: [Sent] { requests.withLock { $0.map(Self.decode) } }
  var all: [HTTPRequest] { requests.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPAnswer {
    requests.withLock { $0.append(request) }
    return try await answer(Self.decode(request))
  }

  private static func decode(_ request: HTTPRequest) -> Sent {
    try! JSONDecoder().decode(Sent.self, from: Data(request.body))
  }
}

extension HTTPAnswer {
  static func text(
    _ text: String, status: Int = 200, headers: [String: String] = [:]
  ) -> HTTPAnswer {
    HTTPAnswer(status: status, headers: headers, body: Array(text.utf8))
  }

  /// The answer of a sound server: for each text a vector of its length and its place.
  static func vectors(of texts: [String]) -> HTTPAnswer {
    .text(EmbeddingJSON.answer(texts))
  }
}

enum EmbeddingJSON {
  static func answer(_ texts: [String]) -> String {
    let entries = texts.enumerated().reversed().map { index, text in
      #"{"object": "embedding", "index": \#(index), "embedding": \#(vector(text))}"#
    }
    return #"{"object": "list", "data": [\#(entries.joined(separator: ", "))], "#
      + #""usage": {"prompt_tokens": \#(texts.count), "total_tokens": \#(texts.count)}}"#
  }

  /// A vector that tells texts apart.
  static func vector(_ text: String) -> [Float] {
    [Float(text.utf8.count), Float(text.utf8.first ?? 0), Float(text.utf8.last ?? 0) / 4]
  }
}
