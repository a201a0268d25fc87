/// A piece of a chapter's text, as it is embedded and stored.
public struct TextChunk: Sendable, Hashable {
  /// Its place among the chapter's chunks, from 0.
  public var index: Int
  /// Its text; whole characters (extended grapheme clusters) of the chapter.
  public var text: String
  /// Where it begins in the chapter, in bytes of UTF-8.
  public var offset: Int

  /// A chunk at a place of its chapter.
  public init(index: Int, text: String, offset: Int) {
    self.index = index
    self.text = text
    self.offset = offset
  }

  /// The bytes of the chapter's UTF-8 that it holds.
  public var byteRange: Range<Int> { offset..<offset + text.utf8.count }
}
