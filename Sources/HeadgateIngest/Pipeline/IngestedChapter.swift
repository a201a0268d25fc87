public import HeadgateEngine

/// A chapter on its way into a document store.
public struct IngestedChapter: ChapterItem, Hashable {
  public var bookSlug: String
  public var chapterIndex: Int
  /// The chapter's text, until it is cut into chunks.
  public var text: String
  /// What it was cut into; in order, from 0.
  public var chunks: [TextChunk] = []
  /// One for each chunk, once it is embedded.
  public var vectors: [[Float]] = []
  /// What made the vectors; empty without any.
  public var model = ""

  /// A chapter at its beginning.
  public init(bookSlug: String, chapterIndex: Int, text: String) {
    self.bookSlug = bookSlug
    self.chapterIndex = chapterIndex
    self.text = text
  }

  /// Its key in the store.
  public var key: ChapterKey { ChapterKey(book: bookSlug, chapter: chapterIndex) }
}
