/// An item that begins as a chapter's text.
public protocol ChapterItem: Sendable {
  var bookSlug: String { get }
  var chapterIndex: Int { get }
  /// What the first stage works on.
  var text: String { get }

  init(bookSlug: String, chapterIndex: Int, text: String)
}
