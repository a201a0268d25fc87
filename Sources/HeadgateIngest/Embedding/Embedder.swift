public import HeadgateEngine

/// Turns texts into vectors: the embedding stage's work.
public protocol Embedder: Sendable {
  /// The name that the vectors' model is stored under.
  var model: String { get }

  /// How many numbers a vector has, where that is known before the first.
  var dimension: Int? { get }

  /// The vector of each text, in the order of the texts; one bad text fails alone.
  ///
  /// It neither waits nor retries: a transient failure says what the other side asked for.
  func vectors(of texts: [String]) async -> [Result<[Float], StageFailure>]
}

extension Embedder {
  /// The chunks of each chapter with their vectors, in the order of the chapters: a stage function.
  ///
  /// The chunks of all chapters go to the embedder together, so that its requests are full. A
  /// chapter fails where one of its chunks does, and transiently only if no chunk failed for good.
  public func embed(_ chapters: [[TextChunk]]) async -> [Result<[EmbeddedChunk], StageFailure>] {
    let vectors = await vectors(of: chapters.flatMap { $0.map(\.text) })
    var first = 0
    return chapters.map { chunks in
      defer { first += chunks.count }
      return Self.embedded(chunks, vectors[first..<first + chunks.count])
    }
  }

  private static func embedded(
    _ chunks: [TextChunk], _ vectors: ArraySlice<Result<[Float], StageFailure>>
  ) -> Result<[EmbeddedChunk], StageFailure> {
    var embedded: [EmbeddedChunk] = []
    var worst: StageFailure?
    for (chunk, vector) in zip(chunks, vectors) {
      switch vector {
      case .success(let vector): embedded.append(EmbeddedChunk(chunk: chunk, vector: vector))
      case .failure(var failure):
        failure.message = "chunk \(chunk.index): \(failure.message)"
        worst = worst.map { Self.worse($0, failure) } ?? failure
      }
    }
    return worst.map { .failure($0) } ?? .success(embedded)
  }

  /// The first that is for good, or else the first with the longest wait.
  private static func worse(_ first: StageFailure, _ second: StageFailure) -> StageFailure {
    switch (first.kind, second.kind) {
    case (.permanent, _): first
    case (_, .permanent): second
    default: (second.retryAfter ?? .zero) > (first.retryAfter ?? .zero) ? second : first
    }
  }
}
