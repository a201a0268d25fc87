/// A chapter on its way through chunking, embedding and storing.
public struct ChapterJob: ChapterItem, Codable, Equatable {
  public var bookSlug: String
  public var chapterIndex: Int
  /// The chapter; a stage may empty it once it is of no more use.
  public var text: String
  /// What chunking has made of it.
  public var chunks: [String] = []
  /// One for each chunk, once it is embedded.
  public var vectors: [[Float]] = []

  public init(bookSlug: String, chapterIndex: Int, text: String) {
    self.bookSlug = bookSlug
    self.chapterIndex = chapterIndex
    self.text = text
  }
}
