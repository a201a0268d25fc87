/// A chunk that a search has found.
public struct SearchHit: Sendable, Hashable {
  /// Its chapter.
  public var key: ChapterKey
  /// The chunk.
  public var chunk: TextChunk
  /// The cosine of the angle between its vector and the one looked for, -1 to 1.
  public var score: Double
}
