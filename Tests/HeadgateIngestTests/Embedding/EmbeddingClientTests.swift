import HeadgateEngine
import HeadgateIngest
import Synchronization
import Testing

@Suite("Embedding client")
struct EmbeddingClientTests {
  private static let url = "http://embedder.test/v1/embeddings"

  private func client(
    _ transport: FakeTransport, clock: any Clock<Duration> = ContinuousClock(),
    _ change: (inout EmbeddingSettings) -> Void = { _ in }
  ) throws -> EmbeddingClient {
    var settings = EmbeddingSettings(url: Self.url, model: "m")
    change(&settings)
    return try EmbeddingClient(settings, transport: transport, clock: clock, wallSeconds: { 0 })
  }

  private let sound = FakeTransport { .vectors(of: $0.input) }

  @Test("sends the protocol's fields and gives each text its vector, whatever the answer's order")
  func wholeExchange() async throws {
    let texts = ["a", "bb", "\"\u{1F1E9}\u{1F1EA}\"\n"]
    let vectors = try await client(sound).embed(texts).map { try $0.get() }
    #expect(vectors == texts.map(EmbeddingJSON.vector))
    #expect(sound.sent == [.init(model: "m", input: texts, encoding_format: "float")])
    #expect(sound.all[0].url == Self.url)
  }

