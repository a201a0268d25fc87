/// A chapter as it is to be stored.
public struct EmbeddedChapter: Sendable, Hashable {
  /// Which it is.
  public var key: ChapterKey
  /// Its chunks, numbered from 0 without a gap; none for an empty chapter.
  public var chunks: [EmbeddedChunk]

  /// A chapter with its chunks.
  public init(key: ChapterKey, chunks: [EmbeddedChunk]) {
    self.key = key
    self.chunks = chunks
  }
}
