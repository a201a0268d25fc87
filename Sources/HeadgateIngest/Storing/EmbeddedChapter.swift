/// A chapter as it is to be stored.
public struct EmbeddedChapter: Sendable, Hashable {
  /// Which it is.
  public var key: ChapterKey
  /// Its chunks, numbered from 0 without a gap; none for an empty chapter.
  public var chunks: [EmbeddedChunk]

  /// Which of the chapter's texts this is, a later one having a higher number. One that is lower than
  /// what is stored is out of date, and changes nothing. `nil` replaces whatever is stored.
  public var revision: Int64?

  /// A chapter with its chunks.
  public init(key: ChapterKey, chunks: [EmbeddedChunk], revision: Int64? = nil) {
    self.key = key
    self.chunks = chunks
    self.revision = revision
  }
}
