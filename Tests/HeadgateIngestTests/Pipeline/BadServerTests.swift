import FlyingFox
import HeadgateCore
import HeadgateEngine
import HeadgateIngest
import Synchronization
import Testing

@Suite("Ingestion with a bad embedding server")
struct BadServerTests {
  private static let url = "http://embedder.test/v1/embeddings"

  private let folder = TemporaryFolder()
  private let books = ["emma/1": "a good text", "emma/2": "a bad text", "moby/1": "another one"]

  private func ingestion(
    attempts: Int = 3, dimension: Int? = nil, clock: any Clock<Duration> = ContinuousClock(),
    _ answer: @escaping FakeTransport.Answer
  ) throws -> TestIngestion {
    TestIngestion(
      path: folder["library.sqlite"],
      embedder: try EmbeddingClient(
        EmbeddingSettings(url: Self.url, model: "m", dimension: dimension),
        transport: FakeTransport(answer), clock: clock, wallSeconds: { 0 }),
      settings: .quick(attempts: attempts))
  }

  @Test("A server that is down fails each chapter after its attempts, with the reason")
  func down() async throws {
    let ingestion = try ingestion { _ throws(HTTPTransportError) in
      throw HTTPTransportError(.refused, "nobody listens")
    }
    let report = try await ingestion.run(books)
    #expect(report.stored == 0 && report.left == 0)
    #expect(report.failures.map { "\($0.book)/\($0.chapter)" } == ["emma/1", "emma/2", "moby/1"])
    for failure in report.failures {
      #expect(failure.stage == "embed" && failure.attempts == 3)
      #expect(failure.error.contains("\(Self.url): nobody listens"))
    }
    #expect(report.metrics.totalFailed == 3 && report.metrics.totalRetries == 6)
  }

  @Test("Once the server is up again, chapters that were given up are ingested by asking again")
  func upAgain() async throws {
    _ = try await ingestion { _ throws(HTTPTransportError) in
      throw HTTPTransportError(.refused, "nobody listens")
    }.run(books)
    let sound = try ingestion { .vectors(of: $0.input) }
    // Those that are submitted anew, and only those.
    let some = try await sound.run(["emma/1": "a good text"])
    #expect(some.stored == 1 && some.isWhole && some.earlierFailures == 2)
    // All of them, without their files.
    let all = try await sound.run([], retriesDeadLetters: true)
    #expect(all.stored == 2 && all.isWhole && all.earlierFailures == 0)
    for (key, text) in books { #expect(try await sound.stored(key) == text) }
  }

  @Test("A server that does not answer in time fails each chapter, with the time")
  func slow() async throws {
    let ingestion = try ingestion(clock: InstantClock()) { _ in
      for await _ in AsyncStream<Void>.makeStream().stream {}
      return .text("too late")
    }
    let report = try await ingestion.run(books)
    #expect(report.failures.count == 3 && report.left == 0)
    #expect(report.failures.allSatisfy { $0.error.contains("gave no answer within 30") })
  }

  @Test("A server that answers nonsense fails each chapter, with its words")
  func nonsense() async throws {
    let report = try await ingestion { _ in .text("<html>It works!</html>") }.run(books)
    #expect(report.failures.count == 3 && report.left == 0)
    for failure in report.failures {
      #expect(failure.attempts == 3)
      #expect(failure.error.contains("the answer is no list of embeddings, but: an HTML page"))
    }
  }

  @Test("Vectors of another length than asked for fail each chapter at once")
  func wrongDimension() async throws {
    let report = try await ingestion(dimension: 4) { .vectors(of: $0.input) }.run(books)
    #expect(report.failures.count == 3 && report.left == 0)
    for failure in report.failures {
      #expect(failure.attempts == 1)
      #expect(failure.error.contains("a vector has 3 numbers, not 4"))
    }
  }

  @Test("A text that the server refuses fails alone, and the rest is stored")
  func oneRefused() async throws {
    let ingestion = try ingestion { sent in
      sent.input.contains { $0.contains("bad") }
        ? .text(#"{"error": "no such thing"}"#, status: 422) : .vectors(of: sent.input)
    }
    let report = try await ingestion.run(books)
    #expect(report.stored == 2 && !report.isWhole)
    #expect(report.failures.map(\.error) == ["chunk 0: \(Self.url): status 422: no such thing"])
    #expect(report.failures.map(\.attempts) == [1])
  }

  @Test("A server that works only now and then gets everything stored in the end")
  func flaky() async throws {
    let calls = Mutex(0)
    let ingestion = try ingestion(attempts: 10) { sent in
      let call = calls.withLock { calls in
        calls += 1
        return calls
      }
      return call.isMultiple(of: 2) ? .vectors(of: sent.input) : .text("busy", status: 503)
    }
    let report = try await ingestion.run(books)
    #expect(report.stored == 3 && report.isWhole && report.metrics.totalRetries > 0)
  }

  @Test("429 over a real connection is waited out as the server asks")
  func rateLimited() async throws {
    let refusals = Mutex(1)
    let report = try await LocalServer.run { request in
      let isRefused = refusals.withLock { left in
        left -= 1
        return left >= 0
      }
      guard isRefused else {
        return LocalServer.answer(EmbeddingJSON.answer(try await LocalServer.texts(request)))
      }
      return LocalServer.answer(
        "slow down", .tooManyRequests, headers: [.init("Retry-After"): "1"])
    } _: { url in
      try await TestIngestion(
        path: folder["library.sqlite"],
        embedder: try EmbeddingClient(EmbeddingSettings(url: url, model: "m"))
      ).run(books)
    }
    #expect(report.stored == 3 && report.isWhole && report.metrics.totalRetries > 0)
  }
}