  @Test("bounds a request by the number of texts and by their bytes; a longer text goes alone")
  func batching() async throws {
    let client = try client(sound) {
      $0.mostInputs = 3
      $0.mostBytes = 8
    }
    let results = await client.embed(["a", "b", "c", "d", "eeee", "ffff", "ggggggggggg", "h"])
    #expect(results.allSatisfy { (try? $0.get()) != nil })
    #expect(
      sound.sent.map(\.input)
        == [["a", "b", "c"], ["d", "eeee"], ["ffff"], ["ggggggggggg"], ["h"]])
  }

  @Test("sends nothing for no texts, and refuses an empty one alone, unsent")
  func emptyTexts() async throws {
    #expect(await (try client(sound)).embed([]).isEmpty)
    let results = await (try client(sound)).embed(["", "a"])
    #expect(results[0].failed == .emptyInput)
    #expect(results[1] == .success(EmbeddingJSON.vector("a")))
    #expect(sound.sent.map(\.input) == [["a"]])
  }

  @Test("on 413 halves the batch, down to the text that is too large, which fails alone for good")
  func tooLargeBatch() async throws {
    let transport = FakeTransport { sent in
      sent.input.count > 2 || sent.input.contains("huge")
        ? .text("too big", status: 413) : .vectors(of: sent.input)
    }
    let results = await (try client(transport)).embed(["a", "b", "huge", "d", "e"])
    #expect(results.map(\.failed) == [nil, nil, .tooLarge, nil, nil])
    #expect(results[2].failure?.isTransient == false)
    #expect(results[4] == .success(EmbeddingJSON.vector("e")))
    #expect(transport.sent.count <= 2 * 5)
  }

  @Test(
    "takes a 400 that speaks of the size for a request that is too large",
    arguments: [
      #"{"error": {"message": "This model's maximum context length is 8192 tokens"}}"#,
      #"{"error": "input is too large to process"}"#,
    ])
  func tooLargeByWords(body: String) async throws {
    let transport = FakeTransport { _ in .text(body, status: 400) }
    let results = await (try client(transport)).embed(["a", "b"])
    #expect(results.map(\.failed) == [.tooLarge, .tooLarge])
  }

  @Test("on 400 and 422 finds the bad text, which fails alone with the server's words")
  func badText() async throws {
    for status in [400, 422] {
      let transport = FakeTransport { sent in
        sent.input.contains("bad")
          ? .text(#"{"error": {"message": "cannot tokenize"}}"#, status: status)
          : .vectors(of: sent.input)
      }
      let results = await (try client(transport)).embed(["a", "b", "c", "bad", "e", "f", "g"])
      #expect(results.map(\.failed) == [nil, nil, nil, .badInput(status: status), nil, nil, nil])
      #expect(results[3].failure?.message == "\(Self.url): status \(status): cannot tokenize")
    }
  }

  @Test("an unreachable or unwilling server is asked once; the rest fails alike, unsent")
  func restIsNotSent() async throws {
    let transport = FakeTransport { _ in .text("", status: 503, headers: ["Retry-After": "7"]) }
    let client = try client(transport) { $0.mostInputs = 1 }
    let results = await client.embed(["a", "b", "c"])
    #expect(transport.sent.count == 1)
    #expect(results.allSatisfy { $0.failed == .unavailable(status: 503) })
    #expect(results.allSatisfy { $0.failure?.retryAfter == .seconds(7) })
  }

  @Test("429 tells the wait that the server asks for to the stage and to the observer")
  func rateLimit() async throws {
    let transport = FakeTransport { _ in
      .text(#"{"error": {"message": "slow down"}}"#, status: 429, headers: ["retry-after": "1.5"])
    }
    let seen = Mutex<[EmbeddingExchange]>([])
    let client = try EmbeddingClient(
      EmbeddingSettings(url: Self.url, model: "m"), transport: transport,
      observer: { exchange in seen.withLock { $0.append(exchange) } })
    let results = await client.vectors(of: ["a", "b"])
    let expected = StageFailure.transient(
      "\(Self.url): status 429: slow down", retryAfter: .milliseconds(1_500))
    #expect(results == [.failure(expected), .failure(expected)])
    #expect(seen.withLock { $0.map(\.error?.kind) } == [.rateLimited])
    #expect(seen.withLock { $0[0].inputs } == 2)
  }

  @Test(
    "tells what may pass from what will not by the status",
    arguments: [
      (408, true), (409, true), (425, true), (429, true), (500, true), (502, true), (503, true),
      (504, true), (529, true), (301, false), (307, false), (400, false), (401, false),
      (403, false), (404, false), (405, false), (413, false), (422, false),
    ])
  func classification(status: Int, isTransient: Bool) async throws {
    let transport = FakeTransport { _ in .text("no", status: status) }
    let results = await (try client(transport)).vectors(of: ["a"])
    #expect(results[0].failure?.kind == (isTransient ? .transient : .permanent))
    #expect(results[0].failure?.message.contains(status < 400 ? "redirects" : "\(status)") == true)
  }

  @Test(
    "an answer that does not keep to the protocol fails transiently and says how",
    arguments: [
      ("", "but: "), ("{", "but: {"), ("<html><body>Hi</body></html>", "an HTML page"),
      (#"{"data": 3}"#, "no list"),
      (#"{"data": [{"embedding": [1]}, {"index": 1, "embedding": [1]}]}"#, "no index"),
      (
        #"{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [1]}]}"#,
        "index 0 twice"
      ),
      (#"{"data": [{"index": 2, "embedding": [1]}]}"#, "index 2 for 2 texts"),
    ])
  func nonsense(body: String, words: String) async throws {
    let transport = FakeTransport { _ in .text(body) }
    let results = await (try client(transport)).embed(["a", "b"])
    for result in results {
      #expect(result.failed == .badAnswer)
      #expect(result.failure?.message.contains(words) == true)
      #expect(result.failure?.isTransient == true)
    }
  }

  @Test("a text that the answer leaves out fails alone")
  func missingIndex() async throws {
    let transport = FakeTransport { _ in .text(#"{"data": [{"index": 1, "embedding": [1]}]}"#) }
    let results = await (try client(transport)).embed(["a", "b"])
    #expect(results.map(\.failed) == [.badAnswer, nil])
  }

  @Test("vectors of another length than set, or of several, fail for good and say which")
  func wrongDimension() async throws {
    let set = try await client(sound) { $0.dimension = 4 }.embed(["a"])
    #expect(set[0].failed == .wrongDimension(expected: 4, found: 3))
    let mixed = FakeTransport { _ in
      .text(#"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1]}]}"#)
    }
    let results = try await client(mixed).vectors(of: ["a", "b"])
    #expect(results.allSatisfy { $0.failure?.kind == .permanent })
    #expect(results[0].failure?.message.contains("1 numbers, not 2") == true)
  }

  @Test(
    "a vector with an element that is no number fails its text alone",
    arguments: ["NaN", "null", "Infinity"])
  func notFinite(element: String) async throws {
    let transport = FakeTransport { sent in
      let entries = sent.input.enumerated().map { index, text in
        #"{"index": \#(index), "embedding": [1, \#(text == "bad" ? element : "2")]}"#
      }
      return .text(#"{"data": [\#(entries.joined(separator: ","))]}"#)
    }
    let results = await (try client(transport)).embed(["a", "bad", "c"])
    #expect(results.map(\.failed) == [nil, .notFinite, nil])
  }

  @Test("a failed connection is told by its kind; only an untrusted or unusable one is for good")
  func connections() async throws {
    for (kind, isTransient) in [
      (HTTPTransportError.Kind.refused, true), (.unresolved, true), (.lost, true),
      (.truncated, true), (.notHTTP, true), (.tooLong, false), (.insecure, false),
    ] {
      let transport = FakeTransport { _ throws(HTTPTransportError) in
        throw HTTPTransportError(kind, "words")
      }
      let results = await (try client(transport)).embed(["a"])
      #expect(results[0].failed == .connection(kind))
      #expect(results[0].failure?.isTransient == isTransient)
      #expect(results[0].failure?.message == "\(Self.url): words")
    }
  }

  @Test("a server that never answers is given up when the time is over, and the request cancelled")
  func timeout() async throws {
    let cancelled = Mutex(false)
    let transport = FakeTransport { _ throws(HTTPTransportError) in
      try await Never.answer { cancelled.withLock { $0 = true } }
    }
    let results = await (try client(transport, clock: InstantClock())).embed(["a"])
    #expect(results[0].failed == .timedOut)
    #expect(results[0].failure?.message.contains("within 30") == true)
    #expect(cancelled.withLock { $0 })
  }

  @Test("a cancelled task fails transiently and sends nothing more")
  func cancellation() async throws {
    let client = try client(sound)
    let results = await withTaskGroup(of: [Result<[Float], EmbeddingError>].self) { group in
      group.cancelAll()
      group.addTask { await client.embed(["a"]) }
      return await group.next()
    }
    #expect(results?.map(\.failed) == [.cancelled])
    #expect(sound.sent.isEmpty)
  }

  @Test("vectors are brought to length 1 on request")
  func normalization() async throws {
    let transport = FakeTransport { _ in .text(#"{"data": [{"index": 0, "embedding": [3, 4]}]}"#) }
    let results = try await client(transport) { $0.normalizes = true }.embed(["a"])
    #expect(results == [.success([0.6, 0.8])])
  }

  @Test("the key is sent, and shown nowhere: not even where the server repeats it")
  func secrecy() async throws {
    let transport = FakeTransport { _ in
      .text(#"{"error": {"message": "Incorrect API key provided: k-123"}}"#, status: 401)
    }
    let client = try client(transport) { $0.apiKey = Secret("k-123") }
    let results = await client.embed(["a"])
    #expect(results[0].failure?.message.hasSuffix("Incorrect API key provided: [secret]") == true)
    var dumped = "\(client.settings) \(String(reflecting: transport.all)) \(results)"
    dump(client, to: &dumped)
    #expect(!dumped.contains("k-123"))
  }

  @Test("settings that cannot work are refused")
  func refusedSettings() {
    #expect(throws: IngestSettingError.self) { try client(sound) { $0.url = "embedder" } }
    #expect(throws: IngestSettingError.self) { try client(sound) { $0.model = "" } }
    #expect(throws: IngestSettingError.self) { try client(sound) { $0.mostInputs = 0 } }
    #expect(throws: IngestSettingError.self) { try client(sound) { $0.timeout = .zero } }
    #expect(throws: IngestSettingError.self) { try client(sound) { $0.dimension = 0 } }
  }
}

extension Result where Failure == EmbeddingError {
  var failed: EmbeddingError.Kind? { failure?.kind }
}

extension Result {
  var failure: Failure? { if case .failure(let failure) = self { failure } else { nil } }
}

extension Never {
  /// Waits until the task is cancelled, as a transport whose server does not answer.
  static func answer(_ onCancel: @escaping @Sendable () -> Void) async throws(HTTPTransportError)
    -> HTTPAnswer
  {
    let (stream, continuation) = AsyncStream.makeStream(of: HTTPAnswer.self)
    await withTaskCancellationHandler {
      for await _ in stream {}
    } onCancel: {
      onCancel()
      continuation.finish()
    }
    throw HTTPTransportError(.cancelled, "cancelled")
  }
}
