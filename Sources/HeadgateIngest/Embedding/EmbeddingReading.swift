internal import Foundation

/// What a server's answer says of the texts of one request.
struct EmbeddingReading {
  let settings: EmbeddingSettings
  let inputs: Int

  typealias Vectors = [Result<[Float], EmbeddingError>]

  /// The vector of each text, or why the request as a whole failed.
  func vectors(
    _ answer: HTTPAnswer, tokens: inout Int?, wallSeconds: () -> Int64
  ) -> Result<Vectors, EmbeddingError> {
    guard answer.status == 200 else { return .failure(refusal(answer, wallSeconds)) }
    do throws(EmbeddingError) {
      let content = try decode(answer.body)
      tokens = content.usage?.total_tokens ?? content.usage?.prompt_tokens
      return .success(try vectors(try placed(content.data)))
    } catch {
      return .failure(error)
    }
  }

  private func decode(_ body: [UInt8]) throws(EmbeddingError) -> EmbeddingWire.Answer {
    do {
      return try JSONDecoder().decode(EmbeddingWire.Answer.self, from: Data(body))
    } catch {
      let text = String(decoding: body, as: UTF8.self)
      if text.contains("NaN") || text.contains("Infinity") {
        throw EmbeddingError(.notFinite, says("a vector has an element that is no finite number"))
      }
      let words = EmbeddingWire.words(Array(body.prefix(2_000)))
      throw EmbeddingError(
        .badAnswer, says("the answer is no list of embeddings, but: \(shown(words))"))
    }
  }

  /// The entries in the order of the texts; `nil` for one that is missing.
  private func placed(
    _ entries: [EmbeddingWire.Answer.Entry]
  ) throws(EmbeddingError) -> [[Float?]?] {
    var placed = [[Float?]?](repeating: nil, count: inputs)
    for entry in entries {
      guard let index = entry.index else {
        throw EmbeddingError(.badAnswer, says("an embedding of the answer has no index"))
      }
      guard placed.indices.contains(index) else {
        throw EmbeddingError(
          .badAnswer, says("the answer has the index \(index) for \(inputs) texts"))
      }
      guard placed[index] == nil else {
        throw EmbeddingError(.badAnswer, says("the answer has the index \(index) twice"))
      }
      placed[index] = entry.embedding
    }
    return placed
  }

  private func vectors(_ placed: [[Float?]?]) throws(EmbeddingError) -> Vectors {
    let expected = settings.dimension ?? placed.lazy.compactMap { $0?.count }.first ?? 0
    var vectors: Vectors = []
    for (index, elements) in placed.enumerated() {
      guard let elements else {
        let error = EmbeddingError(.badAnswer, says("the answer lacks the index \(index)"))
        vectors.append(.failure(error))
        continue
      }
      guard elements.count == expected, expected > 0 else {
        throw EmbeddingError(
          .wrongDimension(expected: expected, found: elements.count),
          says(
            "a vector has \(elements.count) numbers, not \(expected); "
              + "the server may run another model than \"\(settings.model)\""))
      }
      vectors.append(vector(elements))
    }
    return vectors
  }

  private func vector(_ elements: [Float?]) -> Result<[Float], EmbeddingError> {
    let vector = elements.compactMap { $0 }
    guard vector.count == elements.count, Vector.isFinite(vector) else {
      return .failure(
        EmbeddingError(.notFinite, says("a vector has an element that is no finite number")))
    }
    return .success(settings.normalizes ? Vector.normalized(vector) : vector)
  }

  private func refusal(_ answer: HTTPAnswer, _ wallSeconds: () -> Int64) -> EmbeddingError {
    let status = answer.status
    let words = shown(EmbeddingWire.words(answer.body))
    let message = says("status \(status)\(words.isEmpty ? "" : ": " + words)")
    let wait = RetryAfter.wait(answer.headers, now: wallSeconds)
    switch status {
    case 429: return EmbeddingError(.rateLimited, message, retryAfter: wait)
    case 408, 409, 425, 500...599:
      return EmbeddingError(.unavailable(status: status), message, retryAfter: wait)
    case 413: return EmbeddingError(.tooLarge, message)
    case 400, 422:
      return EmbeddingError(
        Self.isAboutSize(words) ? .tooLarge : .badInput(status: status), message)
    case 300...399:
      let target = answer.headers["location"].map { " to \(shown($0))" } ?? ""
      return EmbeddingError(
        .refused(status: status), says("it redirects\(target); set the URL that it moved to"))
    case 100...299: return EmbeddingError(.badAnswer, message)
    default: return EmbeddingError(.refused(status: status), message)
    }
  }

  /// Whether a server's words say that a request is more than it takes.
  private static func isAboutSize(_ words: String) -> Bool {
    let words = words.lowercased()
    return [
      "too large", "too long", "too many", "maximum context", "context length", "context size",
      "max_tokens", "token limit", "exceeds the max", "exceed the max", "batch size",
    ].contains { words.contains($0) }
  }

  private func says(_ message: String) -> String { "\(settings.url): \(message)" }

  private func shown(_ words: String) -> String {
    settings.apiKey?.removed(from: words) ?? words
  }
}
