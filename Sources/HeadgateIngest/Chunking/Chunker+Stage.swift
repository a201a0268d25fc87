public import HeadgateEngine

extension Chunker {
  /// Text that is cut before others get their turn, in bytes.
  private static let turn = 1 << 20

  /// The chunks of each text, in the order of the texts: a stage function.
  ///
  /// It fails only where its task is cancelled, and then transiently. Between megabytes of text it
  /// lets other tasks run.
  public func chunk(_ texts: [String]) async -> [Result<[TextChunk], StageFailure>] {
    var results: [Result<[TextChunk], StageFailure>] = []
    results.reserveCapacity(texts.count)
    var budget = Self.turn
    for text in texts { results.append(await chunk(text, &budget)) }
    return results
  }

  private func chunk(
    _ text: String, _ budget: inout Int
  ) async -> Result<[TextChunk], StageFailure> {
    var chunks: [TextChunk] = []
    for chunk in self.chunks(of: text) {
      budget -= chunk.text.utf8.count
      chunks.append(chunk)
      guard budget <= 0 else { continue }
      budget = Self.turn
      await Task.yield()
      if Task.isCancelled { return .failure(.transient("chunking was cancelled")) }
    }
    return .success(chunks)
  }
}
