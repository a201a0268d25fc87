public import HeadgateEngine

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Asks an embedding server in the protocol that most of them share: `POST /v1/embeddings` with
/// `{model, input, encoding_format: "float"}`.
///
/// Texts are sent in batches bounded in number and bytes, one request after the other. A batch that
/// is too large (413, or 400 with words to that effect) or has a text that the server refuses (400,
/// 422) is halved at once, down to the text that is at fault, which fails alone: at most two
/// requests for each of its texts. After any other failure the rest is not sent, and fails alike:
/// waiting and retrying is the caller's, who is told by ``EmbeddingError/retryAfter`` how long.
public struct EmbeddingClient: Embedder {
  /// Where and how it asks.
  public let settings: EmbeddingSettings

  private let transport: any HTTPTransport
  private let clock: any Clock<Duration>
  private let wallSeconds: @Sendable () -> Int64
  private let observer: (@Sendable (EmbeddingExchange) -> Void)?

  /// A client.
  ///
  /// - Parameters:
  ///   - transport: What sends its requests.
  ///   - clock: What its time-out is measured on.
  ///   - wallSeconds: Seconds since 1970, for a `Retry-After` date of a server without a
  ///     `Date`; the system's if not given.
  ///   - observer: Is told of each request as it ends, for rate controllers and metrics.
  /// - Throws: where a setting cannot be worked with.
  public init(
    _ settings: EmbeddingSettings, transport: any HTTPTransport = URLSessionTransport(),
    clock: any Clock<Duration> = ContinuousClock(),
    wallSeconds: (@Sendable () -> Int64)? = nil,
    observer: (@Sendable (EmbeddingExchange) -> Void)? = nil
  ) throws(IngestSettingError) {
    try settings.check()
    self.settings = settings
    self.transport = transport
    self.clock = clock
    self.wallSeconds = wallSeconds ?? { Int64(time(nil)) }
    self.observer = observer
  }

  /// The model that the server is asked for.
  public var model: String { settings.model }

  /// How many numbers a vector must have, if that is set.
  public var dimension: Int? { settings.dimension }

  /// The vector of each text, in the order of the texts, or why it has none.
  public func embed(_ texts: [String]) async -> [Result<[Float], EmbeddingError>] {
    var results = texts.map { text -> Result<[Float], EmbeddingError>? in
      text.isEmpty ? .failure(EmbeddingError(.emptyInput, "the text is empty")) : nil
    }
    var pending = Array(batches(texts).reversed())
    while let batch = pending.popLast() {
      switch await request(batch.map { texts[$0] }) {
      case .success(let vectors):
        for (place, vector) in zip(batch, vectors) { results[place] = vector }
      case .failure(let error) where error.isOfOneInput && batch.count > 1:
        pending.append(batch[(batch.startIndex + batch.count / 2)...])
        pending.append(batch[..<(batch.startIndex + batch.count / 2)])
      case .failure(let error):
        for place in batch { results[place] = .failure(error) }
        guard !error.isOfOneInput else { continue }
        for batch in pending { for place in batch { results[place] = .failure(error) } }
        pending = []
      }
    }
    return results.map { $0! }
  }

  /// The vector of each text, in the order of the texts: a stage function.
  public func vectors(of texts: [String]) async -> [Result<[Float], StageFailure>] {
    await embed(texts).map { $0.mapError(\.failure) }
  }

  /// The places of the texts that are not empty, in batches within the bounds.
  private func batches(_ texts: [String]) -> [ArraySlice<Int>] {
    var batches: [ArraySlice<Int>] = []
    var batch: ArraySlice<Int> = []
    var bytes = 0
    for (place, text) in texts.enumerated() where !text.isEmpty {
      let more = text.utf8.count
      if !batch.isEmpty, batch.count == settings.mostInputs || bytes + more > settings.mostBytes {
        batches.append(batch)
        (batch, bytes) = ([], 0)
      }
      batch.append(place)
      bytes += more
    }
    return batch.isEmpty ? batches : batches + [batch]
  }

  /// One request and its answer.
  private func request(
    _ texts: [String]
  ) async -> Result<[Result<[Float], EmbeddingError>], EmbeddingError> {
    let began = clock.measureFromNow()
    let message = HTTPRequest(
      url: settings.url, bearer: settings.apiKey,
      body: EmbeddingWire.body(model: settings.model, texts: texts),
      mostAnswerBytes: settings.mostAnswerBytes)
    let reading = EmbeddingReading(settings: settings, inputs: texts.count)
    var tokens: Int?
    var outcome: Result<[Result<[Float], EmbeddingError>], EmbeddingError>
    switch await answer(message) {
    case .failure(let error): outcome = .failure(error)
    case .success(let answer):
      outcome = reading.vectors(answer, tokens: &tokens, wallSeconds: wallSeconds)
    }
    let error: EmbeddingError? = if case .failure(let error) = outcome { error } else { nil }
    observer?(EmbeddingExchange(inputs: texts.count, took: began(), tokens: tokens, error: error))
    return outcome
  }

  private func answer(_ message: HTTPRequest) async -> Result<HTTPAnswer, EmbeddingError> {
    guard !Task.isCancelled else { return .failure(.ofCancellation) }
    let transport = transport
    let result = await Deadline.run(within: settings.timeout, on: clock) {
      do throws(HTTPTransportError) {
        return Result<HTTPAnswer, HTTPTransportError>.success(try await transport.send(message))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .finished(.success(let answer)): return .success(answer)
    case .finished(.failure(let error)) where error.kind == .cancelled:
      return .failure(.ofCancellation)
    case .finished(.failure(let error)):
      let words = settings.apiKey?.removed(from: error.message) ?? error.message
      return .failure(EmbeddingError(.connection(error.kind), "\(settings.url): \(words)"))
    case .late:
      return .failure(
        EmbeddingError(.timedOut, "\(settings.url) gave no answer within \(settings.timeout)"))
    case .cancelled: return .failure(.ofCancellation)
    }
  }
}

extension EmbeddingError {
  fileprivate static var ofCancellation: EmbeddingError {
    EmbeddingError(.cancelled, "the request was cancelled")
  }
}
