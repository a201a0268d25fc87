import FlyingFox
import Foundation
import HeadgateEngine
import HeadgateIngest
import Synchronization
import Testing

@Suite("Over a real connection")
struct LocalServerTests {
  @Test("a thousand texts come back in their places, over batches and concurrent calls")
  func thousandTexts() async throws {
    try await LocalServer.run { request in
      LocalServer.answer(EmbeddingJSON.answer(try await LocalServer.texts(request)))
    } _: { url in
      let client = try EmbeddingClient(EmbeddingSettings(url: url, model: "m"))
      let texts = (0..<1_000).map { "text \($0) \u{1F44D}" }
      let parts = stride(from: 0, to: 1_000, by: 250).map { Array(texts[$0..<$0 + 250]) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for part in parts {
          group.addTask {
            let vectors = try await client.embed(part).map { try $0.get() }
            #expect(vectors == part.map(EmbeddingJSON.vector))
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("the key, the type and the body's length reach the server")
  func headers() async throws {
    try await LocalServer.run { request in
      #expect(request.headers[.authorization] == "Bearer k-123")
      #expect(request.headers[.contentType] == "application/json")
      #expect(request.method == .POST)
      #expect(request.path == "/v1/embeddings")
      return LocalServer.answer(EmbeddingJSON.answer(try await LocalServer.texts(request)))
    } _: { url in
      let settings = EmbeddingSettings(url: url, model: "m", apiKey: Secret("k-123"))
      let client = try EmbeddingClient(settings)
      #expect(await client.embed(["a"])[0].failure == nil)
    }
  }

  @Test("429 for a while: each refusal tells its wait, and the same texts succeed afterwards")
  func rateLimitForAWhile() async throws {
    let refusals = Mutex(3)
    try await LocalServer.run { request in
      let isRefused = refusals.withLock { left in
        left -= 1
        return left >= 0
      }
      guard !isRefused else {
        return LocalServer.answer(
          #"{"error": {"message": "slow down"}}"#, .tooManyRequests,
          headers: [HTTPHeader("Retry-After"): "2"])
      }
      return LocalServer.answer(EmbeddingJSON.answer(try await LocalServer.texts(request)))
    } _: { url in
      let client = try EmbeddingClient(EmbeddingSettings(url: url, model: "m"))
      let expected = StageFailure.transient(
        "\(url): status 429: slow down", retryAfter: .seconds(2))
      for _ in 0..<3 { #expect(await client.vectors(of: ["a"]) == [.failure(expected)]) }
      #expect(await client.vectors(of: ["a"]) == [.success(EmbeddingJSON.vector("a"))])
    }
  }

  @Test("cancelling the task ends a request that hangs")
  func cancellation() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    try await LocalServer.run { _ in
      arrived.yield()
      // Ends when the client goes away or the server is stopped.
      for await _ in AsyncStream<Void>.makeStream().stream {}
      return LocalServer.answer("")
    } _: { url in
      let client = try EmbeddingClient(EmbeddingSettings(url: url, model: "m"))
      await withTaskGroup(of: EmbeddingError.Kind?.self) { group in
        group.addTask { await client.embed(["a"])[0].failed }
        for await _ in arrivals { break }
        group.cancelAll()
        #expect(await group.next() == .cancelled)
      }
    }
  }
}
