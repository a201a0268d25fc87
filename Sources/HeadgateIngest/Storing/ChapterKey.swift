/// Which chapter of which book.
public struct ChapterKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The book's short name.
  public var book: String
  /// The chapter's number in the book.
  public var chapter: Int

  /// A chapter's key.
  public init(book: String, chapter: Int) {
    self.book = book
    self.chapter = chapter
  }

  /// By the bytes of the book's name, then by number.
  public static func < (left: ChapterKey, right: ChapterKey) -> Bool {
    left.book == right.book
      ? left.chapter < right.chapter
      : left.book.utf8.lexicographicallyPrecedes(right.book.utf8)
  }

  /// Both, as in `emma/3`.
  public var description: String { "\(book)/\(chapter)" }
}
